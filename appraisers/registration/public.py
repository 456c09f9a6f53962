"""The public page behind the QR code of a licence or a certificate: what the paper said, and what is registered today.

Whoever holds the code holds the paper. The items on it are public; nothing is told of documents or of who decided.
"""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from appraisers.registration.beside import paper_under
from foundation.accounts.doors import Request, public_page
from foundation.accounts.limits import may_ask
from foundation.accounts.middleware import client_address

MOST: Final = 60
WINDOW: Final = 600
PER_NETWORK: Final = "paper_code"


@public_page
@never_cache
@require_safe
def register_paper(request: Request, code: str) -> HttpResponse:
    """Answer about the paper with this code; an unknown code is told to be unknown, whatever is wrong with it."""
    if not may_ask(PER_NETWORK, client_address(request), most=MOST, seconds=WINDOW):
        return render(request, "errors/429.html", {"retry_after": WINDOW // 60}, status=429)
    paper, now = paper_under(code, timezone.localdate()), timezone.now()
    context = {"paper": paper, "checked_at": now, "host": request.get_host()}
    if paper is None:
        return render(request, "public/paper_unknown.html", context, status=404)
    return render(request, "public/paper.html", context)
