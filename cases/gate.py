"""What the law asks before an entrustment may be accepted, as far as the portal can know it.

The findings never keep anybody from filing: whether to accept is the institution's decision (程序通则 arts. 13–15,
18, 19). They stand beside the button before it is pressed, and on the page of the entrustment.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.asked import Asked, asked_in, asked_of
from cases.models import Entrustment
from cases.standing_checks import STANDING, Check
from foundation.audit.errors import Finding
from foundation.audit.statements import Statement
from foundation.desk import formats

__all__ = ["CHECKS", "Asked", "Verdict", "asked_in", "asked_of", "judge", "may_accept"]

MATERIALS: Final = "司法鉴定程序通则第十四条、第十五条第二项"
MATERIAL_FIELDS: Final = "司法鉴定程序通则第十二条"
PURPOSE: Final = "司法鉴定程序通则第十四条、第十五条第三项"
ELSEWHERE: Final = "司法鉴定程序通则第十五条第六项"
AGREEMENT: Final = "司法鉴定程序通则第十六条"


@dataclass(frozen=True)
class Verdict:
    """The findings of the gate, hard ones first, and what was found in order, in words."""

    findings: tuple[Finding, ...]
    passed: tuple[str, ...]


def may_accept(entrustment: Entrustment, on: date) -> Verdict:
    """Say what stands against accepting an entrustment on a day."""
    return judge(asked_of(entrustment, on))


def judge(asked: Asked) -> Verdict:
    """Apply every check; those that may be overridden with a reason come last."""
    found: list[Finding] = []
    passed: list[str] = []
    for check in CHECKS:
        answer = check(asked)
        if isinstance(answer, str):
            passed.append(answer)
        else:
            found.extend(answer)
    return Verdict(tuple(sorted(found, key=lambda finding: finding.overridable)), tuple(passed))


_AT_ANOTHER: Final[Statement[Any]] = Statement(
    lambda reference, practice, institution: (
        Entrustment.objects.with_reference(reference, practice)
        .exclude(institution=institution)
        .values_list("pk", flat=True)[:1]
    )
)
# Two, so that one other than the entrustment itself is among them where there is one.
_HERE: Final[Statement[Entrustment]] = Statement(
    lambda reference, practice, institution: (
        Entrustment.objects.with_reference(reference, practice)
        .filter(institution=institution)
        .only("code", "received_on")
        .order_by("id")[:2]
    )
)


def _elsewhere(asked: Asked) -> list[Finding] | str:
    """The same case of the client, in the same category, at another institution. Which one is not told."""
    passed = _("No other institution has an open entrustment with this reference and category")
    if asked.category is None or not asked.reference_key:
        return passed
    same = {"reference": asked.reference_key, "practice": asked.category.practice_code}
    if not _AT_ANOTHER.rows(**same, institution=asked.institution.pk):
        return passed
    return [
        Finding(
            _("The same matter may be entrusted to another institution at the same time"),
            ELSEWHERE,
            field="client_reference",
            fact=_(
                "An open entrustment with the same case reference and category is on file elsewhere in the province."
            ),
            way_out=_("Ask the client which entrustment stands, and have the other one withdrawn."),
            overridable=True,
            code="filed_elsewhere",
        )
    ]


def _twice(asked: Asked) -> list[Finding] | str:
    passed = _("This institution has no other open entrustment with this reference and category")
    if asked.category is None or not asked.reference_key:
        return passed
    same = {"reference": asked.reference_key, "practice": asked.category.practice_code}
    here = _HERE.rows(**same, institution=asked.institution.pk)
    own = next((row for row in here if row.pk != asked.entrustment_id), None)
    if own is None:
        return passed
    return [
        Finding(
            _("This institution has an open entrustment with the same reference and category"),
            field="client_reference",
            fact=_("It is filed under %(code)s, received on %(day)s.")
            % {"code": own.code, "day": own.received_on.isoformat()},
            way_out=_("Compare both; if it is the same entrustment, withdraw one."),
            overridable=True,
            code="filed_twice",
        )
    ]


def _purpose(asked: Asked) -> list[Finding] | str:
    if asked.purpose:
        return _("The purpose is stated")
    return [
        Finding(
            _("The purpose of the appraisal is not stated"),
            PURPOSE,
            field="purpose",
            fact=_("Without it nobody can say whether the purpose is lawful."),
            way_out=_("Ask the client and fill it in."),
            code="purpose_missing",
        )
    ]


def _facts(asked: Asked) -> list[Finding] | str:
    if asked.has_facts:
        return _("The basic facts are stated")
    return [
        Finding(
            _("The basic facts of the case are not stated"),
            AGREEMENT,
            field="facts",
            fact=_("The letter of entrustment has to state them."),
            way_out=_("Ask the client for a short account and fill it in."),
            code="facts_missing",
        )
    ]


def _materials(asked: Asked) -> list[Finding] | str:
    if asked.materials:
        return _("Appraisal materials are on record")
    return [
        Finding(
            _("No appraisal materials are on record"),
            MATERIALS,
            field="materials",
            fact=_("Whether they are complete and sufficient cannot be judged."),
            way_out=_("Record what was handed over, or ask the client to supplement it."),
            code="materials_missing",
        )
    ]


def _particulars(asked: Asked) -> list[Finding] | str:
    lacking = [row for row in asked.materials if row.missing]
    if not lacking:
        return _("Every material has its statutory particulars")
    return [
        Finding(
            _("Particulars of the materials are missing"),
            MATERIAL_FIELDS,
            field="materials",
            fact=_("; ").join(
                _("%(material)s: %(missing)s") % {"material": row.name, "missing": formats.listed(row.missing)}
                for row in lacking
            ),
            way_out=_("Look at the materials together with the client and fill them in."),
            code="particulars_missing",
        )
    ]


CHECKS: Final[tuple[Check, ...]] = (*STANDING, _elsewhere, _twice, _purpose, _facts, _materials, _particulars)
