"""Whoever is barred signs nothing, reviews nothing and issues nothing; a renewal asked in time lets one go on."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken
from foundation.audit.regulated import write
from tests.factories.opinions import Office, brought_to, issued, make_office, reviewed, signed, written
from tests.factories.standing import make_personal_restriction, make_renewals, make_restriction
from tests.people import Cast


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def office(cast: Cast) -> Office:
    return make_office(cast.jinan_institution, cast.jinan_head, others=1)


def codes_of(deed: Callable[[], Any]) -> list[str]:
    with pytest.raises(RuleBroken) as broken:
        deed()
    return [finding.code for finding in broken.value.findings]


def test_a_restricted_appraiser_does_not_sign(office: Office, cast: Cast) -> None:
    written(office)
    make_personal_restriction(office.first_appraiser, by=cast.actor("jinan"))
    assert codes_of(lambda: signed(office, office.first)) == ["restricted"]
    assert signed(office, office.second).state == "signing"


def test_a_restricted_reviewer_does_not_review(office: Office, cast: Cast) -> None:
    brought_to(office, 2)
    make_personal_restriction(office.reviewing_appraiser, by=cast.actor("jinan"))
    assert codes_of(lambda: reviewed(office)) == ["restricted"]


def test_nothing_is_issued_while_one_of_its_appraisers_is_restricted(office: Office, cast: Cast) -> None:
    brought_to(office, 3)
    make_personal_restriction(office.second_appraiser, by=cast.actor("jinan"))
    assert codes_of(lambda: issued(office)) == ["restricted"]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_at_a_restricted_institution_the_chain_stands_still(office: Office, cast: Cast, level: int) -> None:
    brought_to(office, level)
    make_restriction(cast.jinan_institution, by=cast.actor("jinan"))
    deeds: dict[int, Callable[[], Any]] = {
        1: lambda: signed(office, office.first),
        2: lambda: reviewed(office),
        3: lambda: issued(office),
    }
    assert codes_of(deeds[level]) == ["restricted"]


def test_a_restriction_of_another_item_stops_nothing(office: Office, cast: Cast) -> None:
    brought_to(office, 3)
    make_restriction(
        cast.jinan_institution, by=cast.actor("jinan"), ground="XZ-4", categories=["FY-0203"], valid_until=None
    )
    assert issued(office).number


def test_a_certificate_whose_renewal_is_undecided_holds_on(office: Office, cast: Cast) -> None:
    row = office.first_appraiser
    row.refresh_from_db()
    row.certificate_from, row.certificate_until = date(2022, 1, 1), date(2027, 1, 31)
    with transaction.atomic():
        write(row, "appraiser.corrected", by=SYSTEM)
    make_renewals(row, by=cast.actor("jinan"), asked_on=date(2026, 11, 25))
    written(office)
    with time_machine.travel("2027-02-10 10:00+08:00", tick=False):
        assert signed(office, office.first).state == "signing"
