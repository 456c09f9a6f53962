"""What belongs to every list: its layout, its tabs with counts, its saved views."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.accounts.acting import PostedActor
from foundation.accounts.doors import Request, own_page
from foundation.audit.errors import RuleBroken
from foundation.desk.forms import LayoutForm, ViewForm
from foundation.desk.lists import layouts, saved_views
from foundation.desk.lists.declaring import ListSpec
from foundation.desk.lists.registry import known
from foundation.desk.lists.selecting import conditions_of
from foundation.desk.lists.showing import chips_of
from foundation.desk.models import SavedView


def seen_list(request: Request, code: str) -> ListSpec:
    """The list, if the posting may enter its page; absent and forbidden are the same 404."""
    try:
        spec = known(code)
    except KeyError:
        raise Http404 from None
    if not request.actor.may(spec.verb):
        raise Http404
    return spec


def posted(request: Request) -> PostedActor:
    """The actor of a page behind a door: signed in, so never a visitor."""
    if not isinstance(request.actor, PostedActor):
        raise Http404
    return request.actor


def address_of(spec: ListSpec, query: str) -> str:
    """The address of a list's page with a query string that came from outside."""
    encoded = QueryDict(query).urlencode()
    return f"{spec.url}?{encoded}" if encoded else spec.url


@own_page
@require_POST
def layout(request: Request, code: str) -> HttpResponseBase:
    """Choose columns, density, page size and keys, or go back to those of the list."""
    spec = seen_list(request, code)
    query = QueryDict(request.POST.get("query", ""), mutable=True)
    query.pop(layouts.SIZE, None)
    form = LayoutForm(request.POST, spec=spec)
    if "standard" in request.POST:
        layouts.forget(spec, by=posted(request))
    elif form.is_valid():
        layouts.remember(spec, by=posted(request), **form.cleaned_data)
        query.pop(saved_views.VIEW, None)
    else:
        messages.error(request, _("These columns could not be read. Choose them again."))
    return redirect(address_of(spec, query.urlencode()))


@own_page
@require_GET
def tabs(request: Request, code: str) -> HttpResponse:
    """The tabs of a list with their counts; the page asks for them when it is there already."""
    spec = seen_list(request, code)
    views = saved_views.views_of(spec, request.actor)
    found = saved_views.tabs(spec, views, request.actor, request.GET, counted=True)
    return render(request, "desk/list_tabs.html", {"spec": spec, "tabs": found, "query": request.GET.urlencode()})


@own_page
@require_GET
def views(request: Request, code: str) -> HttpResponse:
    """One's own views of a list, and those shared in the unit."""
    spec = seen_list(request, code)
    found = saved_views.views_of(spec, request.actor)
    lines = [
        {
            "view": view,
            "own": view.owner_id == request.actor.user_id,
            "url": address_of(spec, f"{view.query}&view={view.pk}"),
        }
        for view in found
    ]
    return render(request, "desk/views.html", {"spec": spec, "lines": lines})


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def view_new(request: Request, code: str) -> HttpResponseBase:
    """Keep the conditions of an address under a name. The conditions stand in the address of this page."""
    spec = seen_list(request, code)
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shown = layouts.layout_of(spec, request.actor, request.GET)
        try:
            view = saved_views.keep(
                spec,
                by=posted(request),
                params=request.GET,
                columns=shown.codes if shown.chosen else [],
                density=shown.density,
                **form.cleaned_data,
            )
        except RuleBroken as refused:
            _beside(form, refused)
        else:
            messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
            return redirect(address_of(spec, f"{view.query}&view={view.pk}"))
    context = {
        "spec": spec,
        "form": form,
        "chips": chips_of(conditions_of(spec, request.actor, request.GET), request.GET),
        "loses_words": spec.names_people and bool(request.GET.get("q")),
        "back": address_of(spec, request.GET.urlencode()),
        "title": _("Save the present conditions"),
    }
    return render(request, "desk/view.html", context, status=422 if request.method == "POST" else 200)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def view_change(request: Request, code: str, pk: int) -> HttpResponseBase:
    """Rename a view of one's own, share it, take it back, or delete it."""
    spec = seen_list(request, code)
    view = _own_view(request, spec, pk)
    form = ViewForm(request.POST or None, initial={"name": view.name, "shared": view.shared})
    if request.method == "POST" and "delete" in request.POST:
        saved_views.discard(view, by=posted(request))
        messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
        return redirect("list_views", code=code)
    if request.method == "POST" and form.is_valid():
        try:
            saved_views.change(view, by=posted(request), **form.cleaned_data)
        except RuleBroken as refused:
            _beside(form, refused)
        else:
            messages.success(request, _("The view is changed."))
            return redirect("list_views", code=code)
    context = {
        "spec": spec,
        "form": form,
        "view": view,
        "chips": chips_of(conditions_of(spec, request.actor, QueryDict(view.query)), QueryDict(view.query)),
        "title": _("Change the view"),
    }
    return render(request, "desk/view.html", context, status=422 if request.method == "POST" else 200)


def _own_view(request: Request, spec: ListSpec, pk: int) -> SavedView:
    rows = SavedView.objects.visible_to(request.actor).filter(list_code=spec.code, owner=request.actor.user_id)
    return get_object_or_404(rows, pk=pk)


def _beside(form: ViewForm, refused: RuleBroken) -> None:
    for finding in refused.findings:
        form.add_error(finding.field if finding.field in form.fields else None, str(finding.message))
