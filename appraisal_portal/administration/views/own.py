"""One's own account, and setting a new password with a code."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from appraisal_portal.administration.forms import NewPasswordForm
from foundation.accounts import lockout
from foundation.accounts.acting import PostedActor
from foundation.accounts.actions.resetting import set_password_with_code
from foundation.accounts.doors import Request, own_page, public_page
from foundation.accounts.middleware import client_address
from foundation.accounts.queries import end_other_sessions, sessions_of
from foundation.accounts.sessions import postings_of
from foundation.accounts.timeline import timeline
from foundation.audit import trail


@own_page
@require_GET
def account(request: Request) -> HttpResponse:
    """Postings, sessions, second factor, language, and what happened to the account."""
    assert isinstance(request.actor, PostedActor)  # noqa: S101  (own_page lets no visitor in)
    user = request.actor.user
    context = {
        "account": user,
        "own_postings": postings_of(user),
        "sessions": sessions_of(user, request.session.session_key),
        "entries": timeline(user.stream, limit=20),
    }
    return render(request, "administration/own_account.html", context)


@own_page
@require_POST
def end_sessions(request: Request) -> HttpResponseBase:
    """End one's sessions on all other machines."""
    assert isinstance(request.actor, PostedActor)  # noqa: S101  (own_page lets no visitor in)
    user = request.actor.user
    ended = end_other_sessions(user, request.session.session_key)
    trail.append(user.stream, "user.ended_sessions", by=request.actor, facts={"sessions": ended})
    messages.success(
        request,
        ngettext("%(count)d other session was ended.", "%(count)d other sessions were ended.", ended)
        % {"count": ended},
    )
    return redirect("own_account")


@public_page
@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "POST"])
def new_password(request: Request) -> HttpResponseBase:
    """Set a password with the code an administrator handed over. Wrong codes are slowed like wrong passwords."""
    form = NewPasswordForm(request.POST or None)
    if form.is_valid() and _set(request, form):
        messages.success(request, _("The new password is set. Sign in with it."))
        return redirect("account_login")
    return render(request, "administration/new_password.html", {"form": form}, status=422 if form.is_bound else 200)


def _set(request: Request, form: NewPasswordForm) -> bool:
    username, address = form.cleaned_data["username"], client_address(request)
    until = lockout.blocked_until(username, address)
    if until is not None:
        words = _("Too many failed attempts from your network. Try again after %(time)s.")
        form.add_error(None, words % {"time": timezone.localtime(until).strftime("%H:%M:%S")})
        return False
    try:
        user = set_password_with_code(
            username=username, code=form.cleaned_data["code"], password=form.cleaned_data["password"]
        )
    except ValidationError as weak:
        form.add_error("password", weak)
        return False
    if user is None:
        lockout.failed(username, address)
        form.add_error(
            "code",
            _("Sign-in name and code do not fit, or the code is used or older than 24 hours. Ask for a new one."),
        )
        return False
    lockout.succeeded(username, address)
    return True
