"""What each kind of rule sees, and where it begins and ends to see it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.kpi.catalogue import Value, kpi_of
from foundation.kpi.intervals import wilson
from foundation.kpi.models import Target
from governance.early_warning.causes import Cause
from governance.early_warning.evaluators import causes_of
from governance.early_warning.evaluators.rates import beside
from governance.early_warning.models import WarningRule
from governance.early_warning.queries import rule_on
from institutions.models import Institution
from tests.factories.assignments import make_assignment
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_accreditation, make_bar_of_a_roster, make_restriction, make_scope
from tests.factories.warnings import make_rule
from tests.people import Cast

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def of_file(code: str) -> WarningRule:
    rule = rule_on(code, TODAY)
    assert rule is not None
    return rule


def by_place(rule: WarningRule, today: date = TODAY) -> dict[str, Cause]:
    found = causes_of(rule, today)
    assert len({each.place.key for each in found}) == len(found), "one cause a place"
    return {each.place.key: each for each in found}


@transaction.atomic
def change(row: Any, **values: Any) -> None:
    row.refresh_from_db()
    for name, value in values.items():
        setattr(row, name, value)
    write(row, "example.changed", by=SYSTEM)


def rate(upheld: int, issued: int) -> Any:
    kpi = kpi_of("complaint_rate")
    found = beside(kpi, Value(kpi, Fraction(upheld * 10_000, issued), upheld, issued), Fraction(1))
    assert found is not None
    return found


def test_the_limit_itself_is_kept_and_one_complaint_more_is_not() -> None:
    assert rate(13, 130_000).is_kept
    assert not rate(14, 130_000).is_kept
    assert not rate(13, 129_999).is_kept


def test_the_interval_is_open_exactly_as_long_as_its_upper_end_lies_beyond_the_kept_limit() -> None:
    """Of 6 valid complaints the upper end falls with the opinions: at some number it comes down to the limit."""
    last_open = max(issued for issued in range(130_000, 132_000) if wilson(6, issued)[1] * 10_000 > 1)
    assert rate(6, last_open).is_open
    assert not rate(6, last_open + 1).is_open
    assert rate(13, 130_000).is_open, "the limit itself is kept, and chance reaches beyond it"
    assert not rate(14, 130_000).is_open, "what is broken is not merely open"


def test_a_rate_is_surely_broken_only_when_its_lower_end_lies_beyond_the_limit() -> None:
    first_sure = min(upheld for upheld in range(13, 40) if wilson(upheld, 130_000)[0] * 10_000 > 1)
    assert rate(first_sure, 130_000).is_surely_broken
    assert not rate(first_sure - 1, 130_000).is_surely_broken
    assert not rate(first_sure - 1, 130_000).is_kept


def test_a_share_that_should_be_high_is_seen_below_its_limit_at_its_own_place_only(cast: Cast) -> None:
    parameters = {"kpi": "on_time_share", "by": "value", "limit": "90"}
    rule = make_rule(kind="rate_against_target", level="city", parameters=parameters)
    for number in range(10):
        late = number == 0
        due = date(2026, 3, 2) if late else date(2026, 6, 1)
        make_case(cast.jinan_institution, accepted_on=date(2026, 2, 2), due_on=due, issued_on=date(2026, 4, 1))
    make_case(cast.qingdao_institution, issued_on=date(2026, 11, 2))
    assert by_place(rule) == {}, "nine of ten are the limit itself"
    make_case(cast.jinan_institution, accepted_on=date(2026, 2, 2), due_on=date(2026, 3, 2), issued_on=date(2026, 4, 1))
    (seen,) = by_place(rule).values()
    figure = seen.figure
    assert (seen.place.key, figure["numerator"], figure["denominator"]) == ("370100", 9, 11)
    assert (figure["value"], figure["first"], figure["last"]) == ("81.8182", "2026-01-01", "2026-11-25")


def test_a_place_without_target_has_no_pace_and_the_pace_itself_is_kept(cast: Cast) -> None:
    """224 of the 248 working days of 2026 are gone on 25 November: of a target of ten nine are due."""
    own = Target(code="t", kpi="case_volume", year=2026, comparison="at_least", value=Decimal(10), source="示例")
    own.area = "370100"
    with transaction.atomic():
        write(own, "target.set", by=SYSTEM)
    rule = make_rule(kind="pace_behind", level="city", parameters={"kpi": "pace", "below": "100"})
    for _number in range(8):
        make_case(cast.jinan_institution, accepted_on=date(2026, 5, 6))
    (seen,) = by_place(rule).values()
    assert (seen.place.key, seen.figure["numerator"], seen.figure["denominator"]) == ("370100", 8, 9)
    make_case(cast.jinan_institution, accepted_on=date(2026, 5, 6))
    assert by_place(rule) == {}


def issue(where: Institution, month: int, days: list[int], year: int = 2026) -> None:
    for value in days:
        day = date(year, month, 10)
        make_case(where, accepted_on=day, issued_on=day, turnaround_days=value, gross_days=value)


def test_days_rise_from_a_tenth_and_two_days_on_and_only_over_thirty_opinions(cast: Cast) -> None:
    """The last three whole months are August to October, the three before May to July."""
    rule = of_file("YJ-05")
    issue(cast.jinan_institution, 6, [20] * 30)
    issue(cast.jinan_institution, 9, [22] * 29)
    assert by_place(rule) == {}, "29 opinions move by chance"
    issue(cast.jinan_institution, 10, [22])
    (seen,) = by_place(rule).values()
    assert (seen.place.key, seen.figure["value"], seen.figure["before"]) == ("370100", "22.0000", "20.0000")
    assert (seen.figure["first"], seen.figure["before_last"]) == ("2026-08-01", "2026-07-31")
    issue(cast.qingdao_institution, 6, [10] * 30)
    issue(cast.qingdao_institution, 9, [11] * 30)
    assert set(by_place(rule)) == {"370100"}, "a tenth, but one day"
    issue(cast.jinan_institution, 11, [99] * 40)
    assert by_place(rule)["370100"].figure["value"] == "22.0000", "the running month is not compared"


def test_days_rise_against_the_same_months_of_last_year(cast: Cast) -> None:
    rule = of_file("YJ-06")
    issue(cast.jinan_institution, 9, [15] * 30, year=2025)
    issue(cast.jinan_institution, 9, [25] * 30)
    (seen,) = by_place(rule).values()
    assert (seen.figure["before_first"], seen.figure["before_last"]) == ("2025-08-01", "2025-10-31")


def test_a_licence_is_warned_of_from_the_sixtieth_day_while_cases_are_open_and_beyond_its_end(db: None) -> None:
    rule = of_file("YJ-07")
    near = make_institution("济南示例子司法鉴定所", "370102", licence_until=TODAY + timedelta(days=60))
    far = make_institution("济南示例丑司法鉴定所", "370102", licence_until=TODAY + timedelta(days=61))
    gone = make_institution("济南示例寅司法鉴定所", "370102", licence_until=TODAY - timedelta(days=1))
    idle = make_institution("济南示例卯司法鉴定所", "370102", licence_until=TODAY)
    case = make_case(near, state="suspended")
    for house in (far, gone):
        make_case(house)
    make_case(idle, issued_on=TODAY)
    seen = by_place(rule)
    assert set(seen) == {str(near.pk), str(gone.pk)}
    assert (seen[str(gone.pk)].figure["lapsed"], seen[str(gone.pk)].since) == (1, TODAY)
    change(gone, renewal_pending_since=date(2026, 9, 1))
    assert set(by_place(rule)) == {str(near.pk)}, "a renewal asked in time is undecided"
    change(case, state="terminated", terminated_on=TODAY)
    assert by_place(rule) == {}, "nothing is left to be done there"


def test_certificates_count_where_open_cases_are_assigned_to_their_holders(cast: Cast) -> None:
    rule = of_file("YJ-08")
    soon, idle = (make_appraiser(cast.jinan_institution, until=date(2026, 12, 20)) for _each in range(2))
    make_appraiser(cast.jinan_institution, until=date(2028, 12, 20))
    case = make_case(cast.jinan_institution)
    assert by_place(rule) == {}
    assignment = make_assignment(case, soon)
    (seen,) = by_place(rule).values()
    assert (seen.figure["keys"], seen.figure["cases"]) == ([str(soon.pk)], 1)
    assert str(idle.pk) not in seen.figure["keys"]
    with transaction.atomic():
        assignment.ended_on, assignment.ended_reason = TODAY, "示例：更换"
        write(assignment, "example.changed", by=SYSTEM)
    assert by_place(rule) == {}


def test_an_accreditation_counts_with_open_cases_in_what_it_covers_until_one_follows(cast: Cast) -> None:
    rule, by = of_file("YJ-09"), cast.actor("province")
    ends = {"valid_until": TODAY + timedelta(days=90)}
    make_accreditation(cast.jinan_institution, "FY-05", by=by, **ends)
    make_case(cast.jinan_institution, category_id="FY-0202", practice_code="FY-02")
    assert by_place(rule) == {}, "the open case lies outside of what it covers"
    make_case(cast.jinan_institution, category_id="FY-0502", practice_code="FY-05")
    (seen,) = by_place(rule).values()
    assert (seen.place.institution, seen.figure["cases"]) == (cast.jinan_institution.pk, 1)
    assert by_place(rule, TODAY - timedelta(days=1)) == {}, "91 days ahead"
    make_accreditation(cast.jinan_institution, "FY-05", by=by)
    assert by_place(rule) == {}


def test_a_city_loses_an_item_with_its_last_able_institution_and_gets_it_back_with_another(cast: Cast) -> None:
    """Both institutions of the cast practise clinical medicine and toxicology; the latter needs an accreditation."""
    rule, by, here = of_file("YJ-10"), cast.actor("province"), cast.jinan_institution
    assert set(by_place(rule)) == {"370100:FY-05", "370200:FY-05"}, "nobody is accredited"
    make_accreditation(here, "FY-05", by=by, valid_until=TODAY + timedelta(days=179))
    seen = by_place(rule)["370100:FY-05"].figure
    assert (seen["keys"], seen["lapsed"], seen["ends"]) == (["FY-05"], 0, "2027-05-23")
    make_accreditation(here, "FY-05", by=by, valid_from=TODAY)
    assert set(by_place(rule)) == {"370200:FY-05"}, "a longer one follows"
    make_scope(here, "FY-0202", "FY-0204", by=by)
    make_restriction(here, by=by, ground="XZ-4", categories=("FY-0202",))
    assert by_place(rule)["370100:FY-02"].figure["keys"] == ["FY-0202"]
    other = make_institution("济南示例辰司法鉴定所", "370103", practice_codes=("FY-02",))
    make_scope(other, "FY-0202", by=by)
    assert "370100:FY-02" not in by_place(rule)
    make_bar_of_a_roster(here, by=by)
    assert by_place(rule)["370100:FY-02"].figure["keys"] == ["FY-0204"]
    assert by_place(rule)["370100:FY-05"].figure["lapsed"] == 1


def test_a_rule_that_names_cities_speaks_of_no_other(cast: Cast) -> None:
    rule = make_rule(level="city", areas=["370200"])
    for house in (cast.jinan_institution, cast.qingdao_institution):
        make_case(house, accepted_on=date(2026, 9, 1), due_on=date(2026, 11, 20))
    assert set(by_place(rule)) == {"370200"}
