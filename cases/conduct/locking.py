"""The row of a case, locked for an act on its conduct, and as it was seen by whoever asks for the act."""

from uuid import UUID

from django.utils.translation import gettext as _

from cases.models import Case
from cases.states import OPEN
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState


def lock(pk: UUID) -> Case:
    """Lock a case until the end of the transaction, with its institution and category joined."""
    return (
        Case.objects.select_related("institution__organisation", "category").select_for_update(of=("self",)).get(pk=pk)
    )


def locked(pk: UUID, verb: str, *, by: Actor, version: int | None = None) -> Case:
    """Lock an open case for an act; `version` is the one that was seen, None where the act rests on no other value.

    Raises NotAllowed, StaleState, and RuleBroken when the case is over.
    """
    case = lock(pk)
    if not by.may(verb, case):
        raise NotAllowed(verb, _("Your posting does not allow this act for this case."))
    if version is not None and case.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    if case.state not in OPEN:
        raise RuleBroken(over(case))
    return case


def over(case: Case) -> Finding:
    """What is said of an act on the conduct of a case that is over."""
    return Finding(_("This case is over: %(state)s.") % {"state": case.get_state_display()}, code="case_over")
