"""Showing what is sealed of an entrustment: recorded first, opened afterwards."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions.revealing import Revealed
from cases.clients import client_is_personal, client_of
from cases.models import Entrustment
from cases.verbs import REVEAL
from foundation.accounts.sealed_field import SealedText
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.reasons import lacking


@dataclass(frozen=True)
class RevealedEntrustment:
    """What is sealed or masked of an entrustment, for one answer to one person.

    `subjects` are in the order of filing; `client_name` is empty where the page names the client anyway.
    """

    client_name: str
    contact_name: str
    contact_phone: str
    contact_address: str
    facts: str
    subjects: list[Revealed]


def reveal_entrustment(entrustment: Entrustment, *, by: Actor, reason: str) -> RevealedEntrustment:
    """Return what is sealed of an entrustment in plain text.

    The event is committed before anything is opened (architecture, decision 5). Raises NotAllowed, and
    RuleBroken without a reason.
    """
    if not by.may(REVEAL.code, entrustment):
        raise NotAllowed(REVEAL.code, _("Your posting does not allow this act."))
    findings = lacking(reason)
    if findings:
        raise RuleBroken(findings)
    with transaction.atomic(durable=True):
        trail.append(entrustment.stream, REVEAL.code, by=by, reason=reason.strip())
    subjects = [
        Revealed(_opened(row.name), _opened(row.identity_number)) for row in entrustment.subjects.order_by("position")
    ]
    return RevealedEntrustment(
        client_name=client_of(entrustment) if client_is_personal(entrustment.client_kind) else "",
        contact_name=_opened(entrustment.contact_name),
        contact_phone=_opened(entrustment.contact_phone),
        contact_address=_opened(entrustment.contact_address),
        facts=_opened(entrustment.facts),
        subjects=subjects,
    )


def _opened(sealed: SealedText | None) -> str:
    return sealed.reveal() if sealed else ""
