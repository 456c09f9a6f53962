"""Rosters name heads and appraisers who may not head or apply: refused by identity, asked about by name."""

import pytest

from foundation.exchange.models import Import
from institutions.actions.barring_heads import Head
from tests.factories.heads import make_barred_head
from tests.people import Cast
from tests.rosters.conftest import Check, found
from tests.rosters.sheets import appraiser_row, appraisers, identity, institution_row, institutions

pytestmark = pytest.mark.django_db
NAME = "示例负责人乙"


def warned(imported: Import) -> list[tuple[str, str, str]]:
    return list(imported.problems.filter(severity="warning").values_list("column", "code", "detail"))


def barred(cast: Cast, serial: int = 7, name: str = NAME) -> str:
    return make_barred_head(by=cast.actor("province"), head=Head(name, identity(serial))).document_number


def test_a_head_of_a_barred_name_is_registered_and_asked_about(cast: Cast, load: Check) -> None:
    number = barred(cast)
    imported = load("institution_roster", institutions(institution_row(1, 负责人=NAME), institution_row(2)))
    assert (warned(imported), imported.counts["loaded"]) == ([("head_name", "head_barred", number)], 2)


def test_the_head_of_an_institution_that_has_ended_is_not_asked_about(cast: Cast, check: Check) -> None:
    barred(cast)
    assert warned(check("institution_roster", institutions(institution_row(1, 负责人=NAME, 状态="注销")))) == []


def test_an_applicant_is_refused_by_his_identity_number(cast: Cast, check: Check) -> None:
    number = barred(cast, 7)
    rows = [
        appraiser_row(7, 姓名=NAME, 有效期起="2026-11-20", 有效期至="2031-11-19"),
        appraiser_row(8, 姓名=NAME, 有效期起="2026-11-20", 有效期至="2031-11-19"),
    ]
    imported = check("appraiser_roster", appraisers(*rows))
    assert found(imported) == {(4, "identity_number", "applicant_barred")}
    assert imported.problems.get(code="applicant_barred").detail == number


def test_a_certificate_of_before_the_decision_is_registered(cast: Cast, check: Check) -> None:
    barred(cast, 7)
    assert found(check("appraiser_roster", appraisers(appraiser_row(7, 姓名=NAME)))) == set()


def test_without_a_number_the_name_is_a_doubt(cast: Cast, check: Check) -> None:
    number = barred(cast, 7)
    row = appraiser_row(9, 姓名=NAME, 身份证号="", 有效期起="2026-11-20", 有效期至="2031-11-19")
    imported = check("appraiser_roster", appraisers(row))
    assert found(imported) == set()
    assert ("name", "applicant_of_a_barred_name", number) in warned(imported)


def test_who_is_on_the_register_already_goes_on(cast: Cast, load: Check, check: Check) -> None:
    load("appraiser_roster", appraisers(appraiser_row(7, 姓名=NAME)))
    barred(cast, 7)
    again = check("appraiser_roster", appraisers(appraiser_row(7, 姓名=NAME)))
    assert (found(again), again.counts["identical"]) == (set(), 1)
