"""Opening a round of case review: the list is frozen and its hash promised before the public value exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from cases.models import Case
from cases.states import State
from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation, Posting
from foundation.accounts.roles import Role
from foundation.audit.canonical import canonical
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.draws import protocol
from foundation.law import queries as law
from institutions.rectification.gate import unfit_text
from quality.models import CaseReviewRound, ReviewPool
from quality.states import RoundState
from quality.verbs import OPEN_ROUND

TEAM: Final = 2
MOST_CASES: Final = 50
LONGEST_LINE: Final = 200
"""Characters of a name and of the source of a public value."""
MOST_POOL: Final = 20_000
LATEST: Final = 60
"""Days until the public value has to be there."""


@dataclass(frozen=True)
class Opening:
    """What a round is about: name, year, which issued cases, how many, and where the public value comes from.

    `practice_code` is empty for every category. `seed_source` names a public result exactly; `seed_on` is its day.
    """

    name: str
    year: int
    issued_from: date
    issued_until: date
    size: int
    seed_source: str
    seed_on: date
    practice_code: str = ""


@dataclass(frozen=True)
class _Lists:
    cases: list[str]
    reviewers: list[str]
    recused: dict[str, list[str]]


@act
def open_round(
    given: Opening, *, by: AnyActor, occurred_on: date | None = None, is_synthetic: bool = False
) -> CaseReviewRound:
    """Open a round of the actor's organ, freeze its lists and write the commitment to the trail; return the round.

    The list holds the cases issued in the days named, as far as the actor sees them; the reviewers are the experts in
    office today. Nobody can know the sample: the day of the public value lies after today. `occurred_on` is the day
    of a round entered later; it shows as such on the trail. Raises NotAllowed and RuleBroken.
    """
    if by.posting is None or not by.may(OPEN_ROUND.code):
        raise NotAllowed(OPEN_ROUND.code, by.why_not(OPEN_ROUND.code))
    organ = Organisation.objects.select_for_update().get(pk=by.posting.organisation_id)  # numbers follow each other
    today = occurred_on or timezone.localdate()
    wrong = list(_objections(given, today))
    if wrong:
        raise RuleBroken(wrong)
    lists = _frozen(given, by, today)
    wrong = list(_too_few(given, lists))
    if wrong:
        raise RuleBroken(wrong)
    last = CaseReviewRound.objects.filter(organ=organ, year=given.year).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    plan = plan_of(given, organ, number, lists.cases, lists.reviewers, lists.recused, today)
    row = CaseReviewRound(
        organ=organ,
        city_code=organ.city_code,
        year=given.year,
        number=number,
        name=given.name.strip(),
        practice_code=given.practice_code,
        issued_from=given.issued_from,
        issued_until=given.issued_until,
        size=given.size,
        pool_size=len(lists.cases),
        pool_hash=plan["pool_hash"],
        plan=canonical(plan).decode(),
        commitment=protocol.commitment(plan),
        seed_source=given.seed_source.strip(),
        seed_on=given.seed_on,
        state=RoundState.COMMITTED,
        opened_on=today,
        is_synthetic=is_synthetic,
    )
    facts = {
        "number": row.full_number,
        "commitment": row.commitment,
        "pool_hash": row.pool_hash,
        "pool_size": row.pool_size,
        "size": row.size,
        "seed_source": row.seed_source,
        "seed_on": row.seed_on,
    }
    write(row, OPEN_ROUND.code, by=by, facts=facts, occurred_on=occurred_on)
    ReviewPool(
        round=row, cases=lists.cases, reviewers=lists.reviewers, recused=lists.recused, trail_seq=row.trail_seq
    ).save(force_insert=True)
    return row


def plan_of(
    given: Opening,
    organ: Organisation,
    number: int,
    cases: list[str],
    reviewers: list[str],
    recused: dict[str, list[str]],
    on: date,
) -> dict[str, Any]:
    """Return the plan as it is hashed: plain values, lists by their hashes (decisions.md 36)."""
    return {
        "algorithm": protocol.ALGORITHM,
        "no": f"{organ.pk}/{given.year}/{number}",
        "title": given.name.strip(),
        "committed_on": on.isoformat(),
        "criteria": {
            "practice_code": given.practice_code,
            "issued_from": given.issued_from.isoformat(),
            "issued_until": given.issued_until.isoformat(),
        },
        "size": given.size,
        "team": TEAM,
        "pool_size": len(cases),
        "pool_hash": protocol.list_hash(cases),
        "inspectors_hash": protocol.list_hash(reviewers),
        "recused_hash": protocol.commitment(recused),
        "sources": [{"source": given.seed_source.strip(), "date": given.seed_on.isoformat()}],
    }


def _objections(given: Opening, today: date) -> Iterator[Finding]:
    yield from unfit_text(given.name, "name", LONGEST_LINE)
    yield from unfit_text(given.seed_source, "seed_source", LONGEST_LINE)
    if not today.year - 1 <= given.year <= today.year + 1:
        yield Finding(_("A round belongs to last year, this year or the next."), field="year")
    if given.issued_until < given.issued_from:
        yield Finding(_("The last day lies before the first."), field="issued_until")
    if given.issued_until > today:
        yield Finding(_("This day has not come yet."), field="issued_until")
    if given.practice_code and given.practice_code not in {row.code for row in law.practice_categories()}:
        yield Finding(_("There is no such practice category."), field="practice_code")
    if not 1 <= given.size <= MOST_CASES:
        yield Finding(_("A sample has 1 to %(most)d cases.") % {"most": MOST_CASES}, field="size")
    if not today < given.seed_on <= today + timedelta(days=LATEST):
        words = _("The public value must come after today, so that nobody can know it yet, and within %(days)d days.")
        yield Finding(words % {"days": LATEST}, field="seed_on")


def _frozen(given: Opening, by: AnyActor, today: date) -> _Lists:
    issued = Case.objects.visible_to(by).filter(state=State.ISSUED)
    issued = issued.issued_in(given.issued_from, given.issued_until)
    if given.practice_code:
        issued = issued.filter(practice_code=given.practice_code)
    cases = [(str(pk), body) for pk, body in issued.values_list("pk", "institution_id")[: MOST_POOL + 1]]
    experts = _experts(today)
    barred: dict[Any, list[str]] = {}
    people = {person: posting for posting, person in experts.items()}
    for person, body in Appraiser.objects.filter(person__in=people).values_list("person_id", "institution_id"):
        barred.setdefault(body, []).append(people[person])
    recused = {pk: sorted(set(barred[body])) for pk, body in cases if body in barred}
    return _Lists(sorted(pk for pk, _body in cases), sorted(experts), recused)


def _experts(today: date) -> dict[str, Any]:
    """Return posting → person of the experts in office, one posting for each."""
    rows = Posting.objects.in_force(today).filter(role=Role.EXPERT, user__is_active=True, user__person__isnull=False)
    found = {person: str(pk) for pk, person in rows.order_by("-pk").values_list("pk", "user__person_id")}
    return {posting: person for person, posting in found.items()}


def _too_few(given: Opening, lists: _Lists) -> Iterator[Finding]:
    """What cannot be drawn is refused before the commitment: a plan that may fail is a lever (trust RD-06)."""
    if len(lists.cases) > MOST_POOL:
        words = _("More than %(most)d cases meet these conditions; narrow the days or the category.")
        yield Finding(words % {"most": MOST_POOL}, field="issued_from")
    elif len(lists.cases) < given.size:
        words = _("Only %(n)d cases meet these conditions.")
        yield Finding(words % {"n": len(lists.cases)}, field="size")
    elif not protocol.enough(lists.cases, lists.reviewers, lists.recused, TEAM):
        yield Finding(
            _("For some case there are fewer than two experts who may review it."),
            way_out=_("Have more experts posted, then open the round."),
            code="too_few_reviewers",
        )
