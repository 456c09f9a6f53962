"""The legal tables: lists, one entry with its history, amending and ending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisal_portal.administration.filters import GroundFilter, LawFilter
from appraisal_portal.administration.law_forms import LABELS, AmendForm, EndForm
from foundation.accounts.catalogue import AMEND_LAW, READ_LAW
from foundation.accounts.doors import Request, staff_page
from foundation.accounts.timeline import timeline
from foundation.desk.filling.attempting import attempt, status_of, typed
from foundation.desk.keyset import Order
from foundation.desk.listing import list_context
from foundation.law import queries
from foundation.law.actions.amending import amend, end
from foundation.law.models import Dated
from foundation.law.tables import LIST_TITLES, TABLES, LegalTable, table_of

_COLUMNS = {"grounds": ("list_code", "position", "id"), "categories": ("position", "code"), "divisions": ("code",)}


@staff_page(READ_LAW.code)
@require_GET
def tables(request: Request) -> HttpResponse:
    """The first table; conditions in the address come along."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("administration:law_table", args=["sources"]) + (f"?{query}" if query else ""))


@staff_page(READ_LAW.code)
@require_GET
def table(request: Request, slug: str) -> HttpResponse:
    """The rows of one table, with filters for wording, day and confidence."""
    legal = _table(slug)
    order = Order("code", _("By code"), _COLUMNS.get(slug, ("code", "id")))
    filters = GroundFilter if slug == "grounds" else LawFilter
    context = list_context(request.GET, queries.rows_of(legal), filters, {order.code: order})
    views = [
        {
            "href": reverse("administration:law_table", args=[each.slug]),
            "text": each.title,
            "current": each.slug == slug,
            "unconfirmed": queries.to_be_confirmed(each),
        }
        for each in TABLES
    ]
    context |= {"legal": legal, "views": views, "lists": LIST_TITLES, "may_amend": request.actor.may(AMEND_LAW.code)}
    return render(request, "administration/law_table.html", context, status=context["status"])


@staff_page(READ_LAW.code)
@require_GET
def row(request: Request, slug: str, code: str) -> HttpResponse:
    """One entry: every wording it had, newest first, and its trail."""
    legal = _table(slug)
    wordings = _wordings(legal, code)
    newest = wordings[0]
    context = {
        "legal": legal,
        "code": code,
        "newest": newest,
        "wordings": [{"row": each, "columns": _columns(legal, each)} for each in wordings],
        "entries": timeline(newest.stream),
        "may_amend": request.actor.may(AMEND_LAW.code) and newest.effective_to is None,
    }
    return render(request, "administration/law_row.html", context)


@staff_page(AMEND_LAW.code)
@require_http_methods(["GET", "POST"])
def amend_row(request: Request, slug: str, code: str) -> HttpResponseBase:
    """Amend, correct or confirm an entry."""
    legal, present = _table(slug), _wordings(_table(slug), code)[0]
    form = AmendForm(typed(request), row=present)

    def act(given: dict[str, Any]) -> Dated:
        return amend(
            present,
            by=request.actor,
            values=form.values(),
            effective_from=given["effective_from"],
            reason=given["reason"],
            version=given["version"],
        )

    if attempt(request, form, act) is not None:
        messages.success(request, _("The entry %(code)s was amended. The earlier wording is kept.") % {"code": code})
        return redirect("administration:law_row", slug=slug, code=code)
    context = {"form": form, "legal": legal, "code": code, "present": present}
    return render(request, "administration/law_amend.html", context, status=status_of(request, form))


@staff_page(AMEND_LAW.code)
@require_http_methods(["GET", "POST"])
def end_row(request: Request, slug: str, code: str) -> HttpResponseBase:
    """End an entry without successor."""
    legal, present = _table(slug), _wordings(_table(slug), code)[0]
    form = EndForm(typed(request), row=present)
    if attempt(request, form, lambda given: end(present, by=request.actor, **given)) is not None:
        messages.success(request, _("The entry %(code)s has a last day now.") % {"code": code})
        return redirect("administration:law_row", slug=slug, code=code)
    context = {"form": form, "legal": legal, "code": code, "present": present}
    return render(request, "administration/law_end.html", context, status=status_of(request, form))


def _table(slug: str) -> LegalTable:
    legal = table_of(slug)
    if legal is None:
        raise Http404
    return legal


def _wordings(legal: LegalTable, code: str) -> list[Any]:
    """Return every wording of a code, newest first. Raises Http404."""
    if "\0" in code:
        raise Http404
    rows: list[Any] = list(queries.rows_of(legal).filter(code=code).order_by("-effective_from"))
    former = queries.former_rows(legal)
    if former is not None:
        rows += list(former.filter(code=code).order_by("-effective_from"))
    if not rows:
        raise Http404
    return rows


def _columns(legal: LegalTable, wording: Any) -> list[tuple[str, Any]]:
    """Return the columns beyond the shared ones that say something, with their labels."""
    given = {name: getattr(wording, name) for name in legal.own if hasattr(wording, name)}
    given |= getattr(wording, "details", None) or {}
    given.pop("details", None)
    return [(LABELS.get(name, name), value) for name, value in given.items() if value not in ("", None)]
