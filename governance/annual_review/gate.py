"""What the annual review demands: one place for pages, interface and jobs (条例 arts. 43, 44; decisions.md 14).

The dates are those that the province has set for the year. A submission after them is late and still taken; nothing
ends or fails by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cases.models import Case
from foundation.audit.errors import Finding
from foundation.audit.reasons import LONGEST, at_most, lacking, overlong, unstorable
from foundation.desk import formats
from governance.annual_review.lines import Line
from governance.annual_review.models import AnnualReview, ReviewYear
from governance.annual_review.states import ARTICLE, WITH_INSTITUTION, Answer, Proposal, ReviewState, Ruling
from institutions.models import Institution, YearStanding
from institutions.querysets import InstitutionQuerySet

EARLIEST: Final = 2012
"""条例 took effect on 2012-03-01; the portal reviews no year before it."""
LONGEST_VALUE: Final = 200
LONGEST_STATEMENT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a year as they were given; all days are the last ones included."""

    year: int
    begins_on: date
    institutions_until: date
    cities_until: date
    province_until: date


@dataclass(frozen=True, slots=True)
class Said:
    """What an institution says about one line."""

    answer: str = ""
    own_value: str = ""
    reason: str = ""


def registered_in(year: int) -> InstitutionQuerySet:
    """Institutions that were registered in a year and are still: whose review is due.

    The register keeps the licence of today. One that begins after the year is that of a new institution, unless an
    earlier number or a case of the year (or before it) shows that there was an institution.
    """
    last = date(year, 12, 31)
    worked = Exists(Case.objects.filter(institution=OuterRef("pk"), accepted_on__lte=last))
    return Institution.objects.in_practice().filter(Q(licence_from__lte=last) | ~Q(former_licence_numbers=[]) | worked)


def opening_objections(dates: Dates, today: date) -> Iterator[Finding]:
    """What is wrong with the dates of a year that shall be opened."""
    if not EARLIEST <= dates.year <= today.year:
        yield Finding(
            _("Choose a year from %(first)d to %(last)d.") % {"first": EARLIEST, "last": today.year}, field="year"
        )
    elif ReviewYear.objects.filter(year=dates.year).exists():
        yield opened_before(dates.year)
    if dates.begins_on < today:
        yield Finding(_("The first day cannot lie before today."), field="begins_on")
    follow = (
        ("institutions_until", dates.begins_on, dates.institutions_until),
        ("cities_until", dates.institutions_until, dates.cities_until),
        ("province_until", dates.cities_until, dates.province_until),
    )
    for field, before, day in follow:
        if day < before:
            yield Finding(_("This day lies before the one above it."), field=field)
        elif (day - today).days > 3 * 366:
            yield Finding(_("This day lies more than three years ahead."), field=field)


def opened_before(year: int) -> Finding:
    """The finding that a year has its annual review already."""
    return Finding(
        _("The annual review of %(year)d has been opened already.") % {"year": year}, field="year", code="opened_before"
    )


def submitting_barred(review: AnnualReview, today: date) -> list[Finding]:
    """Why nothing can be submitted now, whatever is said."""
    if review.state not in WITH_INSTITUTION:
        return [Finding(_("This annual review is not with the institution."), ARTICLE)]
    begins = review.review_year.begins_on
    if today < begins:
        day = formats.prose_date(begins)
        return [Finding(_("The annual review can be filled in from %(day)s on.") % {"day": day}, code="not_begun")]
    return []


def saying_objections(lines: Sequence[Line], said: Mapping[str, Said], statement: str) -> Iterator[Finding]:
    """What is wrong with the answers: each line is confirmed or disputed, a dispute has a value and a reason."""
    known = {line.code for line in lines}
    for code in sorted(set(said) - known):
        yield Finding(_("There is no line %(code)s.") % {"code": code}, code="no_such_line")
    for line in lines:
        yield from _of_line(line, said.get(line.code, Said()))
    if len(statement) > LONGEST_STATEMENT:
        yield Finding(at_most(statement, LONGEST_STATEMENT), field="statement")
    yield from unstorable(statement, "statement")


