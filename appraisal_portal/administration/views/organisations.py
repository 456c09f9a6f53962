"""Organisations: organs, institutions, associations and case-handling organs."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from appraisal_portal.administration.describing import organisation_detail, organisation_facts, postings_at
from appraisal_portal.administration.forms import ContactForm, OrganisationForm
from appraisal_portal.administration.lists import ORGANISATIONS
from foundation.accounts.actions.contacting import keep_contact
from foundation.accounts.actions.opening import open_organisation
from foundation.accounts.catalogue import KEEP_CONTACT, OPEN_ORGANISATION, VIEW_ACCOUNTS
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.models import Organisation
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.keyset import Order, page_of
from foundation.desk.lists.showing import list_page

LATEST = Order("latest", gettext_lazy("Latest first"), ("valid_from", "id"), descending=True)


@staff_page(VIEW_ACCOUNTS.code)
@require_GET
def organisation_list(request: Request) -> HttpResponse:
    """The bodies the posting sees."""
    may_open = request.actor.may(OPEN_ORGANISATION.code)
    return list_page(request, ORGANISATIONS, "administration/organisations.html", may_open=may_open)


@staff_page(VIEW_ACCOUNTS.code)
@require_GET
def organisation_page(request: Request, pk: UUID) -> HttpResponse:
    """One body: its facts and its last events."""
    body = _visible(request, pk)
    context = {"facts": organisation_facts(body), "entries": recent(body.stream)}
    detail = organisation_detail(body, request.actor)
    return show(request, detail, "overview", "administration/organisation.html", context)


@staff_page(VIEW_ACCOUNTS.code)
@require_GET
def organisation_postings(request: Request, pk: UUID) -> HttpResponse:
    """Who acts for a body, the latest posting first."""
    body = _visible(request, pk)
    page = page_of(postings_at(body, request.actor), LATEST, request.GET)
    context = {"page": page, "today": timezone.localdate()}
    return show(
        request,
        organisation_detail(body, request.actor),
        "postings",
        "administration/organisation_postings.html",
        context,
    )


@staff_page(VIEW_ACCOUNTS.code)
@require_GET
def organisation_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a body."""
    return show_trail(request, organisation_detail(_visible(request, pk), request.actor))


def _visible(request: Request, pk: UUID) -> Organisation:
    rows = Organisation.objects.visible_to(request.actor).select_related("division", "parent")
    return get_object_or_404(rows, pk=pk)


@staff_page(OPEN_ORGANISATION.code)
@require_http_methods(["GET", "POST"])
def organisation_new(request: Request) -> HttpResponseBase:
    """Enter a body."""
    form = OrganisationForm(typed(request), actor=request.actor)

    def act(given: dict[str, Any]) -> Answer:
        return {"organisation": open_organisation(by=request.actor, **given).pk}

    answer = attempt_once(request, form, act, scope="organisation_new")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The organisation is entered. Accounts can now be opened for it."))
        return redirect("administration:organisations")
    return render(request, "administration/organisation_new.html", {"form": form}, status=status_of(request, form))


@staff_page(KEEP_CONTACT.code)
@require_http_methods(["GET", "POST"])
def organisation_contact(request: Request, pk: Any) -> HttpResponseBase:
    """Write how an organ of one's own area is reached by everybody."""
    seen = Organisation.objects.visible_to(request.actor).published()
    body = get_object_or_404(seen, pk=pk)
    form = ContactForm(typed(request), body=body)
    if attempt(request, form, lambda given: keep_contact(body, by=request.actor, **given)) is not None:
        messages.success(request, _("The contacts of %(name)s are published.") % {"name": body.name})
        return redirect("contacts")
    context = {"form": form, "body_shown": body}
    return render(request, "administration/organisation_contact.html", context, status=status_of(request, form))
