"""The nightly look: a rule opens one warning a place, refreshes it, closes it when the cause is gone, opens another."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction

from appraisal_portal.timetable import TIMETABLE
from appraisers.models import Appraiser
from foundation.audit.actors import SYSTEM
from foundation.audit.jobs import Run, registry
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.timetable import Daily
from foundation.audit.verify import verify
from governance.early_warning.actions.acknowledging import acknowledge
from governance.early_warning.actions.looking import look, look_by
from governance.early_warning.evaluators import causes_of
from governance.early_warning.models import EarlyWarning, Sighting, WarningRule
from institutions.models import Institution
from tests.database import in_one_transaction
from tests.factories.assignments import make_assignment
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser
from tests.factories.warnings import make_rule, make_warning
from tests.people import Cast
from tests.races.kit import RACERS, race

NOW = datetime(2026, 11, 25, 2, 50, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)
WHY = "示例：已约谈，机构承诺限期办结"


@pytest.fixture(autouse=True)
def night() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@transaction.atomic
def change(row: Any, **values: Any) -> None:
    row.refresh_from_db()
    for name, value in values.items():
        setattr(row, name, value)
    write(row, "example.changed", by=SYSTEM)


def overdue(institution: Institution) -> Any:
    return make_case(institution, accepted_on=date(2026, 9, 1), due_on=date(2026, 11, 20))


def standing(code: str) -> list[EarlyWarning]:
    return list(EarlyWarning.objects.standing().filter(rule_code=code).order_by("opened_on", "place"))


def kinds(row: EarlyWarning) -> list[str]:
    return list(Event.objects.filter(stream=row.stream).order_by("seq").values_list("kind", flat=True))


def test_a_warning_opens_once_is_refreshed_by_another_figure_closes_with_its_cause_and_opens_anew(cast: Cast) -> None:
    make_rule()
    case = overdue(cast.jinan_institution)
    assert look_by("SL-01", TODAY) == {"opened": 1}
    assert look_by("SL-01", TODAY) == {}, "the same look again changes nothing"
    (row,) = standing("SL-01")
    assert (row.city_code, row.institution_id, row.figure["numerator"]) == ("370100", cast.jinan_institution.pk, 1)
    second = overdue(cast.jinan_institution)
    assert look_by("SL-01", TOMORROW) == {"refreshed": 1}
    row.refresh_from_db()
    assert (row.opened_on, row.seen_on, row.figure["numerator"]) == (TODAY, TOMORROW, 2)
    told = list(Sighting.objects.filter(warning=row).order_by("pk").values_list("seen_on", "figure__numerator"))
    assert told == [(TODAY, 1), (TOMORROW, 2)], "the earlier figure stays"
    for each in (case, second):
        change(each, state="issued", issued_on=TODAY)
    assert look_by("SL-01", TOMORROW) == {"closed": 1}
    row.refresh_from_db()
    assert (row.state, row.closed_on) == ("closed", TOMORROW)
    assert kinds(row) == ["early_warning.opened", "early_warning.refreshed", "early_warning.closed"]
    overdue(cast.jinan_institution)
    assert look_by("SL-01", TOMORROW + timedelta(days=1)) == {"opened": 1}
    (again,) = standing("SL-01")
    assert again.pk != row.pk
    assert list(EarlyWarning.objects.all().of_the_same(again)) == [row]
    assert verify().sound


def busy(institution: Institution, until: date) -> Appraiser:
    """An appraiser with an open case, whose certificate ends on a day."""
    appraiser = make_appraiser(institution, until=until)
    make_assignment(make_case(institution), appraiser)
    return appraiser


def test_an_acknowledged_warning_stays_known_until_more_comes_and_then_waits_again(cast: Cast) -> None:
    busy(cast.jinan_institution, date(2026, 12, 20))
    look_by("YJ-08", TODAY)
    (row,) = standing("YJ-08")
    acknowledge(row.pk, by=cast.actor("jinan"), version=row.trail_seq, reason=WHY)
    assert look_by("YJ-08", TODAY) == {}
    busy(cast.jinan_institution, date(2027, 1, 10))
    assert look_by("YJ-08", TODAY) == {"returned": 1}
    row.refresh_from_db()
    assert (row.state, len(row.keys), row.reason) == ("open", 2, WHY)
    assert kinds(row)[-2:] == ["early_warning.acknowledge", "early_warning.returned"]


def test_a_rule_that_ends_closes_its_warnings_and_says_so(cast: Cast) -> None:
    rule = make_rule(effective_to=TODAY)
    overdue(cast.jinan_institution)
    assert look(TODAY)["opened"] >= 1
    (row,) = standing(rule.code)
    assert look(TOMORROW)["closed"] == 1
    assert Event.objects.get(stream=row.stream, seq=2).content["facts"]["because"] == "rule_ended"


def test_a_rule_that_breaks_hinders_no_other_and_is_heard(cast: Cast) -> None:
    make_rule("A-01", parameters={"kpi": "gone", "least": 1}, position=0)
    make_rule("SL-01")
    overdue(cast.jinan_institution)
    with pytest.raises(KeyError, match="gone"):
        look(TODAY)
    assert len(standing("SL-01")) == 1


def test_the_database_keeps_one_standing_warning_a_rule_and_place(cast: Cast) -> None:
    make_warning(cast.jinan_institution)
    with pytest.raises(IntegrityError, match="one_warning_a_rule_and_place"), transaction.atomic():
        make_warning(cast.jinan_institution)


@pytest.mark.django_db(transaction=True)
def test_looks_at_the_same_moment_open_a_warning_once() -> None:
    with in_one_transaction():
        for county in ("370102", "370202"):
            make_case(make_institution(f"示例{county}司法鉴定所", county, licence_until=date(2026, 12, 20)))
    answers = race(lambda: look_by("YJ-07", TODAY))
    assert sorted(map(str, answers)) == sorted(map(str, [{"opened": 2}, *[{}] * (RACERS - 1)]))
    assert {row.city_code for row in standing("YJ-07")} == {"370100", "370200"}
    assert verify().sound


def standing_places(rule: WarningRule) -> dict[str, dict[str, Any]]:
    return {row.place: row.figure for row in standing(rule.code)}


@pytest.mark.parametrize("seed", [3, 11])
def test_after_any_night_what_stands_is_what_is_seen_and_nothing_was_overwritten(cast: Cast, seed: int) -> None:
    """Overdue cases come and go at two institutions for two weeks; some warnings are acknowledged on the way."""
    draw, rule = random.Random(seed), make_rule()
    houses, late = (cast.jinan_institution, cast.qingdao_institution), []
    officers = {"370100": "jinan", "370200": "qingdao"}
    told: dict[str, list[dict[str, Any]]] = {}
    for night in range(14):
        day = TODAY + timedelta(days=night)
        with time_machine.travel(NOW + timedelta(days=night), tick=False):
            late += [overdue(draw.choice(houses)) for _each in range(draw.randrange(3))]
            for case in draw.sample(late, min(len(late), draw.randrange(4))):
                change(case, state="issued", issued_on=day)
                late.remove(case)
            look_by(rule.code, day)
            assert standing_places(rule) == {each.place.key: each.figure for each in causes_of(rule, day)}
            for row in standing(rule.code):
                seen = told.setdefault(str(row.pk), [])
                if not seen or seen[-1] != row.figure:
                    seen.append(row.figure)
                if row.state == "open" and draw.random() < 0.3:
                    by = cast.actor(officers[row.city_code])
                    acknowledge(row.pk, by=by, version=row.trail_seq, reason=WHY)
    kept = {str(row.pk): [each.figure for each in row.sightings.order_by("pk")] for row in EarlyWarning.objects.all()}
    assert kept == told
    assert EarlyWarning.objects.filter(state="closed").exists()
    assert verify().sound


def test_a_job_that_is_late_looks_once_for_the_day_it_runs_on(cast: Cast) -> None:
    overdue(cast.jinan_institution)
    make_rule()
    run = Run(1, {"due_at": "2026-11-22T02:50:00+08:00"})
    registry["early_warning.look"].work(run)
    assert run.result["opened"] >= 1
    assert standing("SL-01")[0].opened_on == TODAY
    entries = {entry.job: entry.rhythm for entry in TIMETABLE}
    assert entries["early_warning.look"] == Daily(at=time(2, 50))
