"""How far a complaint is, for whoever filed it: what happened, what comes next and until when. No personal data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints.deadlines import present_clock
from complaints.models import Complaint, SupplementRequest
from complaints.states import RUNNING, ComplaintState
from foundation.clocks.reckoning import Reckoning


@dataclass(frozen=True)
class Step:
    """One step: in words, the day it happened, or else the last day for it (None: no day is set yet)."""

    words: Any
    on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """State in words, steps in their order, and the clock that runs now; none rests or runs after an end."""

    state: Any
    steps: tuple[Step, ...]
    clock: Reckoning | None


@dataclass(frozen=True)
class Awaited:
    """What the organ has asked the complainant for, in its words, and until when."""

    asked_for: str
    answer_by: date


def awaited_of(complaint: Complaint) -> Awaited | None:
    """Return the supplement that is awaited, for whoever has shown number and code; None where none is."""
    asked = SupplementRequest.objects.filter(complaint=complaint).first()
    if complaint.state != ComplaintState.AWAITING or asked is None:
        return None
    return Awaited(asked.asked_for.reveal() if asked.asked_for else "", asked.answer_by)


def progress_of(complaint: Complaint, as_of: date) -> Progress:
    """Return how far a complaint is, by the same clocks as those of the officers."""
    asked = SupplementRequest.objects.filter(complaint=complaint).first()
    steps = [Step(_("Your complaint was received"), complaint.received_on)]
    if asked is not None:
        steps.append(Step(_("You were asked to supplement"), asked.asked_on))
        if asked.answered_on is not None:
            steps.append(Step(_("Your supplement was received"), asked.answered_on))
        elif complaint.state == ComplaintState.AWAITING:
            steps.append(Step(_("Send your supplement"), due_on=asked.answer_by))
    clock = _clock(complaint, as_of)
    steps.extend(_outcome(complaint, clock))
    return Progress(complaint.get_state_display(), tuple(steps), clock)


def _clock(complaint: Complaint, as_of: date) -> Reckoning | None:
    open_states = {*RUNNING, ComplaintState.AWAITING.value}
    return present_clock(complaint, as_of) if complaint.state in open_states else None


def _outcome(complaint: Complaint, clock: Reckoning | None) -> list[Step]:
    due = clock.due_on if clock else None
    if complaint.refused_on is not None:
        return [Step(_("Your complaint was not accepted"), complaint.refused_on)]
    if complaint.abandoned_on is not None:
        return [Step(_("No supplement came; the complaint is deemed abandoned"), complaint.abandoned_on)]
    if complaint.terminated_on is not None:
        accepted = [Step(_("Your complaint was accepted"), complaint.accepted_on)] if complaint.accepted_on else []
        return [*accepted, Step(_("Your complaint ended without a decision"), complaint.terminated_on)]
    if complaint.accepted_on is not None:
        return _after_acceptance(complaint, due)
    if complaint.state == ComplaintState.AWAITING:
        return [Step(_("Decision whether it is accepted"))]
    return [Step(_("Decision whether it is accepted"), due_on=due)]


def _after_acceptance(complaint: Complaint, due: date | None) -> list[Step]:
    steps = [Step(_("Your complaint was accepted"), complaint.accepted_on)]
    if complaint.extended_on is not None:
        steps.append(Step(_("The time for the decision was extended"), complaint.extended_on))
    if complaint.decided_on is None:
        return [*steps, Step(_("Decision about your complaint"), due_on=due)]
    steps.append(Step(_("Your complaint was decided"), complaint.decided_on))
    if complaint.informed_on is None:
        return [*steps, Step(_("The result reaches you in writing"), due_on=due)]
    return [*steps, Step(_("The result was sent to you in writing"), complaint.informed_on)]
