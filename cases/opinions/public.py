"""The public check of an opinion by the code on it: the QR code leads here, so that the code stands in the address.

Whoever holds the code holds the paper. Told are existence, institution, practice numbers, day, pages and state, that
and where it was corrected but not the words, on which ground it was revoked but not the reason, and the hashes of the
printed files, which a browser compares with a file in the hands of its user; nothing about other people.
"""

from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.checking import issued_under
from cases.entrustments.grounds import plain_words_of
from cases.models import IssuedOpinion, OpinionRevocation
from cases.opinions.issued import revoking
from cases.opinions.issued.standing import standing_of
from foundation.accounts.doors import Request, public_page
from foundation.accounts.limits import may_ask
from foundation.accounts.middleware import client_address
from institutions.barring import against
from institutions.standing.state import standing

MOST: Final = 60
WINDOW: Final = 600
PER_NETWORK: Final = "opinion_code"


def shown(issued: IssuedOpinion, today: date) -> dict[str, Any]:
    """Return what everybody may read of an issued opinion; opinion and institution as they stand today.

    `digests` are those of the opinion and of its corrections in their order, for the comparison of a file.
    """
    institution, after = issued.case.institution, standing_of(issued)
    return {
        "issued": issued,
        "after": after,
        "revoked": _revoked(after.revocation) if after.revocation else None,
        "digests": " ".join([issued.sha256, *(each.sha256 for each in after.corrections)]) if issued.sha256 else "",
        "institution": institution,
        "standing": standing(institution, today, against([institution.pk], today)[institution.pk]),
        "url": reverse("register_institution", args=[institution.licence_number]),
        "sha256": " ".join(issued.sha256[at : at + 8] for at in range(0, len(issued.sha256), 8)),
    }


def _revoked(row: OpinionRevocation) -> dict[str, Any]:
    """What everybody may know of a revocation: day, ground and article; the reason stands on the notice alone."""
    chosen = revoking.ground(row.ground, row.revoked_on)
    return {"day": row.revoked_on, "ground": plain_words_of(chosen) if chosen else "", "article": revoking.REVOKING}


@public_page
@never_cache
@require_safe
def check_code(request: Request, code: str) -> HttpResponse:
    """Answer about the opinion with this code; an unknown code is told to be unknown, whatever is wrong with it."""
    if not may_ask(PER_NETWORK, client_address(request), most=MOST, seconds=WINDOW):
        return render(request, "errors/429.html", {"retry_after": WINDOW // 60}, status=429)
    issued, now = issued_under(code), timezone.now()
    if issued is None:
        return render(request, "public/check_unknown.html", {"checked_at": now}, status=404)
    context = {**shown(issued, timezone.localdate()), "checked_at": now, "host": request.get_host()}
    return render(request, "public/check_code.html", context)
