"""The same paper a second time is refused beside its number, and leads to what is on file: by verb, page and API."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.actions.keeping_records import end_assistant, engage
from appraisers.models import Assistant
from equipment.actions.calibrating import calibrate
from foundation.audit.errors import Finding, RuleBroken
from institutions.actions.accrediting import end_accreditation
from institutions.actions.insuring import end_policy
from institutions.models import Accreditation, InsurancePolicy
from tests.api.conftest import Caller
from tests.factories.cooperation import make_cooperation, make_project
from tests.factories.entrustments import make_appraiser as make_mentor
from tests.factories.equipment import make_instrument
from tests.factories.people import make_appraiser
from tests.factories.standing import (
    WHY,
    make_accreditation,
    make_assistant,
    make_policy,
    make_premises,
    make_training,
)
from tests.factories.tokens import make_token
from tests.people import Cast, give_second_factor

pytestmark = pytest.mark.django_db
KEEPER = "jinan_institution_administrator"


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def refused(again: Callable[[], Any]) -> Finding:
    with pytest.raises(RuleBroken) as broken:
        again()
    (finding,) = broken.value.findings
    return finding


def assert_leads_to(finding: Finding, field: str, row: Any) -> None:
    assert (finding.field, finding.code, finding.record_url) == (field, "recorded_already", row.get_absolute_url())
    assert finding.fact


class TestAccreditation:
    @pytest.fixture
    def row(self, cast: Cast) -> Accreditation:
        return make_accreditation(cast.jinan_institution, "FY-02", by=cast.actor("jinan"), certificate_number="CMA-1")

    @pytest.mark.parametrize("number", ["CMA-1", "cma-1", "ＣＭＡ－１", " CMA -1"])
    def test_of_the_same_number_for_days_in_common_is_refused(
        self, cast: Cast, row: Accreditation, number: str
    ) -> None:
        term = {"valid_from": date(2025, 1, 1), "valid_until": date(2031, 1, 1), "certificate_number": number}
        finding = refused(lambda: make_accreditation(cast.jinan_institution, "FY-02", by=cast.actor("jinan"), **term))
        assert_leads_to(finding, "certificate_number", row)
        assert "2024-07-01" in finding.fact
        assert "2030-06-30" in finding.fact

    def test_of_the_other_kind_is_another_one(self, cast: Cast, row: Accreditation) -> None:
        said = {"kind": "CNAS", "certificate_number": row.certificate_number}
        assert make_accreditation(cast.jinan_institution, "FY-02", by=cast.actor("jinan"), **said).pk != row.pk

    def test_renewed_under_its_number_begins_after_the_one_on_file(self, cast: Cast, row: Accreditation) -> None:
        by, number = cast.actor("jinan"), row.certificate_number
        term = {"valid_from": date(2026, 11, 1), "valid_until": date(2032, 10, 31), "certificate_number": number}
        refused(lambda: make_accreditation(cast.jinan_institution, "FY-02", by=by, **term))
        end_accreditation(row.pk, by=by, version=row.trail_seq, ended_on=date(2026, 11, 1), reason=WHY)
        make_accreditation(cast.jinan_institution, "FY-02", by=by, **term)
        assert Accreditation.objects.count() == 2


class TestPolicy:
    @pytest.fixture
    def row(self, cast: Cast) -> InsurancePolicy:
        return make_policy(cast.jinan_institution, by=cast.actor(KEEPER), policy_number="PZ-1")

    def test_of_the_same_number_is_refused_whatever_its_days(self, cast: Cast, row: InsurancePolicy) -> None:
        term = {"valid_from": date(2027, 7, 1), "valid_until": date(2028, 6, 30), "policy_number": "pz-1"}
        finding = refused(lambda: make_policy(cast.jinan_institution, by=cast.actor(KEEPER), **term))
        assert_leads_to(finding, "policy_number", row)

    def test_that_never_held_makes_way_for_the_right_one(self, cast: Cast, row: InsurancePolicy) -> None:
        by = cast.actor(KEEPER)
        end_policy(row.pk, by=by, version=row.trail_seq, ended_on=row.valid_from, reason=WHY)
        make_policy(cast.jinan_institution, by=by, policy_number="PZ-1", valid_from=date(2025, 8, 1))
        assert InsurancePolicy.objects.count() == 2

    def test_the_page_leads_to_the_one_on_file(self, cast: Cast, row: InsurancePolicy) -> None:
        client, user = Client(headers={"Accept-Language": "zh-hans"}), getattr(cast, KEEPER).user
        give_second_factor(user)
        client.force_login(user)
        answer = client.post(
            reverse("policy_new", args=[cast.jinan_institution.pk]),
            {"insurer": "示例保险公司", "policy_number": "PZ-1", "cover": 5, "valid_from": "2026-01-01",
             "valid_until": "2026-12-31"},
        )  # fmt: skip
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'<a href="{row.get_absolute_url()}">' in page
        assert 'value="2026-01-01"' in page, "what was typed stays"
        assert f'id="r-{row.pk}"' in client.get(row.get_absolute_url()).content.decode()

    def test_a_program_is_told_the_page_of_the_one_on_file(self, cast: Cast, row: InsurancePolicy) -> None:
        give_second_factor(getattr(cast, KEEPER).user)
        answer = Caller(make_token(getattr(cast, KEEPER))).post(
            reverse("api_institution_policies", args=[cast.jinan_institution.pk]),
            {"insurer": "示例保险公司", "policy_number": "PZ-1", "cover": 5, "valid_from": "2026-01-01",
             "valid_until": "2026-12-31"},
            key="again",
        )  # fmt: skip
        (error,) = answer.json()["errors"]
        assert (error["attr"], error["code"], error["record"]) == (
            "policy_number", "recorded_already", row.get_absolute_url(),
        )  # fmt: skip


def test_an_agreement_of_the_same_document_and_partner_is_refused(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor(KEEPER)
    row = make_cooperation(house, by=by, document_number="协议1号")
    again = {"document_number": "协议 1号", "partner": "示例 大学", "valid_from": date(2026, 3, 1)}
    assert_leads_to(refused(lambda: make_cooperation(house, by=by, **again)), "document_number", row)
    make_cooperation(house, by=by, **{**again, "partner": "示例研究院"})


def test_a_project_of_the_same_number_is_refused(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor(KEEPER)
    row = make_project(house, by=by, number="KT-1")
    assert_leads_to(refused(lambda: make_project(house, by=by, number="kt-1")), "number", row)


def test_a_lease_is_not_recorded_twice_for_the_same_days_and_is_renewed_after_them(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor(KEEPER)
    row = make_premises(house, by=by, document_number="租约1")
    again = {"document_number": "租约1", "valid_from": date(2026, 1, 1)}
    assert_leads_to(refused(lambda: make_premises(house, by=by, **again)), "document_number", row)
    make_premises(house, by=by, document_number="租约1", valid_from=date(2027, 7, 1), valid_until=date(2028, 6, 30))
    make_premises(house, by=by, document_number="租约1", use="archive")


@pytest.mark.parametrize(
    ("said", "field"), [({"title": "示例 课程"}, "title"), ({"document_number": "证1"}, "document_number")]
)
def test_the_same_training_of_a_day_counts_once(cast: Cast, said: dict[str, str], field: str) -> None:
    person, by = make_appraiser(cast.jinan_institution), cast.actor(KEEPER)
    row = make_training(person, by=by, title="示例课程", document_number="证1")
    assert_leads_to(refused(lambda: make_training(person, by=by, **said)), field, row)
    make_training(person, by=by, ended_on=date(2026, 6, 13), **said)


def test_the_same_instrument_is_not_entered_under_another_number(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor(KEEPER)
    row = make_instrument(house, by=by, number="YQ-1", maker="示例厂", serial_number="SN-1")
    again = {"number": "YQ-2", "maker": "示例厂", "serial_number": "sn-1"}
    assert_leads_to(refused(lambda: make_instrument(house, by=by, **again)), "serial_number", row)
    assert refused(lambda: make_instrument(house, by=by, number="yq-1")).code == "number_taken"
    make_instrument(house, by=by, number="YQ-3", maker="另一示例厂", serial_number="SN-1")


def test_a_certificate_of_calibration_counts_once(cast: Cast) -> None:
    row, by = make_instrument(cast.jinan_institution, by=cast.actor(KEEPER)), cast.actor(KEEPER)
    said = {"kind": "calibration", "passed": True, "performed_by": "示例计量院", "certificate_number": "JL-1"}
    row = calibrate(row.pk, by=by, version=row.trail_seq, performed_on=date(2026, 1, 5),
                    valid_until=date(2027, 1, 4), **said)  # fmt: skip
    finding = refused(
        lambda: calibrate(row.pk, by=by, version=row.trail_seq, performed_on=date(2026, 2, 5),
                          valid_until=date(2027, 2, 4), **said)
    )  # fmt: skip
    assert_leads_to(finding, "certificate_number", row)


class TestAssistant:
    @pytest.fixture
    def row(self, cast: Cast) -> Assistant:
        with transaction.atomic():
            mentor = make_mentor(cast.jinan_institution)
        return make_assistant(mentor, by=cast.actor(KEEPER))

    def again(self, cast: Cast, row: Assistant, first: date, mark: str = "") -> Assistant:
        said = {"name": f" {row.person.name}{mark}", "mentor": row.mentor_id, "valid_from": first}
        return engage(row.institution_id, by=cast.actor(KEEPER), **said)

    @pytest.mark.parametrize("first", [date(2026, 7, 1), date(2026, 6, 1), date(2026, 11, 25)])
    def test_of_the_same_name_while_one_assists_is_refused(self, cast: Cast, row: Assistant, first: date) -> None:
        assert_leads_to(refused(lambda: self.again(cast, row, first)), "name", row)

    def test_who_left_comes_back_on_a_later_day(self, cast: Cast, row: Assistant) -> None:
        last = date(2026, 9, 30)
        end_assistant(row.pk, by=cast.actor(KEEPER), version=row.trail_seq, valid_until=last, reason=WHY)
        refused(lambda: self.again(cast, row, last))
        assert self.again(cast, row, date(2026, 10, 1)).pk != row.pk

    def test_a_namesake_is_told_apart_by_a_mark(self, cast: Cast, row: Assistant) -> None:
        assert self.again(cast, row, date(2026, 7, 1), mark="（乙）").pk != row.pk

    def test_the_page_leads_to_the_one_on_record(self, cast: Cast, row: Assistant, sign_in: Any) -> None:
        browser = sign_in(KEEPER)
        given = {"name": row.person.name, "mentor": str(row.mentor_id), "valid_from": "2026-11-25"}
        answer = browser.post(reverse("assistant_new", args=[row.institution_id]), given)
        words = answer.content.decode()
        assert (answer.status_code, Assistant.objects.count()) == (422, 1)
        assert "该助理已经登记" in words
        assert row.get_absolute_url() in words
        page = browser.get(reverse("institution_assistants", args=[row.institution_id])).content.decode()
        assert f'id="r-{row.pk}"' in page
