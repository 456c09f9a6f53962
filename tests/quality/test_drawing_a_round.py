"""A round is promised before its public value exists, and drawn by nobody's choice."""

import json
from datetime import date, timedelta
from itertools import count

import pytest

from appraisers.models import Appraiser
from foundation.accounts.models import Notice, Posting
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify
from foundation.draws.proof import repeat
from quality.actions.drawing import draw, proof_of
from quality.actions.opening import open_round
from quality.models import CaseReviewRound, DrawnCase, Review
from tests.factories.cases import make_case
from tests.factories.people import make_appraiser
from tests.factories.reviews import ISSUED, make_drawn, make_opening, make_round
from tests.people import Cast
from tests.races.kit import outcomes, race

pytestmark = pytest.mark.usefixtures("frozen")


def test_the_commitment_stands_in_the_trail_before_the_value_exists(cast: Cast, experts: list[Posting]) -> None:
    for _each in range(3):
        make_case(cast.jinan_institution, issued_on=ISSUED)
    make_case(cast.jinan_institution)  # in progress: not in the list
    make_case(cast.jinan_institution, issued_on=date(2026, 11, 2))  # outside the days
    make_case(cast.qingdao_institution, issued_on=ISSUED)  # not of the officer's city
    row = open_round(make_opening(), by=cast.actor("jinan"))
    event = Event.objects.get(stream=row.stream)
    assert (row.pool_size, row.full_number, row.state, row.city_code) == (3, "2026-1", "committed", "370100")
    assert event.content["facts"]["commitment"] == row.commitment
    assert not DrawnCase.objects.exists()
    assert repeat(proof_of(row)).sound
    assert open_round(make_opening(), by=cast.actor("province")).pool_size == 4


def test_rounds_of_an_organ_are_numbered_without_a_gap_even_by_eight_at_once(
    transactional_db: None, cast: Cast, experts: list[Posting]
) -> None:
    for _each in range(2):
        make_case(cast.jinan_institution, issued_on=ISSUED)
    assert outcomes(race(lambda: open_round(make_opening(), by=cast.actor("jinan")))) == ["CaseReviewRound"] * 8
    assert sorted(CaseReviewRound.objects.values_list("number", flat=True)) == list(range(1, 9))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"seed_on": date(2026, 11, 25)}, "seed_on"),  # today: somebody might know it
        ({"seed_on": date(2027, 3, 1)}, "seed_on"),
        ({"size": 5}, "size"),
        ({"size": 0}, "size"),
        ({"issued_until": date(2026, 9, 1)}, "issued_until"),
        ({"issued_until": date(2026, 12, 1)}, "issued_until"),
        ({"name": "x\0y"}, "name"),
        ({"seed_source": " "}, "seed_source"),
        ({"practice_code": "XX"}, "practice_code"),
        ({"year": 2030}, "year"),
    ],
)
def test_a_round_that_cannot_be_drawn_honestly_is_refused(
    cast: Cast, experts: list[Posting], values: dict[str, object], field: str
) -> None:
    for _each in range(4):
        make_case(cast.jinan_institution, issued_on=ISSUED)
    with pytest.raises(RuleBroken) as broken:
        open_round(make_opening(**values), by=cast.actor("jinan"))
    assert field in {finding.field for finding in broken.value.findings}


def test_two_reviewers_who_may_must_be_left_for_every_case(cast: Cast, experts: list[Posting]) -> None:
    for _each in range(4):
        make_case(cast.jinan_institution, issued_on=ISSUED)
    for posting in experts[:3]:
        make_appraiser(cast.jinan_institution, person=posting.user.person)
    with pytest.raises(RuleBroken) as broken:
        open_round(make_opening(), by=cast.actor("jinan"))
    assert [finding.code for finding in broken.value.findings] == ["too_few_reviewers"]


