"""The page of a list: one keyset page of rows with its columns, conditions, orders and the layout of the reader."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString

from foundation.accounts.doors import Request
from foundation.desk.keyset import AFTER, BEFORE, Page, page_of
from foundation.desk.lists import layouts, saved_views
from foundation.desk.lists.addresses import without
from foundation.desk.lists.declaring import BulkAct, Column, ListSpec
from foundation.desk.lists.layouts import Layout
from foundation.desk.lists.registry import known
from foundation.desk.lists.selecting import ORDER, Conditions, conditions_of, order_of, within
from foundation.desk.lists.writing import control, written

REGION = "list"
PARTS = {REGION: "desk/list_region.html", "related": "desk/list_related.html"}


@dataclass(frozen=True)
class Head:
    """The head of a column: its link to the order it stands for, and how the list is sorted by it now."""

    column: Column
    url: str
    sorted: str
    on_phone: bool


@dataclass(frozen=True)
class Shown:
    """Everything the templates of lists read, under the name `list`."""

    spec: ListSpec
    title: str
    region: str
    heads: list[Head]
    lines: list[SafeString]
    page: Page[Any]
    filters: Any
    fields: list[tuple[Any, SafeString]]
    chips: list[dict[str, Any]]
    clear_url: str
    orders: list[dict[str, Any]]
    order_said: Any
    layout: Layout
    query: str
    permalink: str
    readable: bool
    sizes: list[dict[str, Any]]
    kept: list[tuple[str, str]]
    tabs: list[saved_views.Tab]
    acts: list[BulkAct]
    read_at: datetime

    @property
    def beside(self) -> list[ListSpec]:
        """The lists of parts of the same rows; whoever sees this one sees them."""
        return [known(code) for code in self.spec.beside if known(code).verb == self.spec.verb]

    @property
    def narrowed(self) -> bool:
        """Whether conditions are in force."""
        return bool(self.chips)


def list_page(request: Request, spec: ListSpec, template: str = "desk/list.html", **context: Any) -> HttpResponse:
    """Answer a request for a list. htmx gets the region alone, from the same address; 422 for an unreadable condition.

    A detail page that shows the list as one of its parts asks with the target `related`: it gets table and pages,
    whose links name the list itself.

    `context` may hold `title` and `figure` (a Drill) and whatever the template asks for besides.
    """
    title = context.pop("title", None) or str(spec.title)
    shown = show(request, spec, title=title)
    part = PARTS.get(request.headers.get("HX-Target", ""))
    context |= {"list": shown, "title": title}
    response = render(request, part or template, context, status=200 if shown.readable else 422)
    patch_vary_headers(response, ["HX-Target"])
    return response


def show(request: Request, spec: ListSpec, *, title: str = "") -> Shown:
    """Read the address and put the page of the list together."""
    params = request.GET
    conditions = conditions_of(spec, request.actor, params)
    views = saved_views.views_of(spec, request.actor)
    layout = layouts.layout_of(spec, request.actor, params, saved_views.view_asked(views, params))
    order = order_of(spec, params)
    page = page_of(spec.narrow(within(order, conditions.rows)), order, params, size=layout.size)
    whole = request.headers.get("HX-Target") != "related"
    acts = [act for act in spec.bulk if request.actor.may(act.verb)] if whole else []
    if spec.prepare is not None:
        spec.prepare(page.rows)
    return Shown(
        spec=spec,
        title=title or str(spec.title),
        region=REGION,
        heads=[_head(spec, column, params, layout) for column in layout.columns],
        lines=written(spec, page.rows, layout, choosable=bool(acts)),
        page=page,
        filters=conditions.filters,
        fields=[(field, control(field)) for field in conditions.filters.form.visible_fields()],
        chips=chips_of(conditions, params),
        clear_url=spec.url,
        orders=_orders(spec, params),
        order_said=order.said,
        layout=layout,
        query=without(params, AFTER, BEFORE).urlencode(),
        permalink=request.build_absolute_uri(),
        readable=conditions.readable,
        sizes=_sizes(params, layout),
        kept=[(name, params[name]) for name in (ORDER, layouts.SIZE, saved_views.VIEW) if params.get(name)],
        tabs=saved_views.tabs(spec, views, request.actor, params, counted="counts" in params),
        acts=acts,
        read_at=timezone.now(),
    )


def _head(spec: ListSpec, column: Column, params: QueryDict, layout: Layout) -> Head:
    on_phone = layout.is_on_phone(column)
    if not column.order:
        return Head(column, "", "", on_phone)
    present, own = order_of(spec, params), spec.orders[column.order]
    is_present = present.code == own.code
    asked = own.turned if is_present and present == own else own
    sign = "" if asked == own else "-"
    sorted_by = ("descending" if present.descending else "ascending") if is_present else ""
    return Head(column, _with(params, ORDER, f"{sign}{own.code}"), sorted_by, on_phone)


def _orders(spec: ListSpec, params: QueryDict) -> list[dict[str, Any]]:
    """The orders as links, for phones, where the heads of the table are not seen."""
    present = order_of(spec, params)
    return [
        {"text": order.label, "href": _with(params, ORDER, order.code), "current": order == present}
        for order in spec.orders.values()
    ]


def _sizes(params: QueryDict, layout: Layout) -> list[dict[str, Any]]:
    return [
        {"text": str(size), "href": _with(params, layouts.SIZE, str(size)), "current": size == layout.size}
        for size in layouts.SIZES
    ]


def _with(params: QueryDict, name: str, value: str) -> str:
    """Return the address with one parameter changed, at the first page."""
    changed = without(params, AFTER, BEFORE, name)
    changed[name] = value
    return f"?{changed.urlencode()}"


def chips_of(conditions: Conditions, params: QueryDict) -> list[dict[str, Any]]:
    """Return the conditions in force, each in words and with the address that drops it."""
    chips = []
    form = conditions.filters.form
    for name, field in form.fields.items():
        value = params.get(name)
        if value and name not in form.errors:
            words = dict(getattr(field, "choices", ())).get(value, value)
            dropped = without(params, AFTER, BEFORE, name).urlencode()
            chips.append({"label": field.label, "value": words, "remove_url": f"?{dropped}"})
    return chips
