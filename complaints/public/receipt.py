"""The receipt: shown to the browser that sent the complaint, for an hour; checked by anybody."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints import receipts
from complaints.actions import drafting
from complaints.following import follow_code
from complaints.models import Complaint
from complaints.public import cookie
from complaints.public.following import shown as progress_shown
from complaints.receipt_paper import receipt_paper
from foundation.accounts.doors import Request, public_page
from foundation.accounts.limits import may_ask
from foundation.accounts.middleware import client_address
from foundation.desk.publishing import kept_briefly
from foundation.documents import signing
from foundation.documents.codes import grouped, qr_svg
from foundation.documents.names import attachment_header

SHOWN_FOR: Final = timedelta(hours=1)
MOST: Final = 60
WINDOW: Final = 600


class ReceiptForm(forms.Form):
    """The text of a receipt, as it is printed on it."""

    text = forms.CharField(
        label=gettext_lazy("Text of the receipt"),
        max_length=signing.LONGEST,
        help_text=gettext_lazy("The long line of letters and digits. Line breaks and spaces do not matter."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false", "class": "pt-num"}),
    )


@public_page
@never_cache
@require_safe
def receipt(request: Request) -> HttpResponseBase:
    """Number and code of the complaint that this browser has sent within the hour."""
    complaint = _just_sent(request)
    if complaint is None:
        return redirect("complain_follow" if drafting.sent_before(cookie.key_of(request)) else "complain_new")
    context = {
        **_facts(request, complaint),
        "complaint": complaint,
        "qr": qr_svg(_follow_address()),
        "until": complaint.recorded_at + SHOWN_FOR,
    }
    return render(request, "public/complaint/receipt.html", context)


@public_page
@never_cache
@require_safe
def receipt_pdf(request: Request) -> HttpResponseBase:
    """The same as a paper."""
    complaint = _just_sent(request)
    if complaint is None:
        return redirect("complain_receipt")
    paper = receipt_paper(complaint, grouped(follow_code(cookie.key_of(request))), _follow_address())
    name = _("Receipt %(number)s.pdf") % {"number": complaint.number}
    headers = {"Content-Disposition": attachment_header(name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@public_page
@never_cache
@require_POST
def receipt_done(request: Request) -> HttpResponseBase:
    """The person has kept number and code: the browser forgets its key, and the progress is shown."""
    complaint = _just_sent(request)
    if complaint is None:
        return cookie.take(redirect("complain_follow"))
    return cookie.take(progress_shown(request, complaint))


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt_check(request: Request) -> HttpResponse:
    """Whether a receipt was signed by this portal, and whether the complaint is on file as it was handed in."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "keys": signing.public_keys()}
    if request.method != "POST":
        return render(request, "public/complaint/receipt_check.html", context)
    if not may_ask("complaints.receipt", client_address(request), most=MOST, seconds=WINDOW):
        return render(request, "errors/429.html", {"retry_after": WINDOW // 60}, status=429)
    if not form.is_valid():
        return render(request, "public/complaint/receipt_check.html", context, status=422)
    context = {"found": receipts.checked(form.cleaned_data["text"]), "checked_at": timezone.now()}
    return render(request, "public/complaint/receipt_answer.html", context)


@public_page
@require_safe
@kept_briefly
def signing_keys(_request: Request) -> HttpResponse:
    """The public keys of the server, for whoever checks a signature without the portal."""
    keys = [
        {"key": key.name, "algorithm": signing.ALGORITHM, "active": key.is_active, "public": key.text, "pem": key.pem}
        for key in signing.public_keys()
    ]
    return JsonResponse({"keys": keys})


def _just_sent(request: Request) -> Complaint | None:
    """Return the complaint that this browser has sent, while its receipt is shown."""
    complaint = drafting.sent_before(cookie.key_of(request))
    if complaint is None or complaint.recorded_at + SHOWN_FOR < timezone.now():
        return None
    return complaint


def _facts(request: Request, complaint: Complaint) -> dict[str, Any]:
    signed = receipts.said_by(complaint.receipt)
    return {
        "code": grouped(follow_code(cookie.key_of(request))),
        "received_at": receipts.moment_of(complaint.receipt),
        "digest": signed["digest"],
        "signed": complaint.receipt.text,
    }


def _follow_address() -> str:
    return f"{settings.PORTAL_ORIGIN}{reverse('complain_follow')}"