def test_the_value_alone_gives_sample_and_reviewers_and_anybody_repeats_it(cast: Cast, experts: list[Posting]) -> None:
    barred = make_appraiser(cast.jinan_institution, person=experts[0].user.person)
    row = make_drawn(cast.jinan_institution, cast.actor("jinan"), cases=6, size=3)
    drawn = list(DrawnCase.objects.filter(round=row).order_by("rank"))
    assert [each.rank for each in drawn] == [1, 2, 3]
    teams = [{review.reviewer_id for review in each.reviews.all()} for each in drawn]
    assert all(len(team) == 2 and experts[0].pk not in team for team in teams), barred
    bundle = json.loads(json.dumps(proof_of(row)))
    repetition = repeat(bundle)
    assert repetition.sound and [each.id for each in repetition.drawn] == [str(each.case_id) for each in drawn]
    bundle["parts"][0]["value"] = "12346"
    assert not repeat(bundle).sound
    told = set(Notice.objects.filter(kind="review_assigned").values_list("user_id", flat=True))
    assert told == {review.reviewer.user_id for review in Review.objects.select_related("reviewer")}
    assert verify().sound
    assert Appraiser.objects.count() == 1


def test_before_the_day_of_the_value_nothing_is_drawn(cast: Cast, experts: list[Posting]) -> None:
    row = make_round(cast.jinan_institution, cast.actor("jinan"), seed_on=date(2026, 11, 26))
    with pytest.raises(RuleBroken) as broken:
        draw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, value="12345")
    assert [finding.code for finding in broken.value.findings] == ["too_early"]


def test_only_the_organ_of_the_round_draws(cast: Cast, experts: list[Posting]) -> None:
    row = make_round(cast.jinan_institution, cast.actor("jinan"))
    with pytest.raises(RuleBroken) as broken:  # the province sees it and does not act for the city
        draw(row.pk, by=cast.actor("province"), version=row.trail_seq, value="12345")
    assert [finding.code for finding in broken.value.findings] == ["other_organ"]
    for name in ("qingdao", "lixia", "jinan_head", "province_leader"):
        with pytest.raises((NotAllowed, RuleBroken)):
            draw(row.pk, by=cast.actor(name), version=row.trail_seq, value="12345")
    with pytest.raises(NotAllowed):
        open_round(make_opening(), by=cast.actor("lixia"))


@pytest.mark.parametrize("value", ["", "  ", "1\0", "9" * 201])
def test_a_value_that_says_nothing_is_refused(cast: Cast, experts: list[Posting], value: str) -> None:
    row = make_round(cast.jinan_institution, cast.actor("jinan"))
    with pytest.raises(RuleBroken):
        draw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, value=value)


def test_of_eight_draws_at_once_with_eight_values_one_is_done(
    transactional_db: None, cast: Cast, experts: list[Posting]
) -> None:
    row = make_round(cast.jinan_institution, cast.actor("jinan"))
    officer, values = cast.actor("jinan"), count()
    answers = race(lambda: draw(row.pk, by=officer, version=row.trail_seq, value=f"{next(values):05d}"))
    assert outcomes(answers) == ["CaseReviewRound"] + ["StaleState"] * 7
    assert DrawnCase.objects.count() == 2 and Review.objects.count() == 4


def test_a_round_seen_before_it_was_drawn_is_stale(cast: Cast, experts: list[Posting]) -> None:
    row = make_round(cast.jinan_institution, cast.actor("jinan"))
    draw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, value="12345")
    with pytest.raises(StaleState):
        draw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, value="54321")


def test_a_reviewer_whose_posting_ended_is_passed_over_for_the_next(cast: Cast, experts: list[Posting]) -> None:
    row = make_round(cast.jinan_institution, cast.actor("jinan"), size=1)
    for posting in experts[:2]:
        posting.ended_on = date(2026, 11, 25) - timedelta(days=1)
        write(posting, "posting.ended", by=SYSTEM)
    draw(row.pk, by=cast.actor("jinan"), version=row.trail_seq, value="12345")
    assert {review.reviewer_id for review in Review.objects.all()} == {posting.pk for posting in experts[2:]}
