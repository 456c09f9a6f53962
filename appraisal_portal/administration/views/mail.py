"""One's own mail with the numbers of one's work: choosing it, proving the address, stopping it from a mail."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from appraisal_portal.administration.mail_forms import CodeForm, MailForm
from foundation.accounts.acting import PostedActor
from foundation.accounts.actions import mailing
from foundation.accounts.doors import Request, own_page, public_page
from foundation.accounts.models import Digest
from foundation.audit.errors import RuleBroken


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponseBase:
    """Choose how often a mail comes, and where to."""
    actor = _actor(request)
    digest = mailing.digest_of(actor.user)
    form = MailForm(request.POST if request.method == "POST" else None, initial=_initial(digest, actor))
    if form.is_bound and form.is_valid():
        try:
            chosen = mailing.choose(by=actor, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error("address", broken.findings[0].message)
        else:
            waits = chosen.rhythm != Digest.Rhythm.NONE and chosen.verified_at is None
            messages.success(
                request,
                _("A code is on its way to the address. Type it in below.") if waits else _("Your choice is kept."),
            )
            return redirect("mail_choice")
    return _page(request, form, CodeForm(), digest, 422 if form.is_bound else 200)


@own_page
@require_POST
def verify(request: Request) -> HttpResponseBase:
    """Type in the code that was mailed."""
    actor = _actor(request)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            mailing.verify(by=actor, code=form.cleaned_data["code"])
        except RuleBroken as broken:
            form.add_error("code", broken.findings[0].message)
        else:
            messages.success(request, _("The address is proved. Mails come as chosen."))
            return redirect("mail_choice")
    digest = mailing.digest_of(actor.user)
    return _page(request, MailForm(initial=_initial(digest, actor)), form, digest, 422)


@csrf_exempt
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request) -> HttpResponse:
    """Stop the mails, from a link in one, without sign-in (RFC 8058): a form to look at, one click to post.

    The token stops this mail and does nothing else, so a post without a form token of ours does no harm.
    """
    token = request.GET.get("token", "")
    digest = mailing.who_stops(token) if len(token) < 400 else None
    if request.method == "POST" and digest is not None:
        mailing.stop(digest)
    context = {"known": digest is not None, "stopped": request.method == "POST" and digest is not None, "token": token}
    return render(request, "administration/mail_stop.html", context, status=200 if digest is not None else 404)


def _actor(request: Request) -> PostedActor:
    assert isinstance(request.actor, PostedActor)  # noqa: S101  (own_page lets no visitor in)
    return request.actor


def _initial(digest: Digest | None, actor: PostedActor) -> dict[str, str]:
    address = digest.address.reveal() if digest is not None and digest.address is not None else actor.user.email
    return {"rhythm": digest.rhythm if digest is not None else Digest.Rhythm.NONE, "address": address}


def _page(request: Request, form: MailForm, code: CodeForm, digest: Digest | None, status: int) -> HttpResponse:
    context = {
        "form": form,
        "code": code,
        "digest": digest,
        "waits": digest is not None and digest.rhythm != Digest.Rhythm.NONE and digest.verified_at is None,
    }
    return render(request, "administration/mail.html", context, status=status)
