"""The list of the imports of one kind of sheet."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec
from foundation.exchange.filters import ImportFilter
from foundation.exchange.models import Import
from foundation.exchange.orders import ORDERS
from foundation.exchange.querysets import ImportQuerySet


def imports_of(kind: str, *, code: str, title: Any, verb: str, route: str) -> ListSpec:
    """Return the list of the imports of a kind, as its app registers it."""

    def rows(actor: AnyActor, _params: QueryDict) -> ImportQuerySet:
        return Import.objects.visible_to(actor).of_kind(kind).for_list()

    return ListSpec(
        code=code,
        title=title,
        verb=verb,
        model=Import,
        rows=rows,
        filters=ImportFilter,
        orders=ORDERS,
        columns=(
            Column("file", _("File"), "file.name", essential=True),
            Column("state", _("State"), "get_state_display", template="exchange/cells/state.html", on_phone=True),
            Column("institution", _("Institution"), "institution.name", on_phone=True),
            Column("uploaded", _("Uploaded"), "uploaded_at", kind="moment", order="newest", on_phone=True),
            Column("rows", _("Rows"), _count("total"), kind="number", on_phone=True),
            Column("loaded", _("Loaded"), _count("loaded"), kind="number", on_phone=True),
            Column("faulty", _("With errors"), _count("faulty"), kind="number", on_phone=True),
            Column("changed", _("Different"), _count("changed"), kind="number", on_phone=True),
            Column("finished", _("Finished"), "finished_at", kind="moment", shown=False),
        ),
        route=route,
        link_of=_page_of,
        label_of=_name_of,
        nothing=_("No ledger was uploaded yet"),
        none_fits=_("No import meets these conditions."),
    )


def _page_of(row: Import) -> str:
    return reverse("import", args=[row.pk])


def _name_of(row: Import) -> str:
    return row.file.name


def _count(name: str) -> Callable[[Import], int | None]:
    """What is not known yet is None."""
    return lambda row: row.counts.get(name)
