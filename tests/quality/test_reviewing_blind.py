"""Two reviewers, blind to each other: page, API, list and trail tell nothing before both opinions are in."""

import uuid
from collections.abc import Callable
from itertools import count

import pytest
from django.test import Client

from cases.models import Case
from foundation.accounts.models import Posting
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from quality.actions.reviewing import recuse, replace, submit
from quality.models import DrawnCase, Review
from tests.api.conftest import Caller
from tests.factories.cases import make_case
from tests.factories.reviews import ISSUED, acting, give, make_drawn, make_opinion, make_reviewed
from tests.factories.tokens import make_token
from tests.people import Cast, give_second_factor
from tests.races.kit import outcomes, race

SignIn = Callable[[str], Client]
SECRET = "示例金丝雀意见"

pytestmark = pytest.mark.usefixtures("frozen")


def browser(posting: Posting) -> Client:
    give_second_factor(posting.user)
    client = Client()
    client.force_login(posting.user)
    return client


@pytest.fixture
def drawn(cast: Cast, experts: list[Posting]) -> DrawnCase:
    row = make_drawn(cast.jinan_institution, cast.actor("jinan"), size=1)
    return DrawnCase.objects.get(round=row)


def pair(drawn: DrawnCase) -> tuple[Review, Review]:
    first, second = drawn.reviews.select_related("reviewer__user", "reviewer__organisation").order_by("position")
    return first, second


