"""What the organ does with reviewed cases: decides where reviewers differ, records findings, closes the round."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding as Refusal
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from institutions.actions.finding import Found, objections, record
from institutions.models import Finding
from institutions.rectification.gate import not_of_the_organ
from quality.models import CaseReviewRound, DrawnCase
from quality.states import CLOSING, CONCLUDING, WRONG, Conclusion, DrawnState, RoundState
from quality.verbs import RECORD_FINDING


@act
def conclude(
    pk: UUID, *, by: AnyActor, version: int, conclusion: str, reason: str, occurred_on: date | None = None
) -> DrawnCase:
    """Decide with a reason what a case comes to whose reviewers differ. Raises NotAllowed, StaleState, RuleBroken."""
    row = _held(pk, version)
    if row.state != DrawnState.DISAGREED:
        raise RuleBroken(Refusal(_("The reviewers of this case do not differ, or it is decided already.")))
    wrong = [*not_of_the_organ(row.round.organ, by), *unfit(reason)]
    if conclusion not in Conclusion.values:
        wrong.append(Refusal(_("Choose a conclusion."), field="conclusion"))
    if wrong:
        raise RuleBroken(wrong)
    values = {
        "conclusion": conclusion,
        "decision_reason": reason.strip(),
        "concluded_on": occurred_on or timezone.localdate(),
    }
    facts = {"conclusion": conclusion}
    return move(row, CONCLUDING, by=by, reason=reason.strip(), facts=facts, occurred_on=occurred_on, values=values)


@act
def record_finding(
    pk: UUID, *, by: AnyActor, version: int, ground: str, description: str, severity: str,
    occurred_on: date | None = None,
) -> Finding:  # fmt: skip
    """Record a finding about the institution of a case that was concluded with defects or as failed.

    The finding goes down to the institutions as a row; order, answer and re-check follow there. Raises NotAllowed,
    StaleState and RuleBroken.
    """
    row = _held(pk, version)
    if not by.may(RECORD_FINDING.code, row):
        raise NotAllowed(RECORD_FINDING.code, by.why_not(RECORD_FINDING.code))
    today = occurred_on or timezone.localdate()
    found = Found(ground, description, severity)
    wrong = [*finding_barred(row, by), *objections(found, today)]
    if wrong:
        raise RuleBroken(wrong)
    facts = {"ground": ground, "severity": severity}
    write(row, RECORD_FINDING.code, by=by, facts=facts, occurred_on=occurred_on)
    return record(
        found,
        by=by,
        organ=row.round.organ,
        institution=row.institution,
        source=Finding.Source.CASE_REVIEW,
        source_id=row.pk,
        about=row.case.case_number,
        on=today,
        is_synthetic=row.round.is_synthetic,
    )


def finding_barred(row: DrawnCase, by: AnyActor) -> Iterator[Refusal]:
    """Why no finding can be recorded about a drawn case now; asked by the verb and by the page."""
    if row.state != DrawnState.CONCLUDED or row.conclusion not in WRONG:
        yield Refusal(_("Findings follow from a conclusion “with defects” or “not passed”."))
    yield from not_of_the_organ(row.round.organ, by)


@act
def close_round(pk: UUID, *, by: AnyActor, version: int, occurred_on: date | None = None) -> CaseReviewRound:
    """Close a round whose cases are all concluded and whose defects have become findings.

    Orders go on by themselves. Raises NotAllowed, StaleState and RuleBroken.
    """
    row = CaseReviewRound.objects.select_related("organ").select_for_update(of=("self",)).get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.name)
    wrong = list(closing_barred(row, by))
    if wrong:
        raise RuleBroken(wrong)
    values = {"closed_on": occurred_on or timezone.localdate()}
    return move(row, CLOSING, by=by, occurred_on=occurred_on, values=values)


def closing_barred(row: CaseReviewRound, by: AnyActor) -> Iterator[Refusal]:
    """Why a round cannot be closed now; asked by the verb and by the page."""
    if row.state != RoundState.DRAWN:
        yield Refusal(_("Only a round under review is closed."))
        return
    cases = DrawnCase.objects.filter(round=row)
    open_ = cases.exclude(state=DrawnState.CONCLUDED).count()
    if open_:
        yield Refusal(_("%(n)d cases are not concluded yet.") % {"n": open_})
    findings = Finding.objects.filter(source=Finding.Source.CASE_REVIEW, source_id=OuterRef("pk"))
    bare = cases.filter(conclusion__in=WRONG).exclude(Exists(findings)).count()
    if bare:
        yield Refusal(_("%(n)d cases with defects have no finding yet.") % {"n": bare})
    yield from not_of_the_organ(row.organ, by)


def _held(pk: UUID, version: int) -> DrawnCase:
    rows = DrawnCase.objects.select_related("round__organ", "institution__organisation", "case")
    row = rows.select_for_update(of=("self",)).get(pk=pk)
    if row.trail_seq != version:
        raise StaleState(row_label=row.case.case_number)
    return row
