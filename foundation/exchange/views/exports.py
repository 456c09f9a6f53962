"""Exports: ordering one, one's own, one while it is written, its file."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from foundation.accounts.acting import PostedActor
from foundation.accounts.doors import Request, staff_page
from foundation.audit.errors import RuleBroken
from foundation.audit.once import digest_of, once
from foundation.desk.keyset import AFTER, BEFORE, CAP, Order, page_of
from foundation.desk.lists import ListSpec, all_lists, known, selected
from foundation.desk.lists.addresses import without
from foundation.desk.lists.layouts import SIZE
from foundation.documents.names import attachment_header
from foundation.exchange.actions import exporting
from foundation.exchange.exports import presenting
from foundation.exchange.exports.words import MOST_ROWS, conditions_in_words, title_of
from foundation.exchange.forms import ExportForm
from foundation.exchange.models import Export
from foundation.exchange.verbs import MAKE_EXPORT

NEWEST = Order("newest", "", ("requested_at", "id"), descending=True)
_KEY_LENGTH = 64


def actor_of(request: Request) -> PostedActor:
    """The posted actor of a request; the door lets nobody else in."""
    assert isinstance(request.actor, PostedActor)  # noqa: S101  (staff_page)
    return request.actor


def seen_export(request: Request, pk: UUID) -> Export:
    """One's own export of the present posting; everybody else's is absent."""
    return get_object_or_404(Export.objects.visible_to(request.actor).select_related("file"), pk=pk)


@staff_page(MAKE_EXPORT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def export_new(request: Request) -> HttpResponseBase:
    """Order an export of a list: `list`, `query` and perhaps each selected `row` come from the list's page.

    Without `ordered` the page asks which file and which columns. The same form sent twice orders once.
    """
    given = request.POST if request.method == "POST" else request.GET
    spec = _spec(given.get("list", ""))
    actor = actor_of(request)
    exporting.insist_on_rights(spec, actor)
    query = without(QueryDict(given.get("query", "")), AFTER, BEFORE, SIZE).urlencode()
    picked = [] if given.get("all") else given.getlist("row")
    ordered = request.method == "POST" and "ordered" in given
    asked = given.get("format", "")
    form = ExportForm(given if ordered else None, spec=spec, initial={"form": asked} if asked else None)
    if ordered and form.is_valid():
        try:
            pk = _order(actor, spec, query, picked, form, given.get("key", ""))
        except RuleBroken as broken:
            for finding in broken.findings:
                form.add_error(finding.field if finding.field in form.fields else None, _told(finding))
        else:
            return redirect("export", pk=pk)
    return _ask(request, spec, actor, query, picked, form, 422 if ordered else 200)


def _spec(code: str) -> ListSpec:
    try:
        return known(code)
    except KeyError:
        raise Http404 from None


def _told(finding: Any) -> str:
    return f"{finding.message} {finding.way_out}".strip()


def _order(actor: PostedActor, spec: ListSpec, query: str, picked: list[str], form: ExportForm, key: str) -> str:
    """Order once for the key of the form; the second time its answer is that of the first."""
    wanted = {"columns": form.cleaned_data["columns"], "form": form.cleaned_data["form"]}

    def act() -> dict[str, Any]:
        export = exporting.order(spec, by=actor, query=query, picked=picked, **wanted)
        return {"export": str(export.pk)}

    if not key or len(key) > _KEY_LENGTH:
        return str(act()["export"])
    digest = digest_of({"list": spec.code, "query": query, "picked": picked, **wanted})
    return str(once(f"exports.make:{actor.user.pk}", key, digest, act)[0]["export"])


def _ask(
    request: Request, spec: ListSpec, actor: PostedActor, query: str, picked: list[str], form: ExportForm, status: int
) -> HttpResponse:
    params = QueryDict(query)
    rows = selected(spec, actor, params)[: CAP + 1].count() if not picked else len(picked)
    context = {
        "spec": spec,
        "title": title_of(spec, params, actor),
        "conditions": conditions_in_words(spec, params, actor),
        "rows": min(rows, CAP),
        "capped": rows > CAP,
        "most": MOST_ROWS,
        "query": query,
        "picked": picked,
        "form": form,
        "key": presenting.new_key(),
        "back": f"{spec.url}?{query}",
    }
    return render(request, "exchange/export_new.html", context, status=status)


@staff_page(MAKE_EXPORT.code)
@require_GET
def export_list(request: Request) -> HttpResponse:
    """One's own exports in the present posting, the newest first."""
    page = page_of(Export.objects.visible_to(request.actor).select_related("file"), NEWEST, request.GET)
    now = timezone.now()
    rows = [presenting.line_of(row, now) for row in page.rows]
    lists = [spec for spec in all_lists() if request.actor.may(spec.verb)][:2]
    return render(request, "exchange/export_list.html", {"page": page, "rows": rows, "lists": lists})


@staff_page(MAKE_EXPORT.code)
@require_GET
def export_page(request: Request, pk: UUID) -> HttpResponse:
    """One export, as far as it has come."""
    export = seen_export(request, pk)
    context = {
        "export": export,
        "line": presenting.line_of(export, timezone.now()),
        "job": _job(export),
        "list_url": presenting.list_url(export),
    }
    return render(request, "exchange/export.html", context)


@staff_page(MAKE_EXPORT.code)
@require_GET
def export_progress(request: Request, pk: UUID) -> HttpResponse:
    """The running job alone, asked for every two seconds; when it has ended the whole page is read anew."""
    export = seen_export(request, pk)
    response = render(request, "components/job.html", {"job": _job(export)})
    if not export.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


def _job(export: Export) -> dict[str, Any]:
    return presenting.job_of(export, reverse("export_progress", args=[export.pk]))


@staff_page(MAKE_EXPORT.code)
@require_POST
def export_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Give the export up."""
    export = seen_export(request, pk)
    version = request.POST.get("version", "")
    known_version = int(version) if version.isdecimal() and len(version) < 10 else 0
    exporting.cancel(export.pk, by=actor_of(request), version=known_version)
    return redirect("export", pk=pk)


@staff_page(MAKE_EXPORT.code)
@require_safe
def export_file(request: Request, pk: UUID) -> HttpResponseBase:
    """The file, to who ordered it, until it expires; every download is an event."""
    export = seen_export(request, pk)
    if export.file is None:
        raise Http404
    content = exporting.hand_out(export, by=actor_of(request))
    return StreamingHttpResponse(
        content,
        headers={
            "Content-Type": export.file.media_type,
            "Content-Length": str(export.file.size),
            "Content-Disposition": attachment_header(export.file.name),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )
