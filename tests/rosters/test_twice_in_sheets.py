"""A sheet meets the rule of the page: a number that is on file for other days is told beside the number."""

from datetime import date

import pytest

from institutions.models import InsurancePolicy
from tests.exchange.workbooks import one_sheet
from tests.factories.standing import make_policy
from tests.people import Cast
from tests.rosters.conftest import Check, found

pytestmark = pytest.mark.django_db
KEEPER = "jinan_institution_administrator"
HEADING = ("保险单号", "保险公司", "保险金额", "自", "最后一日")


def test_a_policy_on_file_under_another_first_day_is_refused_and_named(cast: Cast, check: Check) -> None:
    row = make_policy(cast.jinan_institution, by=cast.actor(KEEPER), policy_number="PZ-1")
    same = ("PZ-1", row.insurer, row.cover, row.valid_from, row.valid_until)
    twice = ("pz-1", row.insurer, row.cover, date(2026, 1, 1), date(2026, 12, 31))
    imported = check("policy_sheet", one_sheet(HEADING, same, twice), who=KEEPER)
    assert found(imported) == {(3, "policy_number", "recorded_already")}
    assert "PZ-1" in imported.problems.get().detail
    assert imported.counts["identical"] == 1
    assert InsurancePolicy.objects.get() == row
