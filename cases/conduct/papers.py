"""The papers of the conduct of a case, from its rows. They are Chinese documents whatever language a page has."""

from django.utils import translation

from cases.clients import client_of
from cases.conduct.states import TIME
from cases.deadlines import EXCLUSIONS, clock_of
from cases.models import Case, Entrustment, Extension, Supplement
from foundation.documents import codes
from foundation.documents.papers import render
from foundation.law import queries as law


def supplement_request(row: Supplement) -> bytes:
    """Print the letter to the client that asks for further materials (程序通则 art. 28). Raises PaperFailed."""
    found = next((each for each in law.grounds(EXCLUSIONS, row.asked_on) if row.ground in each.codes), None)
    with translation.override("zh-hans"):
        supplier = row.get_supplier_display()
    return render(
        "cases/supplement_request",
        {
            **_head(row.case),
            "asked_on": row.asked_on.isoformat(),
            "wanted": row.wanted.splitlines(),
            "supplier": supplier,
            "citations": list(found.citations) if found else [TIME],
        },
    )


def extension_notice(row: Extension) -> bytes:
    """Print the notice of extension to the client (程序通则 art. 28, form 3). Raises PaperFailed.

    The last day is that of the day of approval: a later pause moves it on. Raises LookupError for one that is not
    approved.
    """
    if row.decided_on is None:
        raise LookupError(f"Extension {row.pk} is not approved.")
    due_on = clock_of(row.case, row.decided_on).due_on
    return render(
        "cases/extension_notice",
        {
            **_head(row.case),
            "decided_on": row.decided_on.isoformat(),
            "days": row.days,
            "reason": row.reason.splitlines(),
            "due_on": due_on.isoformat() if due_on else "",
            "article": TIME,
        },
    )


def _head(case: Case) -> dict[str, str]:
    entrusted = Entrustment.objects.filter(pk=case.pk).first()
    return {
        "number": case.case_number,
        "institution": str(case.institution),
        "client": client_of(case),
        "reference": entrusted.client_reference if entrusted else "",
        "matter": case.matter or case.category.name_zh,
        "accepted_on": case.accepted_on.isoformat(),
        "code": codes.grouped(case.code),
    }
