"""Discarding a draft, on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.accounts.doors import Request, own_page
from foundation.desk.actions import drafting
from foundation.desk.filling import registry
from foundation.desk.models import Draft


@own_page
@require_http_methods(["GET", "POST"])
def discard_draft(request: Request, pk: UUID) -> HttpResponseBase:
    """Ask, then drop one's own draft."""
    draft = get_object_or_404(Draft.objects.visible_to(request.actor), pk=pk)
    form = registry.known(draft.form)
    if request.method == "POST":
        drafting.discard(draft.pk, by=request.actor)
        messages.success(request, _("The draft is discarded."))
        return redirect(form.url)
    (shown,) = registry.shown([draft])
    return render(request, "desk/draft_discard.html", {"long_form": form, **shown})
