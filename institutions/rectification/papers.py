"""The letter of a rectification order. A Chinese document whatever language a page has."""

from django.utils.translation import override

from foundation.documents import codes
from foundation.documents.papers import render
from institutions.models import RectificationOrder
from institutions.rectification.grounds import ground, lost_in_words
from institutions.rectification.verbs import BASIS


def letter(row: RectificationOrder) -> bytes:
    """Print the order to the institution, as it was made. Raises PaperFailed, and LookupError without its ground."""
    finding = row.finding
    chosen = ground(finding.ground, finding.found_on)
    if chosen is None:
        raise LookupError(f"No ground {finding.ground} on {finding.found_on}.")
    with override("zh-hans"):
        lost = lost_in_words(finding, marked=False)
    return render(
        "institutions/rectification",
        {
            "organ": row.organ.name,
            "institution": str(row.institution),
            "about": finding.about,
            "ground": lost or chosen.name_zh,
            "article": finding.article,
            "unconfirmed": chosen.to_be_confirmed,
            "description": finding.description.splitlines(),
            "requirement": row.requirement.splitlines(),
            "days": row.days,
            "ordered_on": row.ordered_on.isoformat(),
            "due_on": row.due_on.isoformat(),
            "basis": BASIS,
            "code": codes.grouped(row.code),
        },
    )
