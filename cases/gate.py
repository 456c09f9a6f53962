"""What the law asks before an entrustment may be accepted, as far as the portal can know it.

The findings never keep anybody from filing: whether to accept is the institution's decision (程序通则 arts. 13–15,
18, 19). They stand beside the button before it is pressed, and on the page of the entrustment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from appraisers.models import Appraiser
from cases.entrustments.filing import Filing
from cases.models import Entrustment
from foundation.audit.errors import Finding
from foundation.exchange.cells.identifiers import case_number_key
from foundation.law import queries as law
from foundation.law.models import Category
from institutions.models import Institution

REGISTERED: Final = "山东省司法鉴定条例第五条"
SCOPE: Final = "司法鉴定程序通则第十五条第一项、山东省司法鉴定条例第三十条第一项"
MATERIALS: Final = "司法鉴定程序通则第十四条、第十五条第二项"
MATERIAL_FIELDS: Final = "司法鉴定程序通则第十二条"
PURPOSE: Final = "司法鉴定程序通则第十四条、第十五条第三项"
ELSEWHERE: Final = "司法鉴定程序通则第十五条第六项"
AGREEMENT: Final = "司法鉴定程序通则第十六条"
APPRAISERS: Final = "司法鉴定程序通则第十八条、第十九条、山东省司法鉴定条例第三十二条"
APPRAISERS_NEEDED: Final = 2


@dataclass(frozen=True)
class Material:
    """Of one material: how it is called, and which statutory particulars are missing (as labels)."""

    name: str
    missing: tuple[Any, ...]


@dataclass(frozen=True)
class Asked:
    """What the gate looks at on a day: an entrustment on file, or one that is being written."""

    on: date
    institution: Institution
    category: Category | None
    reference_key: str = ""
    purpose: str = ""
    has_facts: bool = False
    materials: tuple[Material, ...] = ()
    entrustment_id: UUID | None = None


@dataclass(frozen=True)
class Verdict:
    """The findings of the gate, hard ones first, and what was found in order, in words."""

    findings: tuple[Finding, ...]
    passed: tuple[str, ...]


Check = Callable[[Asked], Finding | None]


def may_accept(entrustment: Entrustment, on: date) -> Verdict:
    """Say what stands against accepting an entrustment on a day."""
    return judge(asked_of(entrustment, on))


def judge(asked: Asked) -> Verdict:
    """Apply every check; those that may be overridden with a reason come last."""
    found: list[Finding] = []
    passed: list[str] = []
    for check, words in CHECKS:
        finding = check(asked)
        if finding is None:
            passed.append(str(words))
        else:
            found.append(finding)
    return Verdict(tuple(sorted(found, key=lambda finding: finding.overridable)), tuple(passed))


def asked_of(entrustment: Entrustment, on: date) -> Asked:
    """Return what the gate looks at in an entrustment on file."""
    return Asked(
        on=on,
        institution=entrustment.institution,
        category=law.categories().get(entrustment.category_id),
        reference_key=entrustment.reference_key,
        purpose=entrustment.purpose,
        has_facts=entrustment.facts is not None,
        materials=tuple(Material(row.name, _missing(row)) for row in entrustment.materials.all()),
        entrustment_id=entrustment.pk,
    )


def asked_in(filing: Filing, institution: Institution, on: date) -> Asked:
    """Return what the gate looks at in an entrustment that is being written."""
    return Asked(
        on=on,
        institution=institution,
        category=law.categories().get(filing.category),
        reference_key=case_number_key(filing.client_reference),
        purpose=filing.purpose.strip(),
        has_facts=bool(filing.facts.strip()),
        materials=tuple(Material(row.name, _missing(row)) for row in filing.materials),
    )


_PARTICULARS: Final = (
    ("kind", gettext_lazy("kind")),
    ("quantity", gettext_lazy("quantity")),
    ("condition", gettext_lazy("properties")),
    ("preservation", gettext_lazy("state of preservation")),
    ("received_on", gettext_lazy("day received")),
)


def _missing(material: Any) -> tuple[Any, ...]:
    return tuple(label for name, label in _PARTICULARS if not getattr(material, name))


def _licence(asked: Asked) -> Finding | None:
    institution = asked.institution
    if institution.licence_from <= asked.on <= institution.licence_until:
        return None
    return Finding(
        _("The practice licence is not valid on this day"),
        REGISTERED,
        fact=_("Licence %(number)s is valid from %(first)s to %(last)s.")
        % {
            "number": institution.licence_number,
            "first": institution.licence_from.isoformat(),
            "last": institution.licence_until.isoformat(),
        },
        way_out=_("Return the entrustment with the reason, or wait until the renewal is on record."),
        code="licence_not_valid",
    )


def _in_practice(asked: Asked) -> Finding | None:
    institution = asked.institution
    if institution.status == Institution.Status.NORMAL:
        return None
    return Finding(
        _("The institution is not in practice"),
        REGISTERED,
        fact=_("Its registration says: %(status)s.") % {"status": institution.get_status_display()},
        way_out=_("Tell the client to entrust another institution."),
        code="not_in_practice",
    )


def _scope(asked: Asked) -> Finding | None:
    if asked.category is None or asked.category.practice_code in asked.institution.practice_codes:
        return None
    names = law.categories()
    held = [names[code].name for code in asked.institution.practice_codes if code in names]
    return Finding(
        _("The category is outside the business scope of the institution"),
        SCOPE,
        field="category",
        fact=_("Entrusted: %(category)s. Registered: %(held)s.")
        % {"category": _practice_name(asked.category), "held": "、".join(held) or _("nothing")},
        way_out=_("Tell the client to entrust another institution, or apply for the additional scope first."),
        code="outside_scope",
    )


def _appraisers(asked: Asked) -> Finding | None:
    if asked.category is None or asked.category.practice_code not in asked.institution.practice_codes:
        return None  # outside the scope nobody can be certified here; that is said already
    certified = Appraiser.objects.filter(institution=asked.institution).certified_for(
        asked.category.practice_code, asked.on
    )
    count = certified.count()
    if count >= APPRAISERS_NEEDED:
        return None
    return Finding(
        _("Fewer than two appraisers are certified for this category"),
        APPRAISERS,
        field="category",
        fact=ngettext(
            "%(count)d appraiser holds a certificate for %(category)s that is valid on %(day)s.",
            "%(count)d appraisers hold a certificate for %(category)s that is valid on %(day)s.",
            count,
        )
        % {"count": count, "category": _practice_name(asked.category), "day": asked.on.isoformat()},
        way_out=_("Refuse the entrustment, or have the certificates put in order before deciding."),
        code="too_few_appraisers",
    )


def _elsewhere(asked: Asked) -> Finding | None:
    """The same case of the client, in the same category, at another institution. Which one is not told."""
    if asked.category is None or not asked.reference_key:
        return None
    same = Entrustment.objects.with_reference(asked.reference_key, asked.category.practice_code)
    if not same.exclude(institution=asked.institution).exists():
        return None
    return Finding(
        _("The same matter may be entrusted to another institution at the same time"),
        ELSEWHERE,
        field="client_reference",
        fact=_("An open entrustment with the same case reference and category is on file elsewhere in the province."),
        way_out=_("Ask the client which entrustment stands, and have the other one withdrawn."),
        overridable=True,
        code="filed_elsewhere",
    )


def _twice(asked: Asked) -> Finding | None:
    if asked.category is None or not asked.reference_key:
        return None
    same = Entrustment.objects.with_reference(asked.reference_key, asked.category.practice_code)
    here = same.filter(institution=asked.institution)
    own = (here.exclude(pk=asked.entrustment_id) if asked.entrustment_id else here).first()
    if own is None:
        return None
    return Finding(
        _("This institution has an open entrustment with the same reference and category"),
        field="client_reference",
        fact=_("It is filed under %(code)s, received on %(day)s.")
        % {"code": own.code, "day": own.received_on.isoformat()},
        way_out=_("Compare both; if it is the same entrustment, withdraw one."),
        overridable=True,
        code="filed_twice",
    )


def _purpose(asked: Asked) -> Finding | None:
    if asked.purpose:
        return None
    return Finding(
        _("The purpose of the appraisal is not stated"),
        PURPOSE,
        field="purpose",
        fact=_("Without it nobody can say whether the purpose is lawful."),
        way_out=_("Ask the client and fill it in."),
        code="purpose_missing",
    )


def _facts(asked: Asked) -> Finding | None:
    if asked.has_facts:
        return None
    return Finding(
        _("The basic facts of the case are not stated"),
        AGREEMENT,
        field="facts",
        fact=_("The letter of entrustment has to state them."),
        way_out=_("Ask the client for a short account and fill it in."),
        code="facts_missing",
    )


def _materials(asked: Asked) -> Finding | None:
    if asked.materials:
        return None
    return Finding(
        _("No appraisal materials are on record"),
        MATERIALS,
        field="materials",
        fact=_("Whether they are complete and sufficient cannot be judged."),
        way_out=_("Record what was handed over, or ask the client to supplement it."),
        code="materials_missing",
    )


def _particulars(asked: Asked) -> Finding | None:
    lacking = [row for row in asked.materials if row.missing]
    if not lacking:
        return None
    return Finding(
        _("Particulars of the materials are missing"),
        MATERIAL_FIELDS,
        field="materials",
        fact=_("; ").join(
            _("%(material)s: %(missing)s")
            % {"material": row.name, "missing": "、".join(str(label) for label in row.missing)}
            for row in lacking
        ),
        way_out=_("Look at the materials together with the client and fill them in."),
        code="particulars_missing",
    )


def _practice_name(category: Category) -> str:
    practice = law.categories().get(category.practice_code)
    return practice.name if practice else category.name


CHECKS: Final[tuple[tuple[Check, Any], ...]] = (
    (_licence, gettext_lazy("The practice licence is valid")),
    (_in_practice, gettext_lazy("The institution is in practice")),
    (_scope, gettext_lazy("The category lies within the business scope")),
    (_appraisers, gettext_lazy("At least two appraisers are certified for the category")),
    (_elsewhere, gettext_lazy("No other institution has an open entrustment with this reference and category")),
    (_twice, gettext_lazy("This institution has no other open entrustment with this reference and category")),
    (_purpose, gettext_lazy("The purpose is stated")),
    (_facts, gettext_lazy("The basic facts are stated")),
    (_materials, gettext_lazy("Appraisal materials are on record")),
    (_particulars, gettext_lazy("Every material has its statutory particulars")),
)
