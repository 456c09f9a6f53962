"""Assigning appraisers to a case and replacing one (程序通则 arts. 18, 19, 21; 条例 art. 32)."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.holding import hold
from appraisers.models import Appraiser
from cases.conduct import gate
from cases.conduct.locking import locked
from cases.conduct.telling import users_of
from cases.conduct.verbs import ASSIGN, REPLACE_APPRAISER
from cases.models import Assignment, Case
from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import lacking, overlong, unfit
from foundation.audit.regulated import write

MOST = 20
"""Appraisers of one case; more is a mistake."""


@act
def assign(pk: UUID, *, by: Actor, version: int, appraisers: Sequence[UUID], reason: str = "") -> Case:
    """Assign appraisers to a case and return it; with those already there they must be two or more.

    The same act fills the place of somebody who recused himself. What `gate.may_assign` finds stops it; a finding that
    may be overridden asks for a reason, which the event keeps with its code. Each of them is told and has to declare
    whether a ground for recusal exists. Raises NotAllowed, StaleState, and RuleBroken.
    """
    case = locked(pk, ASSIGN.code, by=by, version=version)
    today = timezone.localdate()
    hold(case.institution_id, [row.person_id for row in _chosen(appraisers)])
    chosen = _chosen(appraisers)  # as they are now that they are held
    found = gate.may_assign(case, chosen, today).findings
    _insist(found, reason)
    current = list(case.assignments.current().for_page())
    places = _places(current, len(chosen))
    case.appraiser_names = _names(
        [*((row.position, row.appraiser) for row in current), *zip(places, chosen, strict=True)]
    )
    facts = {
        "certificates": [row.certificate_number for row in chosen],
        "positions": places,
        "overridden": [finding.code for finding in found],
    }
    write(case, ASSIGN.code, by=by, facts=facts, reason=reason.strip())
    Assignment.objects.bulk_create(
        Assignment(case=case, appraiser=row, position=place, assigned_on=today, trail_seq=case.trail_seq)
        for place, row in zip(places, chosen, strict=True)
    )
    _tell(case, chosen)
    return case


@act
def replace(pk: UUID, *, by: Actor, version: int, assignment: UUID, appraiser: UUID, reason: str) -> Case:
    """End one assignment of a case and put another appraiser in its place, with the reason; return the case.

    The new appraiser meets the same gate as at an assignment. Both are told. Raises NotAllowed, StaleState, and
    RuleBroken.
    """
    case = locked(pk, REPLACE_APPRAISER.code, by=by, version=version)
    today = timezone.localdate()
    rows = {row.pk: row for row in case.assignments.current().for_page()}
    leaving = rows.get(assignment)
    if leaving is None:
        raise RuleBroken(Finding(_("This appraiser is not assigned to the case any more."), field="assignment"))
    if leaving.appraiser_id == appraiser:
        raise RuleBroken(Finding(_("Choose somebody else than who leaves."), field="appraiser"))
    hold(case.institution_id, [row.person_id for row in _chosen([appraiser])])
    chosen = _chosen([appraiser])  # as they are now that they are held
    found = gate.may_assign(case, chosen, today, leaving=leaving.pk).findings
    objections = [*unfit(reason), *(_beside(finding, "appraiser") for finding in found if not finding.overridable)]
    if objections:
        raise RuleBroken(objections)
    staying = [(row.position, row.appraiser) for row in rows.values() if row.pk != leaving.pk]
    case.appraiser_names = _names([*staying, (leaving.position, chosen[0])])
    facts = {
        "left": leaving.appraiser.certificate_number,
        "certificates": [chosen[0].certificate_number],
        "positions": [leaving.position],
        "overridden": [finding.code for finding in found],
    }
    write(case, REPLACE_APPRAISER.code, by=by, facts=facts, reason=reason.strip())
    end(leaving, case, today, reason.strip())
    Assignment.objects.bulk_create(
        [
            Assignment(
                case=case,
                appraiser=chosen[0],
                position=leaving.position,
                assigned_on=today,
                trail_seq=case.trail_seq,
            )
        ]
    )
    notify(users_of([leaving.appraiser]), "assignment_ended", f"assignment_ended:{leaving.pk}", {"number": str(case)})
    _tell(case, chosen)
    return case


def end(row: Assignment, case: Case, on: date, reason: str, ground: str = "") -> None:
    """End an assignment by the event that its case names last. Raises StaleState when somebody was faster."""
    ended = Assignment.objects.filter(pk=row.pk, trail_seq=row.trail_seq).update(
        ended_on=on, ended_reason=reason, recusal_ground=ground, trail_seq=case.trail_seq
    )
    if not ended:
        raise StaleState(row_label=str(case))


def _chosen(keys: Sequence[UUID]) -> list[Appraiser]:
    """The appraisers in the order of their choice, each once. Raises RuleBroken for a key that is none."""
    if len(keys) > MOST:
        raise RuleBroken(Finding(_("At most %(most)d appraisers.") % {"most": MOST}, field="appraisers"))
    rows = {row.pk: row for row in Appraiser.objects.filter(pk__in=keys).select_related("person")}
    unique = list(dict.fromkeys(keys))
    if any(key not in rows for key in unique):
        raise RuleBroken(Finding(_("Choose appraisers of the institution."), field="appraisers"))
    return [rows[key] for key in unique]


def _insist(found: Sequence[Finding], reason: str) -> None:
    hard = [finding for finding in found if not finding.overridable]
    if hard:
        raise RuleBroken(hard)
    objections = list(_about_reason(found, reason))
    if objections:
        raise RuleBroken(objections)


def _about_reason(found: Sequence[Finding], reason: str) -> Iterator[Finding]:
    if found or reason.strip():  # what is given of one's own accord is kept as well
        yield from lacking(reason)
        yield from overlong(reason)


def _beside(finding: Finding, field: str) -> Finding:
    return Finding(
        finding.message, finding.article, field, finding.way_out, finding.overridable, finding.fact, finding.code
    )


def _places(current: Sequence[Assignment], count: int) -> list[int]:
    """The lowest free places among the appraisers."""
    taken = {row.position for row in current}
    free = (place for place in range(1, len(taken) + count + 1) if place not in taken)
    return [next(free) for _each in range(count)]


def _names(placed: Sequence[tuple[int, Appraiser]]) -> list[str]:
    return [row.person.name for _place, row in sorted(placed, key=lambda pair: pair[0])]


def _tell(case: Case, chosen: Sequence[Appraiser]) -> None:
    key = f"case_assigned:{case.pk}:{case.trail_seq}"
    notify(users_of(chosen), "case_assigned", key, {"number": case.case_number}, case.get_absolute_url())
