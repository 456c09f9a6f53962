"""The letter of entrustment (司法鉴定委托书, 文书格式 1) from its version, in Chinese whatever language a page has."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils import translation

from appraisers.models import Appraiser
from cases.agreements.grounds import risks
from cases.agreements.money import in_capitals
from cases.agreements.terms import Terms, terms_of
from cases.clients import client_of
from cases.deadlines import clock_from, events_of, opinion_rule
from cases.models import Agreement, Case, EntrustedMaterial, Entrustment
from foundation.accounts.sealed_field import SealedText
from foundation.desk import formats
from foundation.documents import codes
from foundation.documents.papers import render

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "DF1-01": ("number",),
    "DF1-02": ("client",),
    "DF1-03": ("contact_name", "contact_phone"),
    "DF1-04": ("contact_address",),
    "DF1-05": ("officer",),
    "DF1-06": ("institution", "institution_address", "institution_phone"),
    "DF1-07": ("matter", "category"),
    "DF1-08": ("is_reappraisal",),
    "DF1-09": ("purpose",),
    "DF1-10": ("facts",),
    "DF1-11": ("materials",),
    "DF1-12": ("fee", "fee_in_capitals", "fee_terms"),
    "DF1-13": ("delivery", "delivery_address", "copies"),
    "DF1-14": ("materials_return", "materials_keeping"),
    "DF1-15": ("leftover",),
    "DF1-16": ("limit_days", "limit_until", "lawful_days"),
    "DF1-17": ("recused", "recusal_reason"),
    "DF1-18": ("version", "reason"),
    "DF1-19": ("other_terms", "disputes"),
    "DF1-20": ("risks",),
    "DF1-21": ("notes",),
    "DF1-22": ("client",),
    "DF1-23": ("institution",),
}
"""Which values of the paper carry each field of the statutory form (document_fields)."""


def agreement(row: Agreement) -> bytes:
    """Print a version of the letter of entrustment, ready to be signed. Raises PaperFailed.

    It opens what is sealed of the entrustment and of the version, since the letter has to state it.
    """
    return render("cases/agreement", content_of(row))


def content_of(row: Agreement) -> dict[str, Any]:
    """Return what the letter of a version states; what the portal does not know stays empty, for the pen."""
    case = row.case
    with translation.override("zh-hans"):
        return {
            "number": case.case_number,
            "version": row.number,
            "reason": row.reason.splitlines(),
            "agreed_on": row.agreed_on.isoformat(),
            "institution": str(case.institution),
            "licence": case.institution.licence_number,
            "institution_address": case.institution.address,
            "institution_phone": case.institution.telephone,
            "accepted_on": case.accepted_on.isoformat(),
            "effective_on": case.effective_on.isoformat(),
            "matter": case.matter,
            "category": case.category.name_zh,
            "risks": risks(row.agreed_on),
            "code": codes.grouped(case.code),
            **_entrusted(case),
            **_agreed(row, terms_of(row)),
        }


def _entrusted(case: Case) -> dict[str, Any]:
    """What the entrustment states; a case of a ledger has none."""
    row = Entrustment.objects.filter(pk=case.pk).first()
    return {
        "client": client_of(case),
        "reference": row.client_reference if row else "",
        "contact_name": _opened(row.contact_name) if row else "",
        "contact_phone": _opened(row.contact_phone) if row else "",
        "contact_address": _opened(row.contact_address) if row else "",
        "is_reappraisal": row.is_reappraisal if row else False,
        "purpose": row.purpose if row else "",
        "facts": _opened(row.facts).splitlines() if row else [],
        "subjects": [_opened(each.name) for each in row.subjects.all() if each.name] if row else [],
        "materials": [_material(each) for each in row.materials.all()] if row else [],
    }


def _material(row: EntrustedMaterial) -> list[str]:
    received = f"{formats.prose_date(row.received_on, with_year=True)}收到" if row.received_on else ""
    return [
        row.name,
        str(row.get_kind_display()) if row.kind else "",
        row.quantity,
        row.condition,
        row.preservation,
        received,
    ]


def _agreed(row: Agreement, terms: Terms) -> dict[str, Any]:
    case = row.case
    clock = clock_from(case, events_of(case, case.agreements.filter(number__lte=row.number)), row.agreed_on)
    names = Appraiser.objects.filter(pk__in=terms.recused).order_by("id").values_list("person__name", flat=True)
    fee = terms.fee if terms.fee is not None else Decimal(0)
    return {
        "officer": terms.officer,
        "fee": formats.number(fee, 2),
        "fee_in_capitals": in_capitals(fee),
        "fee_terms": terms.fee_terms,
        "delivery": terms.delivery,
        "delivery_address": terms.delivery_address or _address_of(case) if terms.delivery == "mail" else "",
        "delivery_note": terms.delivery_note,
        "copies": terms.copies,
        "materials_return": terms.materials_return,
        "materials_keeping": terms.materials_keeping.splitlines(),
        "leftover": terms.leftover,
        "leftover_weeks": terms.leftover_weeks or 0,
        "leftover_fee": formats.number(terms.leftover_fee, 2) if terms.leftover_fee is not None else "",
        "leftover_note": terms.leftover_note,
        "limit_days": terms.limit_days or 0,
        "limit_until": _day(terms.limit_until),
        "lawful_days": opinion_rule(case.effective_on).amount,
        "due_on": _day(clock.due_on),
        "recused": list(names),
        "recusal_reason": terms.recusal_reason.splitlines(),
        "other_terms": terms.other_terms.splitlines(),
        "disputes": str(row.get_disputes_display()),
        "disputes_note": terms.disputes_note,
        "notes": terms.notes.splitlines(),
    }


def _address_of(case: Case) -> str:
    row = Entrustment.objects.filter(pk=case.pk).first()
    return _opened(row.contact_address) if row else ""


def _opened(sealed: SealedText | None) -> str:
    return sealed.reveal() if sealed else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
