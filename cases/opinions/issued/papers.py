"""The papers of corrections and of a revocation, from their rows: Chinese documents whatever language a page has."""

from django.utils import translation

from cases.clients import client_of
from cases.entrustments.grounds import cited, plain_words_of
from cases.models import Entrustment, IssuedOpinion, OpinionCorrection, OpinionRevocation
from cases.opinions.issued import revoking
from cases.opinions.issued.correction_grounds import ground
from cases.opinions.papers import check_address
from cases.termination.grounds import items_of
from foundation.documents import codes
from foundation.documents.papers import render


def correction_number(issued: IssuedOpinion, number: int) -> str:
    """Return the number of a correction as its paper states it: that of the opinion, and its own within it."""
    return f"{issued.number}（补正第{number}号）"


def correction_paper(row: OpinionCorrection) -> bytes:
    """Print the correction (文书格式 6). It opens the words under seal, since the paper states them.

    Raises PaperFailed, and LookupError when the table of its day does not hold the ground.
    """
    case, issued = row.case, IssuedOpinion.objects.get(case=row.case_id)
    chosen = ground(row.ground, row.corrected_on)
    if chosen is None:
        raise LookupError(f"No ground {row.ground} on {row.corrected_on}.")
    entrustment = Entrustment.objects.filter(pk=case.pk).first()
    with translation.override("zh-hans"):
        part, reason = row.get_part_display(), plain_words_of(chosen)
    return render(
        "cases/opinion_correction",
        {
            "number": correction_number(issued, row.number),
            "institution": str(case.institution),
            "client": client_of(case),
            "reference": entrustment.client_reference if entrustment else "",
            "opinion_number": issued.number,
            "issued_on": issued.issued_on.isoformat(),
            "part": part,
            "location": row.location,
            "ground": reason,
            "citation": cited(chosen),
            "reason": row.reason.splitlines(),
            "old_words": row.old_words.reveal().splitlines() if row.old_words else [],
            "new_words": row.new_words.reveal().splitlines() if row.new_words else [],
            "signer": row.appraiser.person.name,
            "certificate": row.certificate_number,
            "code": codes.grouped(issued.code),
            "link": check_address(issued),
        },
    )


def revocation_notice(row: OpinionRevocation) -> bytes:
    """Print the notice that an opinion is revoked (条例 art. 38).

    Raises PaperFailed, and LookupError when the table of its day does not hold the ground.
    """
    case, issued = row.case, IssuedOpinion.objects.get(case=row.case_id)
    chosen = revoking.ground(row.ground, row.revoked_on)
    if chosen is None:
        raise LookupError(f"No ground {row.ground} on {row.revoked_on}.")
    entrustment = Entrustment.objects.filter(pk=case.pk).first()
    return render(
        "cases/opinion_revocation",
        {
            "number": case.case_number,
            "institution": str(case.institution),
            "client": client_of(case),
            "reference": entrustment.client_reference if entrustment else "",
            "opinion_number": issued.number,
            "issued_on": issued.issued_on.isoformat(),
            "found_on": row.found_on.isoformat(),
            "revoked_on": row.revoked_on.isoformat(),
            "ground": chosen.name_zh,
            "items": items_of(chosen),
            "article": revoking.REVOKING,
            "reason": row.reason.splitlines(),
            "code": codes.grouped(issued.code),
            "link": check_address(issued),
        },
    )
