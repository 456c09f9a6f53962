"""The rows behind an address: scope, figure and filters, without a page."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding, RuleBroken
from foundation.desk.keyset import Order
from foundation.desk.lists.declaring import ListSpec

ORDER = "order"


@dataclass(frozen=True)
class Conditions:
    """The filters of an address, read. `rows` are those that meet the readable ones."""

    filters: django_filters.FilterSet
    rows: "QuerySet[Any]"

    @property
    def readable(self) -> bool:
        """Whether every condition could be read."""
        return bool(self.filters.form.is_valid())


def conditions_of(spec: ListSpec, actor: AnyActor, params: QueryDict) -> Conditions:
    """Read the conditions of an address over what the actor may see."""
    filters = spec.filters(params, queryset=spec.rows(actor, params))
    return Conditions(filters, filters.qs)


def selected(spec: ListSpec, actor: AnyActor, params: QueryDict) -> "QuerySet[Any]":
    """Return the rows that an address selects for an actor: scope, filters and figure, all pages, in no order.

    Raises RuleBroken when a condition cannot be read: an export or an act on "all that match" must never
    reach further than the person meant. Raises Http404 for a figure that does not exist.
    """
    conditions = conditions_of(spec, actor, params)
    if not conditions.readable:
        fields = conditions.filters.form.fields
        raise RuleBroken(
            [
                Finding(_("%(field)s: %(problem)s") % {"field": fields[name].label, "problem": problem}, field=name)
                for name, problems in conditions.filters.form.errors.items()
                for problem in problems
            ]
        )
    return within(order_of(spec, params), conditions.rows) if ORDER in params else conditions.rows


def order_of(spec: ListSpec, params: QueryDict) -> Order:
    """Return the order that an address asks for (`order=due`, turned round `order=-due`), else the first."""
    asked = params.get(ORDER, "")
    order = spec.orders.get(asked.removeprefix("-"))
    if order is None:
        return next(iter(spec.orders.values()))
    return order.turned if asked.startswith("-") else order


def within(order: Order, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Leave out the rows that have no place in an order: those outside its index, those without a value."""
    if order.only is not None:
        rows = rows.filter(order.only)
    if rows.model._meta.get_field(order.columns[0]).null:
        rows = rows.filter(**{f"{order.columns[0]}__isnull": False})
    return rows
