"""The gate compares what is entrusted with the items of the licence and with what the laboratory is accredited for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from cases.gate import Verdict, may_accept
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from institutions.actions.accrediting import end_accreditation
from institutions.actions.scoping import end_scope, enter_scope
from institutions.models import ScopeItem
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.standing import WHY, make_accreditation, make_scope
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def frozen(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        with transaction.atomic():
            for _each in range(3):
                make_appraiser(cast.jinan_institution, practice_codes=("FY-02", "FY-05"))
        yield


def verdict(cast: Cast, category: str, on: date = TODAY) -> Verdict:
    return may_accept(make_entrustment(cast.jinan_institution, category=category), on)


def codes(found: Verdict) -> list[str]:
    return [finding.code for finding in found.findings]


def test_without_items_on_file_the_practice_category_decides_and_the_gate_says_so(cast: Cast) -> None:
    found = verdict(cast, "FY-0201")
    assert codes(found) == [] and any("未登记具体项目" in words for words in found.passed)


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("FY-0203", []),
        ("FY-020301", []),  # below what the licence lists
        ("FY-0201", ["outside_scope"]),
        ("FY-02", ["scope_wider_than_items"]),
    ],
)
def test_an_item_covers_itself_and_what_lies_below_it(cast: Cast, category: str, expected: list[str]) -> None:
    make_scope(cast.jinan_institution, "FY-0203", by=cast.actor("jinan"))
    found = verdict(cast, category)
    assert codes(found) == expected
    if expected == ["scope_wider_than_items"]:
        assert found.findings[0].overridable and "第十五条第一项" in found.findings[0].article


def test_an_item_counts_from_its_first_day_to_its_last(cast: Cast) -> None:
    make_scope(cast.jinan_institution, "FY-0203", by=cast.actor("jinan"), since=date(2026, 11, 20))
    (item,) = make_scope(cast.jinan_institution, "FY-0201", by=cast.actor("jinan"), since=date(2026, 11, 2))
    end_scope(
        item.pk,
        by=cast.actor("jinan"),
        version=item.trail_seq,
        valid_until=date(2026, 11, 24),
        document_number="示例变更〔2026〕1号",
        reason=WHY,
    )
    assert codes(verdict(cast, "FY-0203", date(2026, 11, 19))) == ["outside_scope"]
    assert codes(verdict(cast, "FY-0203", date(2026, 11, 20))) == []
    assert codes(verdict(cast, "FY-0201", date(2026, 11, 24))) == []
    assert codes(verdict(cast, "FY-0201", TODAY)) == ["outside_scope"]
    assert verify().sound


def test_an_item_of_a_new_practice_category_adds_it_to_the_licence(cast: Cast) -> None:
    make_scope(cast.jinan_institution, "WZ-0101", by=cast.actor("province"))
    assert cast.jinan_institution.practice_codes == ["FY-02", "FY-05", "WZ-01"]
    event = Event.objects.filter(stream=cast.jinan_institution.stream, kind="institution.scope_entered").get()
    assert event.content["facts"]["practice_added"] == ["WZ-01"] and event.content["reason"] == WHY


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"categories": []}, "categories"),
        ({"categories": ["FY"]}, "categories"),
        ({"categories": ["no such \0 thing"]}, "categories"),
        ({"categories": ["FY-0203"]}, "categories"),
        ({"categories": ["FY-020301"]}, "categories"),
        ({"categories": ["FY-0201", "FY-020101"]}, "categories"),
        ({"valid_from": date(2026, 11, 26)}, "valid_from"),
        ({"document_number": " "}, "document_number"),
        ({"document_number": "1" * 101}, "document_number"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_entered_is_said_beside_its_field(cast: Cast, values: Any, field: str) -> None:
    make_scope(cast.jinan_institution, "FY-0203", by=cast.actor("jinan"))
    given = {"categories": ["FY-0202"], "valid_from": TODAY, "document_number": "示例1号", "reason": WHY, **values}
    with pytest.raises(RuleBroken) as broken:
        enter_scope(
            cast.jinan_institution.pk, by=cast.actor("jinan"), version=cast.jinan_institution.trail_seq, **given
        )
    assert {finding.field for finding in broken.value.findings} == {field}
    assert ScopeItem.objects.count() == 1


@pytest.mark.parametrize("who", ["qingdao", "lixia", "jinan_institution_administrator", "auditor", "administrator"])
def test_only_officers_of_the_city_and_the_province_change_a_scope(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        make_scope(cast.jinan_institution, "FY-0203", by=cast.actor(who))


def test_who_saw_an_older_state_is_told_so(cast: Cast) -> None:
    old = cast.jinan_institution.trail_seq
    make_scope(cast.jinan_institution, "FY-0203", by=cast.actor("jinan"))
    with pytest.raises(StaleState):
        enter_scope(
            cast.jinan_institution.pk,
            by=cast.actor("jinan"),
            version=old,
            categories=["FY-0202"],
            valid_from=TODAY,
            document_number="示例1号",
            reason=WHY,
        )


def test_compulsory_accreditation_is_missing_only_for_the_affected_items(cast: Cast) -> None:
    assert codes(verdict(cast, "FY-0201")) == []
    (finding,) = verdict(cast, "FY-0501").findings
    assert (finding.code, finding.overridable) == ("not_accredited", False)
    assert "资质认定工作的通知" in finding.article and "待核" in finding.article


@pytest.mark.parametrize(
    ("covers", "category", "expected"),
    [
        (("FY-05",), "FY-0501", []),
        (("FY-0501",), "FY-0501", []),
        (("FY-0501",), "FY-0502", ["not_accredited"]),
        (("FY-0501",), "FY-05", ["accreditation_narrower"]),
    ],
)
def test_an_accreditation_counts_for_what_it_covers(
    cast: Cast, covers: tuple[str, ...], category: str, expected: list[str]
) -> None:
    make_accreditation(cast.jinan_institution, *covers, by=cast.actor("jinan"), kind="CNAS", level="national")
    assert codes(verdict(cast, category)) == expected


def test_a_lapsed_accreditation_closes_the_gate_for_its_items_and_is_named(cast: Cast) -> None:
    row = make_accreditation(
        cast.jinan_institution, "FY-05", by=cast.actor("jinan"), valid_until=TODAY, certificate_number="示例CMA1"
    )
    assert codes(verdict(cast, "FY-0501")) == []
    (finding,) = verdict(cast, "FY-0501", date(2026, 11, 26)).findings
    assert finding.code == "accreditation_lapsed" and "示例CMA1" in finding.fact and "2026-11-25" in finding.fact
    assert codes(verdict(cast, "FY-0201", date(2026, 11, 26))) == []
    end_accreditation(row.pk, by=cast.actor("jinan"), version=row.trail_seq, ended_on=TODAY, reason="示例：被撤销")
    (finding,) = verdict(cast, "FY-0501").findings
    assert finding.code == "accreditation_lapsed" and "2026-11-24" in finding.fact
    make_accreditation(cast.jinan_institution, "FY-0501", by=cast.actor("jinan"))
    assert codes(verdict(cast, "FY-0501")) == []


def test_the_same_certificate_is_recorded_once_and_nothing_outside_the_licence(cast: Cast) -> None:
    make_accreditation(cast.jinan_institution, "FY-05", by=cast.actor("jinan"), certificate_number="示例CMA1")
    for values, field in (
        ({"certificate_number": "示例CMA1"}, "certificate_number"),
        ({"kind": "ISO"}, "kind"),
        ({"valid_until": date(2024, 6, 30)}, "valid_until"),
    ):
        with pytest.raises(RuleBroken) as broken:
            make_accreditation(cast.jinan_institution, "FY-05", by=cast.actor("jinan"), **values)
        assert {finding.field for finding in broken.value.findings} == {field}
    with pytest.raises(RuleBroken) as broken:
        make_accreditation(cast.jinan_institution, "WZ-03", by=cast.actor("jinan"))
    assert [finding.code for finding in broken.value.findings] == ["beyond_licence"]
