"""Opening the text of an opinion: recorded first, opened afterwards."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, OpinionVersion, SignOff
from cases.opinions.texts import OpinionTexts, opened
from cases.verbs import READ_OPINION
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.reasons import unfit


@dataclass(frozen=True)
class OpenedOpinion:
    """One version in plain text with what was said about it, for one answer to one person."""

    version: OpinionVersion
    texts: OpinionTexts
    said: list[dict[str, Any]]


def read_version(case: Case, *, by: Actor, reason: str, number: int | None = None) -> OpenedOpinion:
    """Return a version of the opinion of a case in plain text, the latest if none is named.

    The event is committed before anything is opened (architecture, decision 5). Raises NotAllowed; RuleBroken without a
    reason, or where there is no such version.
    """
    if not by.may(READ_OPINION.code, case):
        raise NotAllowed(READ_OPINION.code, _("Your posting does not allow this act."))
    findings = unfit(reason)
    if findings:
        raise RuleBroken(findings)
    versions = OpinionVersion.objects.filter(case=case)
    version = versions.filter(number=number).first() if number is not None else versions.first()
    if version is None:
        raise RuleBroken(Finding(_("No version of the opinion is written yet.")))
    with transaction.atomic(durable=True):
        facts = {"version": version.number}
        trail.append(case.stream, READ_OPINION.code, by=by, facts=facts, reason=reason.strip())
    return OpenedOpinion(version, opened(version), _said(case, version))


def _said(case: Case, version: OpinionVersion) -> list[dict[str, Any]]:
    rows = SignOff.objects.filter(case=case, version=version.number).select_related("person")
    plain = ("note", "on_procedure", "on_opinion")
    return [
        {"row": row, **{name: sealed.reveal() if (sealed := getattr(row, name)) else "" for name in plain}}
        for row in rows.order_by("level", "recorded_at", "id")
        if any(getattr(row, name) for name in plain)
    ]
