"""The roster of institutions: every problem of every row, new ones registered, changed ones decided."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from foundation.accounts.models import Organisation
from foundation.audit.errors import NotAllowed
from foundation.audit.models import Event
from foundation.audit.verify import verify
from foundation.exchange.actions import deciding, loading
from foundation.kpi.merging import merge
from foundation.kpi.recomputing import recompute
from institutions.actions.registering import register_many
from institutions.gate import five_years_from, objections
from institutions.models import Institution
from institutions.roster import loading as roster_loading
from institutions.roster.comparing import registration_of
from tests.people import Cast
from tests.rosters.conftest import Check, found
from tests.rosters.sheets import institution_row, institutions, messy_institutions

KIND = "institution_roster"


@pytest.mark.parametrize("seed", range(4))
def test_a_messy_roster_has_exactly_the_planted_problems(cast: Cast, check: Check, seed: int) -> None:
    messy = messy_institutions(seed)
    imported = check(KIND, messy.content)
    assert found(imported) == messy.planted
    assert (imported.counts["total"], imported.counts["valid"]) == (60, messy.good)


def test_all_problems_of_a_row_are_named_at_once(cast: Cast, check: Check) -> None:
    imported = check(
        KIND, institutions(institution_row(1, 许可证号="", 县区="不存在县", 业务范围="占卜", 联系电话="无人"))
    )
    assert {code for _row, _column, code in found(imported)} == {
        "missing", "county_unknown", "category_unknown", "telephone_form",
    }  # fmt: skip


def test_new_institutions_are_registered_with_their_events(cast: Cast, load: Check) -> None:
    before = Institution.objects.count()
    imported = load(KIND, institutions(institution_row(1), institution_row(2, 负责人="示例乙")))
    assert (imported.state, imported.counts["loaded"]) == ("loaded", 2)
    assert Institution.objects.count() == before + 2
    row = Institution.objects.get(licence_number="379800002")
    assert (row.status, row.head_name, row.telephone, row.address) == (
        "normal", "示例乙", "0531-00000000", "示例路2号",
    )  # fmt: skip
    assert (row.practice_codes, row.city_code, row.county_code) == (["FY-02", "FY-05"], "370100", "370102")
    assert row.organisation.credit_code.startswith("34379999MB")
    assert row.organisation.name_key
    assert row.organisation.is_synthetic
    event = Event.objects.get(stream=row.stream)
    assert (event.kind, event.content["facts"]["row"]) == ("institution.registered", 5)
    assert verify(row.stream).sound
    assert verify(row.organisation.stream).sound
    merge()
    assert recompute(repair=False).total == 0


def test_the_same_roster_again_changes_nothing(cast: Cast, load: Check) -> None:
    content = institutions(institution_row(1), institution_row(2))
    load(KIND, content)
    events = Event.objects.filter(kind__startswith="institution.").count()
    again = load(KIND, content)
    assert (again.counts["loaded"], again.counts["identical"], again.counts["changed"]) == (0, 2, 0)
    assert Event.objects.filter(kind__startswith="institution.").count() == events


def test_changed_rows_become_corrections_with_both_values(cast: Cast, load: Check) -> None:
    load(KIND, institutions(institution_row(1)))
    again = load(
        KIND,
        institutions(institution_row(1, 地址="示例路9号", 负责人="示例丙", 县区="市中区", 业务范围="法医临床鉴定")),
    )
    assert (again.counts["loaded"], again.counts["changed"]) == (0, 1)
    row = Institution.objects.get(licence_number="379800001")
    assert row.address == "示例路1号"
    correction = again.corrections.get()
    assert sorted(correction.fields) == ["address", "division", "head_name", "practice_codes"]
    deciding.decide(again, by=cast.actor("province"), take_over=True, reason="年度名册核对")
    row.refresh_from_db()
    assert (row.address, row.county_code, row.practice_codes) == ("示例路9号", "370103", ["FY-02"])
    assert row.organisation.county_code == "370103"
    assert Event.objects.filter(stream=row.stream).latest("seq").content["reason"] == "年度名册核对"
    assert load(KIND, institutions(institution_row(1, 地址="示例路9号", 负责人="示例丙", 县区="市中区",
                                                   业务范围="法医临床鉴定"))).counts["identical"] == 1  # fmt: skip


def test_an_empty_cell_that_need_not_be_filled_says_nothing(cast: Cast, load: Check) -> None:
    load(KIND, institutions(institution_row(1)))
    again = load(KIND, institutions(institution_row(1, 地址="", 联系电话="", 负责人="", 统一社会信用代码="")))
    assert (again.counts["identical"], again.counts["changed"]) == (1, 0)


def test_a_renewed_licence_is_found_by_its_former_number_or_by_the_name(cast: Cast, load: Check) -> None:
    load(KIND, institutions(institution_row(1)))
    again = load(KIND, institutions(institution_row(1, 许可证号="379811111")))
    assert (again.counts["loaded"], again.corrections.get().fields) == (0, ["licence_number"])


def test_rows_are_compared_with_each_other(cast: Cast, check: Check) -> None:
    rows = [
        institution_row(1),
        institution_row(2, 许可证号="379800001"),
        institution_row(3),
        institution_row(4, 机构名称="示例名册003司法鉴定所", 统一社会信用代码=""),
        institution_row(5),
        institution_row(6, 统一社会信用代码=institution_row(5)["统一社会信用代码"]),
    ]
    imported = check(KIND, institutions(*rows))
    assert found(imported) == {
        (4, "licence_number", "duplicate_licence"), (5, "licence_number", "duplicate_licence"),
        (6, "name", "duplicate_name"), (7, "name", "duplicate_name"),
        (8, "credit_code", "duplicate_credit_code"), (9, "credit_code", "duplicate_credit_code"),
    }  # fmt: skip


def test_the_number_of_another_institution_is_refused(cast: Cast, load: Check, check: Check) -> None:
    load(KIND, institutions(institution_row(1), institution_row(2)))
    imported = check(KIND, institutions(institution_row(2, 许可证号="379800001")))
    assert (4, "licence_number", "licence_of_another") in found(imported)
    other = check(KIND, institutions(institution_row(7, 统一社会信用代码=institution_row(1)["统一社会信用代码"])))
    assert found(other) == {(4, "credit_code", "credit_code_of_another")}


def test_a_city_imports_its_own_institutions_only(cast: Cast, check: Check, load: Check) -> None:
    imported = check(
        KIND, institutions(institution_row(1), institution_row(2, 所在市="青岛市", 县区="市南区")), who="jinan"
    )
    assert found(imported) == {(5, "county", "outside_area")}
    load(KIND, institutions(institution_row(9, 所在市="青岛市", 县区="市南区")))
    moved = check(KIND, institutions(institution_row(9)), who="jinan")
    assert found(moved) == {(4, "name", "outside_area")}


@pytest.mark.parametrize("who", ["lixia", "jinan_clerk", "auditor", "province_leader", "administrator"])
def test_others_import_no_roster(cast: Cast, check: Check, who: str) -> None:
    with pytest.raises(NotAllowed):
        check(KIND, institutions(institution_row(1)), who=who)


def test_a_term_of_other_than_five_years_is_asked_about(cast: Cast, load: Check) -> None:
    imported = load(KIND, institutions(institution_row(1, 有效期至=date(2028, 6, 30))))
    assert imported.counts["loaded"] == 1
    assert list(imported.problems.values_list("code", flat=True)) == ["not_five_years"]
    assert five_years_from(date(2024, 2, 29)) == date(2029, 2, 28)
    assert five_years_from(date(2024, 7, 1)) == date(2029, 6, 30)


def test_numbers_of_every_era_are_read_and_others_asked_about(cast: Cast, check: Check) -> None:
    numbers = ["3701001", "379800009", "34379999MB0000001", "鲁司鉴3号"]
    rows = [institution_row(at, 许可证号=number) for at, number in enumerate(numbers, 1)]
    imported = check(KIND, institutions(*rows))
    assert found(imported) == {(7, "licence_number", "roster_number")}
    assert set(imported.problems.filter(severity="warning").values_list("row", "code")) == {(6, "number_form")}


def test_a_killed_load_goes_on_where_it_stopped(
    cast: Cast, transactional_db: None, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    from institutions.roster import comparing

    class Killed(BaseException):
        pass

    monkeypatch.setattr(comparing, "CHUNK", 4)
    imported = check(KIND, institutions(*(institution_row(serial) for serial in range(1, 11))))
    loading.order(imported.pk, by=cast.actor("province"), version=imported.trail_seq, in_background=False)
    times: list[int] = []

    def dying(*args: Any, **kwargs: Any) -> Any:
        times.append(1)
        made = register_many(*args, **kwargs)
        if len(times) > 1:
            raise Killed
        return made

    monkeypatch.setattr(roster_loading, "register_many", dying)
    with pytest.raises(Killed):
        loading.load(imported.pk)
    assert Institution.objects.filter(import_id=imported.pk).count() == 4
    monkeypatch.setattr(roster_loading, "register_many", register_many)
    loading.load(imported.pk)
    imported.refresh_from_db()
    assert (imported.counts["loaded"], imported.counts["identical"]) == (10, 0)
    assert Institution.objects.filter(import_id=imported.pk).count() == 10


def test_every_institution_of_the_cast_passes_the_gate(cast: Cast) -> None:
    for row in Institution.objects.select_related("organisation"):
        wrong = [each for each in objections(registration_of(row), timezone.localdate()) if each.code == "missing"]
        assert wrong == []


def test_who_may_not_register_registers_nothing(cast: Cast) -> None:
    before = Organisation.objects.count()
    with pytest.raises(NotAllowed):
        register_many([registration_of(cast.jinan_institution)], by=cast.actor("lixia"), facts=[{}])
    assert Organisation.objects.count() == before
