"""Experts: nominated, appointed for a term, available or not; drawn by a public value that nobody could know."""

from datetime import date

import pytest
import time_machine

from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.verify import verify as verified_trail
from foundation.draws.proof import repeat
from governance.recognition.actions import appointing
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.experts import gate
from governance.recognition.models import Expert
from tests.factories.experts import (
    CLINICAL,
    WHY,
    appoint,
    certified,
    draw,
    make_draw,
    make_expert,
    make_nomination,
    marks,
    opening,
    titled,
)
from tests.factories.standing import make_personal_restriction
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def codes_of(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {finding.code for finding in broken.value.findings}


def test_an_institution_nominates_and_the_province_appoints_for_a_term(cast: Cast) -> None:
    row = make_nomination(cast.jinan_institution, by=cast.actor("jinan_head"))
    with pytest.raises(NotAllowed):
        appoint(row, by=cast.actor("jinan"))
    row = appoint(row, by=cast.actor("province"))
    assert (row.state, row.valid_from, row.valid_until) == ("appointed", TODAY, date(2029, 11, 24))
    assert Expert.objects.in_office(date(2029, 11, 24)).count() == 1
    assert not Expert.objects.in_office(date(2029, 11, 25)).exists()
    assert verified_trail().sound


def test_only_who_practises_in_the_category_unbarred_is_nominated_and_once(cast: Cast) -> None:
    person = certified(cast.jinan_institution)
    with pytest.raises(RuleBroken) as broken:
        make_nomination(cast.jinan_institution, appraiser=person, practice_code="FY-05")
    assert codes_of(broken) == {"not_certified"}
    make_nomination(cast.jinan_institution, appraiser=person)
    with pytest.raises(RuleBroken) as broken:
        make_nomination(cast.jinan_institution, appraiser=person)
    assert codes_of(broken) == {"stands_already"}
    other = certified(cast.jinan_institution)
    make_personal_restriction(other, by=cast.actor("province"))
    with pytest.raises(RuleBroken) as broken:
        make_nomination(cast.jinan_institution, appraiser=other)
    assert codes_of(broken) == {"restricted"}
    with pytest.raises(NotAllowed):
        make_nomination(cast.qingdao_institution, by=cast.actor("jinan_head"))


def test_a_leading_expert_has_a_senior_title_when_nominated_and_still_when_appointed(cast: Cast) -> None:
    person = titled(certified(cast.jinan_institution), "主检法医师")
    with pytest.raises(RuleBroken) as broken:
        make_nomination(cast.jinan_institution, appraiser=person, rank="leading")
    assert codes_of(broken) == {"no_senior_title"}
    row = make_nomination(cast.jinan_institution, rank="leading")
    titled(row.appraiser, "法医师")
    with pytest.raises(RuleBroken) as broken:
        appoint(row)
    assert codes_of(broken) == {"no_senior_title"}
    assert appoint(row, result="declined", reason=WHY).state == "declined"


def test_who_is_away_or_whose_term_is_ended_is_in_no_pool(cast: Cast) -> None:
    rows = [make_expert(cast.qingdao_institution) for _each in range(3)]
    away = {"by": SYSTEM, "version": rows[0].trail_seq, "available": False}
    with pytest.raises(RuleBroken):
        appointing.set_availability(rows[0].pk, **away)
    appointing.set_availability(rows[0].pk, reason=WHY, **away)
    appointing.end(rows[1].pk, by=cast.actor("province"), version=rows[1].trail_seq, reason=WHY)
    with pytest.raises(RuleBroken) as broken:
        drawing.open_draw(cast.jinan_institution.pk, opening(size=2), by=cast.actor("jinan"))
    assert codes_of(broken) == {"too_few_experts"}
    made = drawing.open_draw(cast.jinan_institution.pk, opening(size=1), by=cast.actor("jinan"))
    assert made.experts == [rows[2].pk]


def test_experts_of_the_institution_itself_and_those_who_worked_on_it_are_recused(cast: Cast) -> None:
    own = make_expert(cast.jinan_institution)
    by = cast.actor("jinan")
    first = draw(make_draw(cast.jinan_institution, by=by, at=cast.qingdao_institution), by=by)
    used = set(first.seats.values_list("expert_id", flat=True))
    assert own.pk not in used
    again = drawing.open_draw(cast.jinan_institution.pk, opening(size=2), by=by)
    assert set(again.recused) == {own.pk, *used}
    assert set(again.recusals.values()) == {"own_institution", "earlier_participation"}
    other = drawing.open_draw(cast.qingdao_institution.pk, opening(size=1), by=cast.actor("province"))
    assert own.pk not in other.recused


def test_the_draw_waits_for_its_public_value_follows_from_it_and_is_repeated_by_anybody(cast: Cast) -> None:
    by = cast.actor("jinan")
    for _each in range(4):
        make_expert(cast.qingdao_institution)
    row = drawing.open_draw(cast.jinan_institution.pk, opening(), by=by)
    with pytest.raises(RuleBroken) as broken:
        draw(row, by=by)
    assert codes_of(broken) == {"too_early"}
    with time_machine.travel("2026-12-02 10:00+08:00", tick=False):
        row = draw(row, by=by)
        with pytest.raises(RuleBroken):
            draw(row, by=by, value="another")
    repetition = repeat(drawing.proof_of(row))
    assert repetition.sound
    known = drawing.codes_of(row)
    team = [known[code] for code in repetition.teams[str(row.pk)]]
    assert team == [str(seat.expert_id) for seat in row.seats.order_by("place")]
    bundle = drawing.proof_of(row)
    bundle["parts"][0]["value"] = "12346"
    assert not repeat(bundle).sound
    assert verified_trail().sound


def test_who_recuses_himself_is_replaced_by_the_next_in_the_order_and_nothing_is_drawn_anew(cast: Cast) -> None:
    by = cast.actor("jinan")
    row = draw(make_draw(cast.jinan_institution, by=by, at=cast.qingdao_institution, experts=3), by=by)
    order = drawing._order(row, row.seed)
    row = drawing.replace(row.pk, by=by, version=row.trail_seq, place=1, reason=WHY)
    assert [str(seat.expert_id) for seat in row.seats.filter(state="drawn")] == [order[1], order[2]]
    with pytest.raises(RuleBroken) as broken:
        drawing.replace(row.pk, by=by, version=row.trail_seq, place=2, reason=WHY)
    assert codes_of(broken) == {"nobody_left"}
    assert repeat(drawing.proof_of(row)).sound, "a replacement changes nothing of the draw"


def test_experts_are_evaluated_after_use_and_a_bad_mark_has_its_reason(cast: Cast) -> None:
    by = cast.actor("jinan")
    row = draw(make_draw(cast.jinan_institution, by=by, at=cast.qingdao_institution), by=by)
    with pytest.raises(RuleBroken) as broken:
        drawing.evaluate(row.pk, by=by, version=row.trail_seq, given={"1": gate.Evaluated("poor", "")})
    assert {finding.field for finding in broken.value.findings} == {"note_1", "mark_2"}
    row = drawing.evaluate(row.pk, by=by, version=row.trail_seq, given=marks(row))
    assert row.state == "closed" and set(row.seats.values_list("mark", flat=True)) == {"good"}
    with pytest.raises(RuleBroken):
        drawing.evaluate(row.pk, by=by, version=row.trail_seq, given=marks(row))


def test_only_the_organ_that_promised_a_draw_goes_on_with_it(cast: Cast) -> None:
    row = make_draw(cast.jinan_institution, by=cast.actor("jinan"), at=cast.qingdao_institution)
    with pytest.raises(RuleBroken) as broken:
        draw(row, by=cast.actor("province"))
    assert codes_of(broken) == {"other_organ"}
    with pytest.raises(NotAllowed):
        draw(row, by=cast.actor("qingdao"))
    assert row.practice_code == CLINICAL