def _of_line(line: Line, given: Said) -> Iterator[Finding]:
    name = {"line": line.name}
    if given.answer not in Answer.values:
        yield Finding(_("%(line)s: confirm or dispute it.") % name, field=f"answer_{line.code}")
        return
    if given.answer == Answer.CONFIRMED:
        return
    if not given.own_value.strip():
        yield Finding(_("%(line)s: write the value that is right.") % name, field=f"own_{line.code}")
    elif len(given.own_value) > LONGEST_VALUE:
        yield Finding(at_most(given.own_value, LONGEST_VALUE), field=f"own_{line.code}")
    if lacking(given.reason):
        yield Finding(_("%(line)s: say why, and where it can be seen.") % name, field=f"why_{line.code}")
    elif len(given.reason) > LONGEST:
        yield Finding(at_most(given.reason, LONGEST), field=f"why_{line.code}")
    yield from unstorable(given.own_value, f"own_{line.code}")


def absence(review: AnnualReview) -> bool:
    """Whether the institution has not answered (or not again after a return)."""
    return review.state in WITH_INSTITUTION


def proposing_barred(review: AnnualReview, today: date) -> list[Finding]:
    """Why the city cannot propose anything now. Absence can be judged once the institution's days are over."""
    if review.state in {ReviewState.PROPOSED, ReviewState.DECIDED}:
        return [Finding(_("This annual review does not wait for the city."), ARTICLE)]
    if absence(review) and today <= review.due_on:
        day = formats.prose_date(review.due_on)
        return [
            Finding(
                _("The institution may still answer until %(day)s.") % {"day": day},
                way_out=_("Wait for the submission; absence can be judged after that day."),
                code="still_time",
            )
        ]
    return []


def proposing_objections(
    review: AnnualReview, lines: Sequence[Line], proposal: str, rulings: Mapping[str, str], reason: str
) -> Iterator[Finding]:
    """What is wrong with a proposal: disputes are ruled on; all but a plain pass need a reason, absence always."""
    if proposal not in Proposal.values:
        yield Finding(_("Choose what you propose."), field="proposal")
    disputed = {line.code for line in lines if line.is_disputed}
    for line in lines:
        if line.code in disputed and rulings.get(line.code) not in Ruling.values:
            yield Finding(
                _("%(line)s: say whose value holds.") % {"line": line.name}, field=f"ruling_{line.code}", code="unruled"
            )
    for code in sorted(set(rulings) - disputed):
        yield Finding(_("The line %(code)s is not disputed.") % {"code": code}, code="no_such_dispute")
    needs = proposal != Proposal.PASSED or absence(review)
    if needs and lacking(reason) and absence(review):
        yield Finding(
            _("Say whether the institution had a good reason: absence counts as failed only without one."),
            ARTICLE,
            field="reason",
        )
    elif needs or reason.strip():
        yield from lacking(reason)
    yield from overlong(reason)


def deciding_objections(review: AnnualReview, result: str, reason: str) -> Iterator[Finding]:
    """What is wrong with a decision: a reason where the result is bad, or other than the city proposed."""
    results = YearStanding.Result
    if result not in results.values:
        yield Finding(_("Choose the result."), field="result")
        return
    agrees = {Proposal.PASSED: results.QUALIFIED, Proposal.FAILED: results.NOT_QUALIFIED}
    differs = result != agrees.get(Proposal(review.proposal), result)
    if result == results.NOT_QUALIFIED or differs or reason.strip():
        yield from lacking(reason)
    yield from overlong(reason)


def plain_objections(review: AnnualReview) -> list[Finding]:
    """Why a review is not plain enough to be decided as qualified together with others."""
    found = []
    if review.proposal and review.proposal != Proposal.PASSED:
        found.append(Finding(_("The city did not propose “passes”. Decide about this one alone."), code="not_plain"))
    if review.disputed:
        found.append(Finding(_("Lines of it are disputed. Look at this one alone."), code="disputed"))
    if review.is_late:
        found.append(Finding(_("It was submitted late. Look at this one alone."), code="late"))
    return found
