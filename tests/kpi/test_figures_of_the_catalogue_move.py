"""The figures that stand in the catalogue only: each moves with the act that is meant by it, and opens its rows."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client

from appraisers.models import Appraiser
from cases.actions import supplementing
from cases.actions.accepting import accept
from cases.actions.deciding import refuse
from cases.actions.terminating import terminate
from cases.entrustments.kpis import GROUNDS, LIST
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.clocks.queries import current_calendar
from foundation.clocks.turnaround import pace_on
from foundation.kpi import catalogue, drilling
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.catalogue import Days, Share, Value, all_kpis, comparable, kpi_of, value
from foundation.kpi.periods import Span
from foundation.kpi.targets import targets_for
from foundation.law import queries as law
from tests.complaints.investigations import make_accepted, make_decided, make_handler
from tests.factories.agreements import make_terms
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
YEAR = Span(date(2026, 1, 1), TODAY)
DELEGATED = Path(settings.BASE_DIR) / "reference" / "accounts" / "delegation.csv"
WHY = "示例：经审查，设备条件不足。"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel("2026-11-25 12:00+08:00", tick=False):
        yield


def figure(code: str, area: Area = PROVINCE) -> Value:
    return value(code, area, YEAR, today=TODAY)


def line(client: Client, code: str) -> Any:
    answer = client.get("/figures/catalogue/")
    return next(each for part in answer.context["parts"] for each in part.lines if each.kpi.code == code)


def opened(client: Client, code: str) -> int:
    """How many rows the page behind a figure of the catalogue lists."""
    return int(client.get(line(client, code).href).context["list"].page.count)


def test_a_refused_entrustment_moves_the_share_and_its_ground(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    clerk = cast.actor("jinan_clerk")
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    accepted = make_entrustment(cast.jinan_institution)
    accept(accepted.pk, by=clerk, version=accepted.trail_seq, effective_on=TODAY, terms=make_terms())
    refused = make_entrustment(cast.jinan_institution)
    refuse(refused.pk, by=clerk, version=refused.trail_seq, ground="TZ15-5", reason=WHY)
    make_entrustment(cast.jinan_institution)
    client = sign_in("province")
    assert (figure("refusal_share").number, figure("refusal_share").denominator) == (50, 2)
    assert figure("entrustments_filed").number == 3
    assert [figure(f"refused_{code}").number for code in ("tz15-5", "tz15-1")] == [1, 0]
    assert (opened(client, "refusal_share"), opened(client, "refused_tz15-5")) == (1, 1)
    assert figure("refusal_share", Area(city="370200")).number is None, "Qingdao decided about none"


def test_every_ground_of_the_list_has_its_figure() -> None:
    assert sorted(GROUNDS) == sorted(row.code for row in law.entries(LIST, TODAY))


def test_a_re_appraisal_moves_its_share_when_it_is_accepted(cast: Cast) -> None:
    with transaction.atomic():
        for _each in range(3):
            make_appraiser(cast.jinan_institution)
    for again in (True, False):
        row = make_entrustment(cast.jinan_institution, is_reappraisal=again)
        accept(row.pk, by=cast.actor("jinan_clerk"), version=row.trail_seq, effective_on=TODAY, terms=make_terms())
    assert figure("reappraisal_share").number == 50


def test_a_supplement_moves_the_share_of_cases_whose_time_stands_still(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    case = make_case(cast.jinan_institution, effective_on=date(2026, 11, 2), due_on=date(2026, 12, 11))
    for _each in range(3):
        make_case(cast.qingdao_institution)
    assert figure("suspension_share").number == 0
    supplementing.ask(
        case.pk, by=cast.actor("jinan_clerk"), version=case.trail_seq, wanted="示例：补充影像资料", supplier="client"
    )
    assert figure("suspension_share").number == 25
    assert opened(sign_in("province"), "suspension_share") == 1


def test_a_termination_moves_its_share_of_ended_cases(cast: Cast) -> None:
    make_case(cast.jinan_institution, issued_on=TODAY)
    case = make_case(cast.jinan_institution)
    terminate(
        case.pk, by=cast.actor("jinan_head"), version=case.trail_seq, ground="TZ29-5", reason=WHY,
        terminated_on=TODAY, return_until=date(2026, 12, 31),
    )  # fmt: skip
    assert figure("termination_share").number == 50


def test_a_decision_about_a_complaint_moves_the_time_to_decide(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    with time_machine.travel("2026-10-13 12:00+08:00", tick=False):
        waiting = make_accepted(cast)
    assert figure("complaint_days").number is None
    make_decided(cast, [cast.jinan, make_handler(cast)])
    assert waiting.days_to_decide is None
    found = figure("complaint_days")
    assert (found.number, found.numerator) == (0, 1), "accepted and decided on one day: zero is a value"
    assert figure("valid_complaints").number == 1
    assert opened(sign_in("province"), "complaint_days") == 1
    assert (figure("complaint_refusal_share").number, figure("complaint_refusal_share").denominator) == (0, 2)


def test_licences_and_certificates_that_lapsed_or_end_within_half_a_year_are_counted_apart(cast: Cast) -> None:
    before = {code: figure(code).number for code in ("expiring_licences_180", "lapsed_licences", "lapsed_certificates")}
    with transaction.atomic():
        soon = make_institution("济南示例丁司法鉴定所", "370102", licence_until=TODAY + timedelta(days=150))
        make_institution("济南示例戊司法鉴定所", "370102", licence_until=TODAY - timedelta(days=1))
        late = make_appraiser(soon)
        late.certificate_until = TODAY - timedelta(days=1)
        write(late, "appraiser.amended", by=SYSTEM)
    moved = {code: (figure(code).number or 0) - (was or 0) for code, was in before.items()}
    assert moved == {"expiring_licences_180": 1, "lapsed_licences": 1, "lapsed_certificates": 1}
    assert Appraiser.objects.filter(certificate_until__lt=TODAY).count() == 1
    [lapsed] = drilling.drill({"measure": "institutions.lapsed"}, cast.actor("province")).queryset
    assert lapsed.licence_until == TODAY - timedelta(days=1)


def test_the_pace_is_what_was_accepted_of_what_the_working_days_ask_for(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    for _each in range(3):
        make_case(cast.jinan_institution, accepted_on=TODAY)
    target, gone = targets_for(["case_volume"], PROVINCE, 2026)["case_volume"], pace_on(current_calendar(), TODAY)
    found = figure("pace")
    assert found.denominator == gone.expected(int(target.value)) < target.value
    assert found.number == Fraction(3 * 100, found.denominator)
    assert opened(sign_in("province"), "pace") == 3
    assert figure("pace", Area(city="370100")).number is None, "nobody set a target for the city"
    assert line(sign_in("jinan"), "pace").value is None


def test_a_share_of_few_is_shown_and_not_compared() -> None:
    kpi = kpi_of("on_time_share")
    assert not comparable(Value(kpi, Fraction(100), 29, 29))
    assert comparable(Value(kpi, Fraction(100), 30, 30))
    assert not comparable(Value(kpi_of("turnaround"), Fraction(9), 12))
    assert comparable(Value(kpi_of("case_volume"), Fraction(1), 1)), "counts are compared as they are"
    assert not comparable(Value(kpi, None))


def test_every_figure_says_who_answers_for_it_and_from_where_it_is_compared() -> None:
    with DELEGATED.open(encoding="utf-8", newline="") as file:
        given = {(row["verb"], row["level"]) for row in csv.DictReader(file)}
    assert len({kpi.owner for kpi in all_kpis()}) >= 9
    for kpi in all_kpis():
        assert str(kpi.owner)
        held = {(kpi.owner.verb, level) for level in kpi.owner.levels}
        assert held <= given, f"the delegation table does not give this to the office that answers for {kpi.code}"
        assert kpi.smallest > 0 or not isinstance(kpi.arithmetic, Share | Days)


def test_what_no_register_feeds_yet_has_no_value_and_never_zero() -> None:
    unfed = {kpi.code for kpi in all_kpis() if not kpi.is_fed}
    assert {"gate_overrides"} <= unfed
    assert all(catalogue.value(code, PROVINCE, YEAR, today=TODAY).number is None for code in unfed)
