"""What the expert pool demands: one place for pages and interface (政策文件 arts. 2, 8)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from appraisers.models import Appraiser
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Person
from foundation.accounts.roles import SUPERVISING
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding
from foundation.audit.models import Event
from foundation.audit.reasons import LONGEST, at_most, lacking, overlong
from foundation.exchange.cells.identifiers import read_identity_number
from foundation.law import queries as law
from governance.recognition.experts.ranks import RankRule, ranks_on
from governance.recognition.experts.states import DrawState, ExpertState, Mark, Verdict
from governance.recognition.experts.verbs import BASIS, NOMINATE_OUTSIDE
from governance.recognition.models import Expert, ExpertDraw, ExpertSeat
from institutions.barring import against
from institutions.rectification.gate import unfit_text
from institutions.registration.gate import line_objections
from institutions.renewing import holds

LONGEST_LINE: Final = 200
LONGEST_NAME: Final = 60
MOST: Final = 9
"""Experts of one draw: a panel of a review has five and more, always odd in practice (登记评审细则)."""
LATEST: Final = 60
"""Days until the public value has to be there."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What experts are drawn for: matter, institution, category, how many, and the public value fixed in advance."""

    matter: str
    practice_code: str
    size: int
    seed_source: str
    seed_on: date


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What the organ found of one expert."""

    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """Somebody from outside the profession, as he is told: the city is the one that keeps in touch with him."""

    name: str
    employer: str
    title: str
    field: str
    city_code: str
    identity_number: str = ""
    contact: str = ""


def nominating_objections(
    appraiser: Appraiser, practice_code: str, rank: str, grounds: str, on: date
) -> Iterator[Finding]:
    """What stands against nominating somebody: he practises in the category, is not barred, and has the title."""
    rule = ranks_on(on).get(rank)
    if rule is None:
        yield Finding(_("Choose a rank in force."), field="rank")
    yield from unfit(appraiser, practice_code, rule, on)
    if Expert.objects.filter(
        appraiser=appraiser, practice_code=practice_code, state__in=[ExpertState.NOMINATED, ExpertState.APPOINTED]
    ).exists():
        yield stands_already()
    yield from unfit_text(grounds, "grounds")


def stands_already() -> Finding:
    """The finding that somebody is nominated or appointed in the category."""
    return Finding(
        _("He is nominated or appointed in this category already."), field="practice_code", code="stands_already"
    )


def unfit(appraiser: Appraiser, practice_code: str, rule: RankRule | None, on: date) -> Iterator[Finding]:
    """What stands against somebody as an expert of a category on a day, when nominating and when appointing."""
    certified = holds(appraiser.certificate_from, appraiser.certificate_until, appraiser.renewal_pending_since, on)
    if practice_code not in appraiser.practice_codes or not certified:
        yield Finding(
            _("His certificate does not cover this category on this day."),
            BASIS,
            field="practice_code",
            code="not_certified",
        )
    if against([appraiser.person_id], on)[appraiser.person_id]:
        yield Finding(_("A restriction bars him from practising."), BASIS, field="appraiser", code="restricted")
    yield from _without_title(appraiser.title, rule)


def outside_objections(given: Outside, cities: Collection[str], practice_code: str) -> Iterator[Finding]:
    """What is wrong with the particulars of somebody from outside; `cities` are those of the organ that nominates."""
    yield from line_objections(given.name, "name", LONGEST_NAME)
    yield from employment_objections(given.employer, given.title, given.field, given.contact)
    if given.identity_number and not isinstance(read_identity_number(given.identity_number), str):
        yield Finding(_("This is no identity number."), field="identity_number", code="identity_form")
    if given.city_code not in cities:
        yield Finding(_("Choose a city of the area of your organ."), field="city_code", code="city_of_another_organ")
    if practice_code not in {row.code for row in law.practice_categories()}:
        yield Finding(_("There is no such practice category."), field="practice_code")


def employment_objections(employer: str, title: str, field: str, contact: str) -> Iterator[Finding]:
    """What is wrong with what is told of where somebody works; without it nobody could say who is recused."""
    yield from line_objections(employer, "employer", LONGEST_LINE)
    yield from line_objections(title, "title", LONGEST_NAME, needed=False)
    yield from line_objections(field, "field", LONGEST_LINE)
    yield from line_objections(contact, "contact", LONGEST_LINE, needed=False)


def unfit_outside(person: Person | None, title: str, rule: RankRule | None, on: date) -> Iterator[Finding]:
    """What stands against somebody from outside on a day, when nominating and when appointing.

    There is no certificate that could speak for him; one that holds makes him an expert of the profession.
    """
    if person is not None:
        if Appraiser.objects.certified_on(on).filter(person=person).exists():
            yield Finding(
                _("This person holds a practice certificate."),
                BASIS,
                field="identity_number",
                way_out=_("Have the appraiser nominated by the institution or the city."),
                code="certified",
            )
        if against([person.pk], on)[person.pk]:
            yield Finding(_("A restriction bars him from practising."), BASIS, field="name", code="restricted")
    yield from _without_title(title, rule)


def _without_title(title: str, rule: RankRule | None) -> Iterator[Finding]:
    if rule is not None and rule.words and not any(word in title for word in rule.words):
        yield Finding(_("A leading expert has a senior title."), rule.source, field="rank", code="no_senior_title")


def speaking_objections(row: Expert, by: Actor) -> Iterator[Finding]:
    """Who says whether an expert is available: he or his institution; of somebody from outside he or the organ.

    Whoever comes from outside often has no account here, and is asked by telephone.
    """
    if row.outsider_id is None and isinstance(by, PostedActor) and by.posting and by.posting.role in SUPERVISING:
        yield Finding(_("An appraiser or his institution says whether he is available."), code="said_by_the_appraiser")


def opening_objections(given: Opening, on: date) -> Iterator[Finding]:
    """What is wrong with a draw that shall be promised."""
    yield from unfit_text(given.matter, "matter", LONGEST_LINE)
    yield from unfit_text(given.seed_source, "seed_source", LONGEST_LINE)
    if given.practice_code not in {row.code for row in law.practice_categories()}:
        yield Finding(_("There is no such practice category."), field="practice_code")
    if not 1 <= given.size <= MOST:
        yield Finding(_("Draw 1 to %(most)d experts.") % {"most": MOST}, field="size")
    if not on < given.seed_on <= on + timedelta(days=LATEST):
        words = _("The public value must come after today, so that nobody can know it yet, and within %(days)d days.")
        yield Finding(words % {"days": LATEST}, field="seed_on")


def too_few(possible: int, size: int) -> Finding:
    """The finding that the pool is too small; asked before the promise, since a plan that may fail is a lever."""
    return Finding(
        _("Only %(n)d experts of this category may take part; %(size)d are to be drawn.")
        % {"n": possible, "size": size},
        field="size",
        way_out=_("Have more experts appointed, or draw fewer."),
        code="too_few_experts",
    )


def drawing_objections(row: ExpertDraw, value: str, on: date) -> Iterator[Finding]:
    """What is wrong with a draw: it is drawn once, when the public value is there."""
    if row.state != DrawState.COMMITTED:
        yield Finding(_("These experts are drawn already."))
        return
    if on < row.seed_on:
        yield Finding(
            _("The public value is not there yet: the plan names %(day)s.") % {"day": row.seed_on.isoformat()},
            field="value",
            code="too_early",
        )
    if len(value) > LONGEST_LINE:
        yield Finding(at_most(value, LONGEST_LINE), field="value")
    elif not value.strip() or "\0" in value:
        yield Finding(_("Write the public value as it was announced."), field="value")


def evaluating_objections(seats: Sequence[ExpertSeat], given: Mapping[str, Evaluated]) -> Iterator[Finding]:
    """What is wrong with an evaluation: each expert at work has a mark, a bad one its reason."""
    known = {str(seat.place) for seat in seats}
    for place in sorted(set(given) - known):
        yield Finding(_("There is no expert at the place %(place)s.") % {"place": place}, code="no_such_place")
    for seat in seats:
        said = given.get(str(seat.place), Evaluated())
        if said.mark not in Mark.values:
            yield Finding(_("Choose a mark."), field=f"mark_{seat.place}")
        elif said.mark in {Mark.POOR, Mark.ABSENT} and lacking(said.note):
            yield Finding(_("Say what happened."), field=f"note_{seat.place}")
        if len(said.note) > LONGEST:
            yield Finding(at_most(said.note, LONGEST), field=f"note_{seat.place}")


def appointing_objections(row: Expert, appointed: str, reason: str, by: Actor, on: date) -> Iterator[Finding]:
    """What is wrong with a decision about a nomination; what was lost since stands against appointing."""
    if row.state != ExpertState.NOMINATED:
        yield Finding(_("This nomination is decided."), field="result")
        return
    if Event.objects.filter(stream=row.stream, kind=NOMINATE_OUTSIDE.code, actor=by.id).exists():
        yield Finding(_("Somebody else decides about your own nomination."), field="result", code="own_nomination")
    if appointed not in Verdict.values:
        yield Finding(_("Say whether the expert is appointed."), field="result")
    elif appointed == Verdict.DECLINED or reason.strip():
        yield from lacking(reason)
    yield from overlong(reason)
    if appointed == Verdict.APPOINTED:
        rule = ranks_on(on).get(row.rank)
        if rule is None:
            yield Finding(_("Choose a rank in force."), field="result")
        if isinstance(row.who, Appraiser):
            found = unfit(row.who, row.practice_code, rule, on)
        else:
            found = unfit_outside(row.person, row.title, rule, on)
        for each in found:
            yield Finding(each.message, each.article, field="result", code=each.code)
