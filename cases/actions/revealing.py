"""Showing who is behind a case: recorded first, opened afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.clients import client_is_personal, client_of
from cases.models import Case, Subject
from cases.verbs import REVEAL
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.reasons import lacking

CLIENT, SUBJECTS = "client", "subjects"
NOTHING_SEALED = gettext_lazy("The ledger names no subject, and the client is named in full.")


@dataclass(frozen=True)
class Revealed:
    """The plain identity of one subject, for one answer to one person."""

    name: str
    identity_number: str


@dataclass(frozen=True)
class Identities:
    """What was opened: the subjects, and the client where the client's name is masked (else empty)."""

    subjects: Sequence[Revealed]
    client: str = ""


def sealed_parts(case: Case) -> list[str]:
    """Return what of a case is under seal or masked: "client", "subjects"."""
    parts = [CLIENT] if client_is_personal(case.client_kind) and case.client_name else []
    return [*parts, SUBJECTS] if Subject.objects.filter(case=case).exists() else parts


def open_identities(case: Case, *, by: Actor, reason: str) -> Identities:
    """Return the subjects of a case and its masked client in plain text.

    The event is committed before anything is opened, so that no look goes unrecorded even when the
    answer fails (architecture, decision 5). Raises NotAllowed; RuleBroken without a reason, or where
    there is nothing to open.
    """
    if not by.may(REVEAL.code, case):
        raise NotAllowed(REVEAL.code, _("Your posting does not allow this act."))
    findings = lacking(reason)
    if findings:
        raise RuleBroken(findings)
    parts = sealed_parts(case)
    if not parts:
        raise RuleBroken(Finding(str(NOTHING_SEALED)))
    with transaction.atomic(durable=True):
        trail.append(case.stream, REVEAL.code, by=by, facts={"opened": parts}, reason=reason.strip())
    return Identities(
        [
            Revealed(
                subject.name.reveal() if subject.name else "",
                subject.identity_number.reveal() if subject.identity_number else "",
            )
            for subject in Subject.objects.filter(case=case)
        ],
        client_of(case) if CLIENT in parts else "",
    )
