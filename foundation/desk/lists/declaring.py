"""What is declared of a list: its columns, filters, orders, scope, ready-made views and acts on many rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import django_filters
from django.db import models
from django.http import QueryDict
from django.urls import reverse

from foundation.desk.detail.page import Standing
from foundation.desk.keyset import Order

KINDS = frozenset({"text", "number", "date", "moment", "doc_no", "code"})


@dataclass(frozen=True)
class Column:
    """One column of a list.

    `value` is an attribute path of the row (`"institution.organisation.name"`) or a function of the row; exports
    and API take it as it is. The page writes it by `kind` (text, number, date, moment, doc_no, code), with
    `template`, which is given `row` and `value`, or with `standing` as a state: its shape before its word. `order`
    names the order its head switches to. `shown` columns stand there until somebody chooses, `essential` ones
    always. `personal` values are masked in exports and never leave the portal unsealed. `on_phone` keeps the column
    on a phone when it stands there by itself. `exported` is false for what is a link only.
    """

    code: str
    label: Any
    value: str | Callable[[Any], Any]
    template: str = ""
    standing: Callable[[Any], Standing] | None = None
    kind: str = "text"
    order: str = ""
    shown: bool = True
    essential: bool = False
    personal: bool = False
    on_phone: bool = False
    exported: bool = True

    def of(self, row: Any) -> Any:
        """Return the value of a row; None where something on the path is missing."""
        if callable(self.value):
            return self.value(row)
        value = row
        for step in self.value.split("."):
            value = getattr(value, step, None)
            if value is None:
                return None
        return value() if callable(value) else value


@dataclass(frozen=True)
class BulkAct:
    """An act on many rows: `act(row, by, reason)` is the verb for one row, under the same rules as alone.

    `verb` is the code of the verb; who does not hold it is not offered the act. `warning` is the sentence on the
    page that asks for the reason. Raises what the verb raises: the answer of that row, and the others go on.
    """

    code: str
    label: Any
    verb: str
    act: Callable[[Any, Any, str], Any]
    needs_reason: bool = True
    warning: Any = ""


@dataclass(frozen=True)
class Preset:
    """A ready-made view of a list: words, the conditions as they stand in the address, and how urgent it is."""

    label: Any
    query: str
    tone: str = ""


@dataclass(frozen=True)
class ListSpec:
    """One list. `rows(actor, params)` is scoped to the actor and understands the drill-down of a figure.

    `verb` is the verb of the page's door. The first of `orders` is the default; each is one index. The first
    column is the name of the row. `prepare` is given the rows of a page (or of a piece of an export) at once, to
    fetch what their columns show besides. `names_people`: words searched for may be somebody's name. `label_of`
    names a row in words, `link_of` is its page (None: it has none). `narrow` leaves out of the question what no
    column shows, for pages and exports. `beside` are the codes of lists of parts of the same rows, which the page leads
    to: calibrations beside instruments.
    """

    code: str
    title: Any
    verb: str
    model: type[models.Model]
    rows: Callable[[Any, QueryDict], "models.QuerySet[Any]"]
    filters: type[django_filters.FilterSet]
    orders: Mapping[str, Order]
    columns: tuple[Column, ...]
    route: str
    bulk: tuple[BulkAct, ...] = ()
    presets: tuple[Preset, ...] = ()
    link_of: Callable[[Any], str | None] = field(default=lambda row: None)
    label_of: Callable[[Any], str] = str
    prepare: Callable[[Sequence[Any]], None] | None = None
    narrow: Callable[[Any], Any] = field(default=lambda rows: rows)
    names_people: bool = False
    nothing: Any = ""
    none_fits: Any = ""
    beside: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of the list's page."""
        return reverse(self.route)

    @property
    def model_label(self) -> str:
        """How the page "why can I see this" names the records."""
        return self.model._meta.label

    def column(self, code: str) -> Column:
        """Return a column. Raises KeyError for one that is not declared."""
        return next(column for column in self.columns if column.code == code)

    def act(self, code: str) -> BulkAct | None:
        """Return an act on many rows, None for one that is not declared."""
        return next((act for act in self.bulk if act.code == code), None)
