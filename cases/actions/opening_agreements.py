"""Showing what is under seal in the letter of entrustment: recorded first, opened afterwards."""

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from cases.agreements.terms import SEALED
from cases.models import Agreement, Case
from cases.verbs import REVEAL
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.reasons import lacking

AGREEMENT: Final = "agreement"


def open_sealed(case: Case, *, by: Actor, reason: str) -> dict[int, dict[str, str]]:
    """Return what is under seal in the versions of the letter of a case, by number and term, in plain text.

    The event is committed before anything is opened. Raises NotAllowed, and RuleBroken without a reason.
    """
    if not by.may(REVEAL.code, case):
        raise NotAllowed(REVEAL.code, _("Your posting does not allow this act."))
    findings = lacking(reason)
    if findings:
        raise RuleBroken(findings)
    with transaction.atomic(durable=True):
        trail.append(case.stream, REVEAL.code, by=by, facts={"opened": [AGREEMENT]}, reason=reason.strip())
    rows = Agreement.objects.filter(case=case)
    return {row.number: {name: text for name in SEALED if (text := _opened(row, name))} for row in rows}


def _opened(row: Agreement, name: str) -> str:
    sealed = getattr(row, name)
    return sealed.reveal() if sealed is not None else ""
