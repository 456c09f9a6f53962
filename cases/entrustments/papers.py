"""The papers about an entrustment, from its rows. They are Chinese documents whatever language a page has."""

from cases.clients import client_of
from cases.deadlines import decision_rule
from cases.entrustments.grounds import DUTY, ground
from cases.models import Completion, Entrustment
from foundation.documents import codes
from foundation.documents.papers import render


def refusal_notice(row: Entrustment) -> bytes:
    """Print the notice of refusal to the client (程序通则 art. 17). Raises PaperFailed.

    The ground is worded as on the day of the decision. Raises LookupError when the table of that day does not
    hold it, since a notice without its law may not be printed.
    """
    chosen = ground(row.refusal_ground, row.refused_on) if row.refused_on else None
    if chosen is None or row.refused_on is None:
        raise LookupError(f"No ground {row.refusal_ground} on {row.refused_on}.")
    return render(
        "cases/refusal_notice",
        {
            "institution": str(row.institution),
            "client": client_of(row),
            "reference": row.client_reference,
            "matter": row.matter,
            "category": row.category.name_zh,
            "received_on": row.received_on.isoformat(),
            "refused_on": row.refused_on.isoformat(),
            "ground": chosen.name_zh,
            "citations": list(chosen.citations),
            "reason": row.refusal_reason.splitlines(),
            "materials": [[each.name, each.quantity] for each in row.materials.all()],
            "code": codes.grouped(row.code),
        },
    )


def completion_request(row: Completion) -> bytes:
    """Print the letter that asks the client to complete an entrustment (程序通则 art. 14). Raises PaperFailed."""
    entrustment = row.entrustment
    return render(
        "cases/completion_request",
        {
            "institution": str(entrustment.institution),
            "client": client_of(entrustment),
            "reference": entrustment.client_reference,
            "matter": entrustment.matter,
            "received_on": entrustment.received_on.isoformat(),
            "asked_on": row.asked_on.isoformat(),
            "wanted": row.wanted.splitlines(),
            "points": row.points,
            "raised": row.raised.splitlines(),
            "period_until": row.period_until.isoformat() if row.period_until else "",
            "limit": decision_rule(entrustment.received_on).amount,
            "article": DUTY,
            "code": codes.grouped(entrustment.code),
        },
    )
