"""Taking a complaint in hand: locked, seen as it is, by somebody of the organ that decides about it."""

from uuid import UUID

from django.utils.translation import gettext as _

from complaints import gate
from complaints.models import Complaint
from complaints.states import ComplaintState
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import Move


def held(pk: UUID, step: Move, by: Actor, version: int) -> Complaint:
    """Lock and return a complaint with which this person may take this step now.

    Raises NotAllowed, StaleState, and RuleBroken for another organ or another state.
    """
    return held_in(pk, step.verb, step.sources, by, version)


def held_in(pk: UUID, verb: str, states: frozenset[str], by: Actor, version: int) -> Complaint:
    """Lock and return a complaint in one of these states, for an act that leaves its state; raises as `held` does."""
    row = Complaint.objects.select_for_update(of=("self",)).select_related("organ", "complainant").get(pk=pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    other = gate.competence(row, by)
    if other is not None:
        raise RuleBroken(other)
    if row.state not in states:
        raise RuleBroken(_why_not(row.state, states))
    if row.trail_seq != version:
        raise StaleState(row_label=row.number)
    return row


def _why_not(state: str, states: frozenset[str]) -> Finding:
    if state == ComplaintState.AWAITING:
        return Finding(_("A supplement is awaited; record it when it comes."), code="supplement_awaited")
    if states == frozenset({ComplaintState.AWAITING}):
        return Finding(_("No supplement is awaited for this complaint."), code="no_supplement_awaited")
    if state == ComplaintState.RECEIVED:
        return Finding(_("This complaint is not accepted yet."), code="not_accepted")
    if states == frozenset({ComplaintState.RECEIVED}):
        return Finding(_("The acceptance of this complaint is decided already."), code="decided")
    message = _("This is not possible any more: the complaint is “%(state)s”.")
    return Finding(message % {"state": ComplaintState(state).label}, code="other_state")