def test_nobody_reads_an_opinion_before_both_are_in(cast: Cast, drawn: DrawnCase, sign_in: SignIn) -> None:
    first, second = pair(drawn)
    opinion = make_opinion("failed", remarks=SECRET)
    submit(first.pk, by=acting(first.reviewer), version=first.trail_seq, given=opinion)
    other, officer = browser(second.reviewer), sign_in("jinan")
    caller = Caller(make_token(second.reviewer))
    office = Caller(make_token(cast.jinan))
    for client, address in (
        (other, f"/quality/reviews/{first.pk}/"),
        (other, f"/quality/reviews/{first.pk}/recuse/"),
    ):
        assert client.get(address).status_code == 404, address
    assert caller.get(f"reviews/{first.pk}/").status_code == 404
    for client, address in (
        (other, f"/quality/reviews/{second.pk}/"),
        (other, "/quality/reviews/"),
        (officer, f"/quality/cases/{drawn.pk}/"),
        (officer, f"/quality/cases/{drawn.pk}/trail/"),
        (officer, f"/quality/cases/?round={drawn.round_id}"),
        (officer, f"/quality/rounds/{drawn.round_id}/"),
        (officer, f"/quality/rounds/{drawn.round_id}/trail/"),
        (officer, f"/quality/cases/{drawn.pk}/?paper=1"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200 and SECRET not in answer.content.decode(), address
        opinions = answer.context.get("opinions", [])
        assert [each for each in opinions if each.readable or each.review is not None] == [], address
    for answer in (
        caller.get("reviews/"),
        caller.get(f"reviews/{second.pk}/"),
        office.get(f"drawn-cases/{drawn.pk}/"),
        office.get("drawn-cases/"),
    ):
        assert answer.status_code == 200 and SECRET not in answer.content.decode() and b'"failed"' not in answer.content
    told = "".join(str(event.content) for event in Event.objects.filter(stream=drawn.stream))
    assert SECRET not in told and "failed" not in told


def test_when_both_are_in_both_are_read_and_agreement_concludes(drawn: DrawnCase, sign_in: SignIn) -> None:
    first, second = pair(drawn)
    submit(first.pk, by=acting(first.reviewer), version=first.trail_seq, given=make_opinion("passed", remarks=SECRET))
    give(second, "passed")
    drawn.refresh_from_db()
    assert (drawn.state, drawn.conclusion) == ("concluded", "passed")
    assert SECRET in browser(second.reviewer).get(f"/quality/reviews/{second.pk}/").content.decode()
    assert SECRET in sign_in("jinan").get(f"/quality/cases/{drawn.pk}/").content.decode()
    answer = Caller(make_token(second.reviewer)).get(f"reviews/{second.pk}/").json()
    assert [each["readable"] for each in answer["opinions"]] == [True, True]


def test_a_reviewer_sees_the_case_without_names(cast: Cast, experts: list[Posting]) -> None:
    row = make_case(
        cast.jinan_institution,
        issued_on=ISSUED,
        client_name="示例金丝雀委托人",
        client_kind="non_litigation",
        matter="示例金丝雀事项",
    )
    assert Case.objects.filter(pk=row.pk).exists()
    drawn = DrawnCase.objects.get(round=make_drawn(cast.jinan_institution, cast.actor("jinan"), cases=0, size=1))
    assert drawn.case_id == row.pk
    first, _second = pair(drawn)
    page = browser(first.reviewer).get(f"/quality/reviews/{first.pk}/").content.decode()
    answer = Caller(make_token(first.reviewer)).get(f"reviews/{first.pk}/").content.decode()
    for hidden in ("金丝雀", row.case_number, str(cast.jinan_institution), str(row.pk), row.opinion_number):
        assert hidden not in page and hidden not in answer
    assert "法医临床" in page


def test_a_reviewer_reaches_no_case_no_round_and_no_other_review(cast: Cast, drawn: DrawnCase) -> None:
    first, second = pair(drawn)
    client = browser(first.reviewer)
    for address, status in (
        (f"/cases/{drawn.case_id}/", 403),
        (f"/quality/rounds/{drawn.round_id}/", 403),
        (f"/quality/cases/{drawn.pk}/", 403),
        (f"/quality/reviews/{second.pk}/", 404),
        (f"/quality/reviews/{uuid.UUID(int=7)}/", 404),
    ):
        assert client.get(address).status_code == status, address
    with pytest.raises(NotAllowed):
        submit(second.pk, by=acting(first.reviewer), version=second.trail_seq, given=make_opinion())
    with pytest.raises(NotAllowed):
        submit(second.pk, by=cast.actor("jinan"), version=second.trail_seq, given=make_opinion())


def test_an_opinion_needs_points_a_conclusion_and_words_for_defects(drawn: DrawnCase) -> None:
    first, _second = pair(drawn)
    short = make_opinion("defects", remarks="")
    bad = make_opinion("splendid", scores={**short.scores, "PC-1": 11, "PC-2": True, "XX": 1})
    for given, fields in ((short, {"remarks"}), (bad, {"conclusion", "score_PC-1", "score_PC-2", "scores"})):
        with pytest.raises(RuleBroken) as broken:
            submit(first.pk, by=acting(first.reviewer), version=first.trail_seq, given=given)
        assert {finding.field for finding in broken.value.findings} == fields


def test_an_opinion_is_given_once(drawn: DrawnCase) -> None:
    first, _second = pair(drawn)
    give(first)
    with pytest.raises(StaleState):
        give(first)
    first.refresh_from_db()
    with pytest.raises(RuleBroken):
        give(first)


def test_of_eight_opinions_at_once_of_two_reviewers_each_has_one_effect(
    transactional_db: None, cast: Cast, drawn: DrawnCase
) -> None:
    both = pair(drawn)
    turns = count()
    answers = race(lambda: give(both[next(turns) % 2], "passed"))
    assert outcomes(answers) == ["Review"] * 2 + ["StaleState"] * 6
    drawn.refresh_from_db()
    assert (drawn.state, drawn.conclusion) == ("concluded", "passed")


def test_who_withdraws_is_replaced_by_the_next_in_the_order_and_sees_nothing_more(cast: Cast, drawn: DrawnCase) -> None:
    first, second = pair(drawn)
    with pytest.raises(RuleBroken):
        recuse(first.pk, by=acting(first.reviewer), version=first.trail_seq, reason="")
    recuse(first.pk, by=acting(first.reviewer), version=first.trail_seq, reason="示例：曾在该机构工作")
    assert browser(first.reviewer).get(f"/quality/reviews/{first.pk}/").status_code == 404
    new = Review.objects.get(drawn=drawn, state="assigned", position=first.position)
    assert new.reviewer_id not in {first.reviewer_id, second.reviewer_id}
    replace(new.pk, by=cast.actor("jinan"), version=new.trail_seq, reason="示例：逾期未评")
    last = Review.objects.get(drawn=drawn, state="assigned", position=first.position)
    with pytest.raises(RuleBroken):  # all four have had it
        replace(last.pk, by=cast.actor("jinan"), version=last.trail_seq, reason="示例：逾期未评")
    give(last)
    give(second)
    drawn.refresh_from_db()
    assert drawn.state == "concluded"


def test_another_city_neither_sees_nor_acts(cast: Cast, drawn: DrawnCase, sign_in: SignIn) -> None:
    client = sign_in("qingdao")
    first, _second = pair(drawn)
    for address in (
        f"/quality/rounds/{drawn.round_id}/",
        f"/quality/rounds/{drawn.round_id}/proof/",
        f"/quality/rounds/{drawn.round_id}/proof.json",
        f"/quality/cases/{drawn.pk}/",
        f"/quality/reviews/{first.pk}/replace/",
    ):
        assert client.get(address).status_code == 404, address
    assert "示例法医临床案件评查" not in client.get("/quality/rounds/").content.decode()


def test_two_conclusions_that_differ_go_to_the_organ(cast: Cast, experts: list[Posting]) -> None:
    drawn = make_reviewed(cast.jinan_institution, cast.actor("jinan"), "good", "failed")
    assert (drawn.state, drawn.conclusion) == ("disagreed", "")
