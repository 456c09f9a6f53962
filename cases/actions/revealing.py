"""Showing who the subject of a case is: recorded first, opened afterwards."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Subject
from cases.verbs import REVEAL
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken


@dataclass(frozen=True)
class Revealed:
    """The plain identity of one subject, for one answer to one person."""

    name: str
    identity_number: str


def reveal_subjects(case: Case, *, by: Actor, reason: str) -> list[Revealed]:
    """Return the subjects of a case in plain text.

    The event is committed before anything is opened, so that no look goes unrecorded even when the
    answer fails (architecture, decision 5). Raises NotAllowed, and RuleBroken without a reason.
    """
    if not by.may(REVEAL.code, case):
        raise NotAllowed(REVEAL.code, _("Your posting does not allow this act."))
    if not reason.strip():
        raise RuleBroken(Finding(_("Say what you need it for."), field="reason"))
    with transaction.atomic(durable=True):
        trail.append(case.stream, REVEAL.code, by=by, reason=reason.strip())
    return [
        Revealed(
            subject.name.reveal() if subject.name else "",
            subject.identity_number.reveal() if subject.identity_number else "",
        )
        for subject in Subject.objects.filter(case=case)
    ]
