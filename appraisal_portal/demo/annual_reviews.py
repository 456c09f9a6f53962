"""Annual reviews of the demo: the last year decided, the present one under way, through the verbs, each step once.

Where a persona holds the posting, the persona acts; elsewhere the portal itself does, and the trail says so.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from appraisal_portal.demo.personas import PERSONAS
from appraisal_portal.demo.plan import Plan
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.once import Answer, digest_of, once
from foundation.kpi.merging import merge
from governance.annual_review.actions.deciding import decide
from governance.annual_review.actions.opening import create_reviews, open_year
from governance.annual_review.actions.reviewing import propose, return_to_institution
from governance.annual_review.actions.submitting import submit
from governance.annual_review.gate import Dates, Said
from governance.annual_review.lines import digest_of as figures_of
from governance.annual_review.lines import lines_today
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.states import ReviewState

REASON: Final = "示例：第三季度台账补录三件，已说明"
BAD: Final = "示例：连续两个季度逾期，整改未完成"
STATEMENT: Final = "示例说明，全部虚构。"
STEPS: Final = ("open", "submitted", "proposed", "returned", "open", "submitted", "proposed")
"""How far the reviews of the present year are, in turn."""
DESKS: Final = ("370100", "370200")
"""The cities of the personas: there most institutions have answered; of the others one in so many."""
ELSEWHERE: Final = 6


def open_annual_reviews(province: Plan) -> int:
    """Open both years and take each review as far as planned; return how many steps were taken now."""
    merge()  # the lines are read from the figures; nothing should wait to be added up
    done = 0
    for year in (province.until.year - 1, province.until.year):
        pk = _opened(year)
        create_reviews(pk)
        reviews = AnnualReview.objects.for_list().filter(review_year=pk).order_by("institution__licence_number")
        for number, review in enumerate(reviews):
            decided = year < province.until.year
            on_a_desk = review.city_code in DESKS or number % ELSEWHERE == 0
            target = "decided" if decided else STEPS[number % len(STEPS)] if on_a_desk else "open"
            done += _taken(province, review, target, bad=decided and number % 23 == 7, disputed=number % 5 == 1)
    return done


def _opened(year: int) -> UUID:
    month = timedelta(days=30)
    first = timezone.localdate()
    dates = Dates(year, first, first + month, first + 2 * month, first + 3 * month)

    def act() -> Answer:
        return {"id": open_year(dates, by=_persona("demo-province"), is_synthetic=True).pk}

    if not ReviewYear.objects.filter(year=year).exists():
        once("demo:annual_year", str(year), digest_of({"year": year}), act)
    return ReviewYear.objects.get(year=year).pk


def _taken(province: Plan, review: AnnualReview, target: str, *, bad: bool, disputed: bool) -> int:
    """Take a review to its target, in one act: all of it or nothing."""
    if review.state != ReviewState.OPEN or target == "open":
        return 0
    steps: Mapping[str, tuple[Callable[[AnnualReview], AnnualReview], ...]] = {
        "submitted": (_submitted(disputed),),
        "returned": (_submitted(disputed=False), _returned),
        "proposed": (_submitted(disputed), _proposed(bad)),
        "decided": (_submitted(disputed), _proposed(bad), _decided(bad)),
    }

    def act() -> Answer:
        row = review
        for step in steps[target]:
            row = step(row)
        return {"state": row.state}

    key = f"{province.seed}/{review.year}/{review.institution.licence_number}"
    return int(once("demo:annual_review", key, digest_of({"key": key}), act)[1])


def _submitted(disputed: bool) -> Callable[[AnnualReview], AnnualReview]:
    def step(row: AnnualReview) -> AnnualReview:
        lines = lines_today(row)
        said = {line.code: Said("confirmed") for line in lines}
        if disputed:
            said[lines[-1].code] = Said("disputed", "示例：0件", "示例：该件已撤回，见内部记录")
        by = _of_institution(row)
        return submit(row.pk, by=by, version=row.trail_seq, figures=figures_of(lines), said=said, statement=STATEMENT)

    return step


def _returned(row: AnnualReview) -> AnnualReview:
    return return_to_institution(row.pk, by=_of_city(row), version=row.trail_seq, reason=REASON)


def _proposed(bad: bool) -> Callable[[AnnualReview], AnnualReview]:
    def step(row: AnnualReview) -> AnnualReview:
        rulings = {line.code: "portal" for line in row.lines.filter(round=row.round, answer="disputed")}
        proposal = "failed" if bad else "passed"
        reason = BAD if bad else ""
        by = _of_city(row)
        return propose(row.pk, by=by, version=row.trail_seq, proposal=proposal, rulings=rulings, reason=reason)

    return step


def _decided(bad: bool) -> Callable[[AnnualReview], AnnualReview]:
    def step(row: AnnualReview) -> AnnualReview:
        result = "not_qualified" if bad else "qualified"
        reason = BAD if bad else ""
        return decide(row.pk, by=_persona("demo-province"), version=row.trail_seq, result=result, reason=reason)

    return step


def _of_institution(row: AnnualReview) -> Actor:
    head = Posting.objects.select_related("user", "organisation").filter(
        user__username="demo-head", organisation=row.institution_id
    )
    posting = head.first()
    return PostedActor(posting.user, posting) if posting is not None else SYSTEM


def _of_city(row: AnnualReview) -> Actor:
    names = {each.where: each.username for each in PERSONAS.values() if each.role == Role.OFFICER}
    return _persona(names[row.city_code]) if row.city_code in names else SYSTEM


def _persona(username: str) -> PostedActor:
    posting = (
        Posting.objects.select_related("user", "organisation")
        .filter(user__username=username, role="officer")
        .order_by("valid_from", "pk")[0]
    )
    return PostedActor(posting.user, posting)
