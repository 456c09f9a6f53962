"""Granting and ending postings."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from appraisal_portal.administration.forms import EndPostingForm, PostingForm
from foundation.accounts.actions.posting import end_posting, grant_posting
from foundation.accounts.catalogue import VIEW_ACCOUNTS
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.models import Posting
from foundation.accounts.queries import users_seen_by
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed


@staff_page(VIEW_ACCOUNTS.code)
@require_http_methods(["GET", "POST"])
def posting_new(request: Request, pk: int) -> HttpResponseBase:
    """Give a user a posting."""
    user = get_object_or_404(users_seen_by(request.actor), pk=pk)
    form = PostingForm(typed(request), actor=request.actor)

    def act(given: dict[str, Any]) -> Answer:
        return {"posting": grant_posting(user, by=request.actor, **given).pk}

    answer = attempt_once(request, form, act, scope="posting_new")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The posting is granted. The user finds it at the next page."))
        return redirect("administration:user", pk=pk)
    context = {"form": form, "account": user}
    return render(request, "administration/posting_new.html", context, status=status_of(request, form))


@staff_page(VIEW_ACCOUNTS.code)
@require_http_methods(["GET", "POST"])
def posting_end(request: Request, pk: Any) -> HttpResponseBase:
    """End a posting, at once or after a day."""
    seen = Posting.objects.visible_to(request.actor).select_related("organisation", "user__person")
    posting = get_object_or_404(seen, pk=pk)
    form = EndPostingForm(typed(request), posting=posting)
    if attempt(request, form, lambda given: end_posting(posting, by=request.actor, **given)) is not None:
        messages.success(request, _("The posting has ended or has a last day now. Access follows at once."))
        return redirect("administration:user", pk=posting.user_id)
    context = {"form": form, "posting_shown": posting, "account": posting.user}
    return render(request, "administration/posting_end.html", context, status=status_of(request, form))
