"""What every list page needs from a request: conditions in force, orders as links, one keyset page."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict

from foundation.desk.keyset import AFTER, BEFORE, Order, page_of

PLACE = (AFTER, BEFORE)


def list_context(
    params: QueryDict,
    rows: "QuerySet[Any]",
    filters: type[django_filters.FilterSet],
    orders: Mapping[str, Order],
) -> dict[str, Any]:
    """Return filter, chips, orders and page for the templates of lists; the first order is the default.

    `status` is 422 when a condition cannot be read; its error stands beside the field. An order
    whose first column may be empty leaves out the rows that have no place in it.
    """
    conditions = filters(params, queryset=rows)
    order = orders.get(params.get("order", "")) or next(iter(orders.values()))
    found = conditions.qs
    first = found.model._meta.get_field(order.columns[0])
    if first.null:
        found = found.filter(**{f"{order.columns[0]}__isnull": False})
    return {
        "filter": conditions,
        "chips": _chips(conditions, params),
        "clear_url": "?",
        "orders": [_order_link(choice, params, order) for choice in orders.values()],
        "page": page_of(found, order, params),
        "status": 200 if conditions.form.is_valid() else 422,
    }


def _chips(conditions: django_filters.FilterSet, params: QueryDict) -> list[dict[str, Any]]:
    """Return the conditions in force, each with the address that drops it."""
    if not conditions.form.is_valid():
        return []
    chips = []
    for name, field in conditions.form.fields.items():
        value = params.get(name)
        if value:
            words = dict(getattr(field, "choices", ())).get(value, value)
            chips.append({"label": field.label, "value": words, "remove_url": f"?{_kept(params, name).urlencode()}"})
    return chips


def _order_link(choice: Order, params: QueryDict, present: Order) -> dict[str, Any]:
    changed = _kept(params, "order")
    changed["order"] = choice.code
    return {"text": choice.label, "href": f"?{changed.urlencode()}", "current": choice == present}


def _kept(params: QueryDict, *dropped: str) -> QueryDict:
    """Return the parameters of the address without the place in the list and what is dropped."""
    kept = params.copy()
    for name in (*PLACE, *dropped):
        kept.pop(name, None)
    return kept
