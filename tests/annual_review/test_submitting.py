"""Submitting: every line confirmed or disputed, in the values that were seen, once; late is late and no more."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.http import QueryDict

from foundation.accounts.models import Notice
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from governance.annual_review import gate
from governance.annual_review.actions import reminding
from governance.annual_review.lines import lines_submitted, lines_today, openable
from governance.annual_review.models import ReviewLine
from institutions.rectification.lists import FINDINGS, RECTIFICATIONS
from tests.complaints.investigations import make_decided, make_handler
from tests.factories.annual_reviews import DISPUTE, review_of, said_about, submit
from tests.factories.cases import make_case
from tests.factories.entrustments import make_appraiser, make_entrustment
from tests.factories.reviews import make_experts, make_rectification
from tests.people import Cast

pytestmark = pytest.mark.django_db


def refusals(*args: Any, **values: Any) -> list[Any]:
    with pytest.raises(RuleBroken) as broken:
        submit(*args, **values)
    return broken.value.findings


def test_the_lines_say_what_the_registers_hold(cast: Cast) -> None:
    house = cast.jinan_institution
    day = date(2025, 3, 3)
    make_case(house, accepted_on=day, issued_on=date(2025, 3, 20))
    make_case(house, accepted_on=day, issued_on=date(2025, 6, 30))  # due on 14 April
    make_case(house, accepted_on=day, state="terminated", terminated_on=date(2025, 4, 1))
    make_case(house, accepted_on=date(2026, 1, 2))
    make_case(cast.qingdao_institution, accepted_on=day)
    make_appraiser(house)
    make_appraiser(house, practice_codes=("FY-02", "FY-05"))
    make_appraiser(house, until=date(2025, 6, 30))
    make_entrustment(house, received_on=date(2025, 5, 6))
    lines = {line.figure: line for line in lines_today(review_of(house))}
    values = {figure: line.value for figure, line in lines.items()}
    assert values["licence"]["in_force"] and values["licence"]["on"] == "2025-12-31"
    assert values["appraisers"] == {"kind": "appraisers", "n": 2, "by": {"FY-02": 2, "FY-05": 1}, "on": "2025-12-31"}
    assert [values[name] for name in ("accepted", "issued", "terminated")] == [
        {"kind": "count", "n": 3},
        {"kind": "count", "n": 2},
        {"kind": "count", "n": 1},
    ]
    assert values["on_time"] == {"kind": "share", "n": 1, "of": 2}
    assert values["late_entries"] == {"kind": "part", "n": 1, "of": 1}
    assert values["corrections"] == {"kind": "count", "n": 0}
    assert values["upheld"]["kind"] in {"none", "count"}
    assert all(line.to_be_confirmed for line in lines.values()), "no detailed rules were found: 待核"
    assert str(house.pk) in lines["accepted"].url and "measure=cases.accepted" in lines["accepted"].url


def test_what_holds_on_while_its_renewal_is_undecided_counts_as_valid(cast: Cast) -> None:
    house = cast.jinan_institution
    person = make_appraiser(house)
    for row in (house, person):
        row.renewal_pending_since = date(2025, 10, 1)
    house.licence_until = person.certificate_until = date(2025, 12, 15)
    with transaction.atomic():
        write(house, "institution.corrected", by=SYSTEM)
        write(person, "appraiser.corrected", by=SYSTEM)
    values = {line.figure: line.value for line in lines_today(review_of(house))}
    assert values["licence"]["in_force"]
    assert values["appraisers"]["n"] == 1


def test_complaints_findings_and_rectifications_are_among_the_facts_and_open_for_those_who_may(cast: Cast) -> None:
    house = cast.jinan_institution
    make_decided(cast, [make_handler(cast), make_handler(cast, "jinan_handler_b")])
    make_experts()
    made = make_rectification(house, cast.actor("jinan"))
    review = review_of(house, 2026)
    lines = {line.figure: line for line in lines_today(review)}
    found = {name: lines[name].value for name in ("upheld", "findings", "rectifications")}
    assert found == {
        "upheld": {"kind": "count", "n": 1},
        "findings": {"kind": "count", "n": 1},
        "rectifications": {"kind": "part", "n": 0, "of": 1},
    }
    seen = {
        who: {line.figure for line in openable(lines.values(), cast.actor(who)) if line.url}
        for who in ("jinan", "jinan_head")
    }
    assert seen["jinan"] - seen["jinan_head"] == {"upheld"}, (
        "an institution sees letters about complaints, no complaint"
    )
    assert {"findings", "rectifications", "accepted"} <= seen["jinan_head"]
    for figure, listed in (("findings", FINDINGS), ("rectifications", RECTIFICATIONS)):
        asked = QueryDict(lines[figure].url.split("?")[1])
        rows = listed.filters(asked, queryset=listed.rows(cast.actor("jinan"), QueryDict())).qs
        assert [row.institution_id for row in rows] == [house.pk]
    before = {line.figure: line.value for line in lines_today(review_of(house, 2025))}
    assert (before["findings"]["n"], before["rectifications"]["of"]) == (0, 0), "each year has its own"
    assert made.finding.found_on.year == 2026


def test_what_is_submitted_is_kept_as_it_was_seen(cast: Cast) -> None:
    make_case(cast.jinan_institution, accepted_on=date(2025, 3, 3))
    review = review_of(cast.jinan_institution)
    code = next(line.code for line in lines_today(review) if line.figure == "accepted")
    done = submit(review, by=cast.actor("jinan_head"), disputed={code: DISPUTE})
    done.refresh_from_db()
    assert (done.state, done.round, done.disputed, done.is_late) == ("submitted", 1, 1, False)
    assert (done.submitted_on, done.due_on) == (date(2026, 11, 25), date(2027, 1, 24))
    make_case(cast.jinan_institution, accepted_on=date(2025, 3, 4))  # a later sheet changes nothing of it
    line = next(line for line in lines_submitted(done) if line.code == code)
    assert line.is_disputed and line.value == {"kind": "count", "n": 1} and line.said is not None
    assert (line.said.own_value, line.said.reason) == (DISPUTE.own_value, DISPUTE.reason)
    event = Event.objects.get(stream=done.stream, kind="annual_review.submit")
    assert (event.content["facts"]["disputed"], event.content["facts"]["late"]) == ([code], False)
    assert verify().sound


def test_every_line_has_to_be_answered_and_a_dispute_has_a_value_and_a_reason(cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    first, second, third, *_rest = [line.code for line in lines_today(review)]
    said = said_about(review)
    del said[first]
    said |= {second: gate.Said("disputed", "", "x"), third: gate.Said("disputed", "长" * 201, "长" * 501)}
    said["NK-99"] = gate.Said("confirmed")
    found = refusals(review, said=said, statement="长" * 2001)
    assert {finding.field for finding in found if finding.field} == {
        f"answer_{first}",
        f"own_{second}",
        f"why_{second}",
        f"own_{third}",
        f"why_{third}",
        "statement",
    }
    assert "no_such_line" in {finding.code for finding in found}
    assert refusals(review, statement="有\0字")[0].field == "statement"
    review.refresh_from_db()
    assert review.state == "open" and not ReviewLine.objects.exists()


def test_nobody_confirms_figures_that_he_has_not_seen(cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    assert refusals(review, figures="seen-yesterday")[0].code == "figures_changed"


def test_before_the_first_day_nothing_is_submitted_and_after_the_last_it_is_late(cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    with time_machine.travel("2026-11-24 10:00+08:00", tick=False):
        assert refusals(review)[0].code == "not_begun"
    with time_machine.travel("2027-02-01 10:00+08:00", tick=False):
        late = submit(review)
    assert late.is_late and late.due_on == date(2027, 2, 1), "the city is not late for what came late"


def test_an_institution_is_reminded_once_before_and_once_after_its_last_day(cast: Cast) -> None:
    submit(review_of(cast.qingdao_institution))
    review_of(cast.jinan_institution)
    kinds = (reminding.SOON_NOTICE, reminding.LATE_NOTICE)
    told = Notice.objects.filter(kind__in=kinds)
    for day, expected in ((date(2026, 12, 1), 0), (date(2026, 12, 20), 2), (date(2026, 12, 21), 2)):
        reminding.remind(day)
        assert told.count() == expected, day
    reminding.remind(date(2026, 12, 26))
    reminding.remind(date(2026, 12, 27))
    assert [told.filter(kind=kind).count() for kind in kinds] == [2, 2], "head and administrator of the one in Jinan"
    assert review_of(cast.jinan_institution).state == "open", "a reminder has no other effect"


@pytest.mark.parametrize("who", ["jinan_clerk", "jinan", "province", "qingdao_clerk", "appraiser", "administrator"])
def test_only_head_and_administrator_of_the_institution_submit(cast: Cast, who: str) -> None:
    review = review_of(cast.jinan_institution)
    with pytest.raises(NotAllowed):
        submit(review, by=cast.actor(who))


def test_an_old_version_submits_nothing(cast: Cast) -> None:
    review = review_of(cast.jinan_institution)
    with pytest.raises(StaleState):
        submit(review, version=review.trail_seq + 1)
    submit(review)
    with pytest.raises(RuleBroken):
        submit(review_of(cast.jinan_institution))
