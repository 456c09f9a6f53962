"""Accounts: the list, one account with its postings, opening, disabling, resetting."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisal_portal.administration.describing import user_detail
from appraisal_portal.administration.forms import AccountForm, ReasonForm, ResetForm
from appraisal_portal.administration.lists import USERS
from foundation.accounts.actions.disabling import disable, enable
from foundation.accounts.actions.opening import NewAccount, open_account
from foundation.accounts.actions.resetting import start_reset
from foundation.accounts.catalogue import OPEN_ORGANISATION, VIEW_ACCOUNTS
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.models import User
from foundation.accounts.queries import users_seen_by
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page


@staff_page(VIEW_ACCOUNTS.code)
@require_GET
def user_list(request: Request) -> HttpResponse:
    """The users of whom the posting sees a posting."""
    may_open = request.actor.may(OPEN_ORGANISATION.code)
    return list_page(request, USERS, "administration/users.html", may_open_organisations=may_open)


@staff_page(VIEW_ACCOUNTS.code)
@require_http_methods(["GET", "POST"])
def user_new(request: Request) -> HttpResponseBase:
    """Open an account. The code for the first password is on the answer, once."""
    form = AccountForm(typed(request), actor=request.actor)
    opened: list[NewAccount] = []

    def act(given: dict[str, Any]) -> Answer:
        account = open_account(by=request.actor, **given)
        opened.append(account)  # the code is on this answer only; what is kept for a second sending is the address
        return {"url": reverse("administration:user", args=[account.user.pk])}

    answer = attempt_once(request, form, act, scope="user_new")
    if opened:
        return _show_code(request, opened[0].user, opened[0].code, opened=True)
    if answer is not None:
        messages.warning(
            request,
            _("The first sending opened this account and showed its code once. If it is lost, ask for a new password."),
        )
        return redirect(answer["url"])
    return render(request, "administration/user_new.html", {"form": form}, status=status_of(request, form))


@staff_page(VIEW_ACCOUNTS.code)
@require_GET
def user_page(request: Request, pk: int) -> HttpResponse:
    """One account: its postings, and what can be done with it."""
    user = get_object_or_404(users_seen_by(request.actor), pk=pk)
    detail = user_detail(user, request.actor)
    context = {
        "account": user,
        "entries": recent(*detail.streams),
        "today": timezone.localdate(),
        "is_own": user.pk == request.actor.user_id,
    }
    return show(request, detail, "overview", "administration/user.html", context)


@staff_page(VIEW_ACCOUNTS.code)
@require_GET
def user_trail(request: Request, pk: int) -> HttpResponse:
    """The trail of an account and of the postings one sees."""
    user = get_object_or_404(users_seen_by(request.actor), pk=pk)
    return show_trail(request, user_detail(user, request.actor))


@staff_page(VIEW_ACCOUNTS.code)
@require_http_methods(["GET", "POST"])
def disable_user(request: Request, pk: int) -> HttpResponseBase:
    """Disable an account."""
    title = _("Disable the account")
    what = _("The user can no longer sign in. Open sessions end with their next request. The postings stay on record.")
    return _with_reason(request, pk, disable, title, what, _("The account is disabled."))


@staff_page(VIEW_ACCOUNTS.code)
@require_http_methods(["GET", "POST"])
def enable_user(request: Request, pk: int) -> HttpResponseBase:
    """Enable a disabled account."""
    title = _("Enable the account")
    what = _("The user can sign in again with the old password. The postings in force work again.")
    return _with_reason(request, pk, enable, title, what, _("The account is enabled."))


@staff_page(VIEW_ACCOUNTS.code)
@require_http_methods(["GET", "POST"])
def reset_user(request: Request, pk: int) -> HttpResponseBase:
    """Start a reset. The code is on the answer, once."""
    user = get_object_or_404(users_seen_by(request.actor), pk=pk)
    form = ResetForm(typed(request))
    code = attempt(request, form, lambda given: start_reset(user, by=request.actor, **given))
    if code is not None:
        return _show_code(request, user, code, opened=False)
    context = {
        "form": form,
        "account": user,
        "title": _("Ask for a new password"),
        "what": _(
            "The old password stops working at once and all sessions end. You get a code for the user; "
            "nobody but the user sets or sees the password."
        ),
        "button": _("Ask for a new password"),
    }
    return render(request, "administration/user_act.html", context, status=status_of(request, form))


def _with_reason(
    request: Request, pk: int, verb: Callable[..., User], title: str, what: str, done: str
) -> HttpResponseBase:
    user = get_object_or_404(users_seen_by(request.actor), pk=pk)
    form = ReasonForm(typed(request))

    def act(given: dict[str, Any]) -> User:
        return verb(user, by=request.actor, reason=given["reason"])

    if attempt(request, form, act) is not None:
        messages.success(request, done)
        return redirect("administration:user", pk=pk)
    context = {"form": form, "account": user, "title": title, "what": what, "button": title}
    return render(request, "administration/user_act.html", context, status=status_of(request, form))


def _show_code(request: Request, user: User, code: str, *, opened: bool) -> HttpResponse:
    """Show a code once: it is on this answer and nowhere else."""
    return render(request, "administration/user_code.html", {"account": user, "code": code, "opened": opened})
