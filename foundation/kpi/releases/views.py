"""The pages of releases for staff: their list, one release, counting anew, preparing and publishing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.kpi.models import Release
from foundation.kpi.releases import showing
from foundation.kpi.releases.actions import preparing, publishing
from foundation.kpi.releases.describing import detail_of, facts_of, path_of
from foundation.kpi.releases.forms import ActForm, PrepareForm, RestateForm
from foundation.kpi.releases.lists import RELEASES
from foundation.kpi.releases.recounting import late_rows, recount
from foundation.kpi.releases.states import ReleaseState
from foundation.kpi.verbs import DISCARD, PREPARE, PUBLISH, RESTATE, VIEW_RELEASES


@staff_page(VIEW_RELEASES.code)
@require_GET
def release_list(request: Request) -> HttpResponse:
    """The releases, drafts too."""
    return list_page(request, RELEASES, "kpi/releases/list.html", may_prepare=request.actor.may(PREPARE.code))


@staff_page(PREPARE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def release_prepare(request: Request) -> HttpResponseBase:
    """Freeze the figures of a period as a draft."""
    form = PrepareForm(typed(request))

    def act(given: dict[str, Any]) -> Answer:
        row = preparing.prepare(**given, by=request.actor)
        return {"url": row.get_absolute_url()}

    answer = attempt_once(request, form, act, scope="release_prepare")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The figures are frozen. A leader of the province publishes them."))
        return redirect(answer["url"])
    return render(request, "kpi/releases/prepare.html", {"form": form}, status=status_of(request, form))


@staff_page(VIEW_RELEASES.code)
@require_GET
def release(request: Request, pk: UUID) -> HttpResponse:
    """One release with all its tables, what is held back marked."""
    row = _visible(request, pk)
    context = {
        "row": row,
        "facts": facts_of(row),
        "path": path_of(row),
        "figures": showing.sections(row),
        "entries": recent(row.stream),
    }
    return show(request, detail_of(row, request.actor), "overview", "kpi/releases/release.html", context)


@staff_page(VIEW_RELEASES.code)
@require_GET
def release_recount(request: Request, pk: UUID) -> HttpResponse:
    """The release counted anew just now: identical, or what changed and the rows that explain it."""
    row = _visible(request, pk)
    found = recount(row)
    context = {
        "row": row,
        "found": found,
        "changes": showing.changes(found),
        "redefined": showing.redefined(found),
        "late": late_rows(found, request.actor),
    }
    return show(request, detail_of(row, request.actor), "recount", "kpi/releases/recount.html", context)


@staff_page(VIEW_RELEASES.code)
@require_GET
def release_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a release."""
    return show_trail(request, detail_of(_visible(request, pk), request.actor))


@staff_page(PUBLISH.code)
@require_http_methods(["GET", "HEAD", "POST"])
def release_publish(request: Request, pk: UUID) -> HttpResponseBase:
    """Publish a draft; it can be superseded and never taken back, so that it is asked on a page of its own."""
    form = ActForm(typed(request), initial={"version": _visible(request, pk).trail_seq})
    done = _("Published. The release has its number and its permanent address.")
    return _act(request, pk, form, publishing.publish, "kpi/releases/publish.html", done)


@staff_page(DISCARD.code)
@require_http_methods(["GET", "HEAD", "POST"])
def release_discard(request: Request, pk: UUID) -> HttpResponseBase:
    """Discard a draft."""
    form = ActForm(typed(request), initial={"version": _visible(request, pk).trail_seq})
    return _act(request, pk, form, publishing.discard, "kpi/releases/discard.html", _("The draft is discarded."))


@staff_page(RESTATE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def release_restate(request: Request, pk: UUID) -> HttpResponseBase:
    """Freeze the figures of a published release anew as the draft of its restatement."""
    form = RestateForm(typed(request), initial={"version": _visible(request, pk).trail_seq})
    done = _("The restatement is prepared. A leader of the province publishes it.")
    return _act(request, pk, form, preparing.restate, "kpi/releases/restate.html", done)


def _act(
    request: Request, pk: UUID, form: ActForm, verb: Callable[..., Release], template: str, done: str
) -> HttpResponseBase:
    row = _visible(request, pk)
    after = attempt(request, form, lambda given: verb(pk, by=request.actor, **given))
    if after is not None:
        messages.success(request, done)
        return redirect(after)
    context = {"form": form, "row": row, "is_draft": row.state == ReleaseState.DRAFT}
    context["in_force"] = row.state == ReleaseState.PUBLISHED
    return render(request, template, context, status=status_of(request, form))


def _visible(request: Request, pk: UUID) -> Release:
    return get_object_or_404(Release.objects.visible_to(request.actor).for_list(), pk=pk)
