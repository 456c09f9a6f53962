"""The notice of termination, from the rows of the case. It is a Chinese document whatever language a page has."""

from cases.clients import client_of
from cases.models import Entrustment, Termination
from cases.termination.grounds import ground, items_of
from foundation.documents import codes
from foundation.documents.papers import render


def termination_notice(row: Termination) -> bytes:
    """Print the notice of termination to the client (程序通则 art. 29, 文书格式 4). Raises PaperFailed.

    The ground is worded as on the day of the decision. Raises LookupError when the table of that day does not hold
    it, since a notice without its law may not be printed. What lies on file of the materials comes from the
    entrustment; a case that came with a ledger has none.
    """
    case = row.case
    chosen = ground(row.ground, row.terminated_on)
    if chosen is None:
        raise LookupError(f"No ground {row.ground} on {row.terminated_on}.")
    entrustment = Entrustment.objects.filter(pk=case.pk).first()
    return render(
        "cases/termination_notice",
        {
            "number": case.case_number,
            "institution": str(case.institution),
            "client": client_of(case),
            "reference": entrustment.client_reference if entrustment else "",
            "matter": case.matter,
            "category": case.category.name_zh,
            "accepted_on": case.accepted_on.isoformat(),
            "terminated_on": row.terminated_on.isoformat(),
            "return_until": row.return_until.isoformat(),
            "ground": chosen.name_zh,
            "items": items_of(chosen),
            "reason": row.reason.splitlines(),
            "materials": [[each.name, each.quantity] for each in entrustment.materials.all()] if entrustment else [],
            "code": codes.grouped(case.code),
        },
    )
