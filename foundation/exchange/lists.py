"""The list of imports, of all the kinds a posting may see."""

from collections.abc import Callable
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec
from foundation.exchange import kinds
from foundation.exchange.filters import ImportFilter
from foundation.exchange.models import Import
from foundation.exchange.orders import ORDERS
from foundation.exchange.querysets import ImportQuerySet
from foundation.exchange.verbs import VIEW_IMPORTS


def rows(actor: AnyActor, _params: QueryDict) -> ImportQuerySet:
    """The imports the actor may see, of the kinds that are his business."""
    return Import.objects.visible_to(actor).of_kinds(kinds.seen(actor)).for_list()


def _name_of(row: Import) -> str:
    return row.file.name


def _count(name: str) -> Callable[[Import], int | None]:
    """What is not known yet is None."""
    return lambda row: row.counts.get(name)


IMPORTS: Final = ListSpec(
    code="imports",
    title=_("Imports"),
    verb=VIEW_IMPORTS.code,
    model=Import,
    rows=rows,
    filters=ImportFilter,
    orders=ORDERS,
    columns=(
        Column("file", _("File"), "file.name", essential=True),
        Column("kind", _("Kind of sheet"), lambda row: kinds.known(row.kind).words.sheet),
        Column("state", _("State"), "get_state_display", template="exchange/cells/state.html", on_phone=True),
        Column("institution", _("Institution"), "institution.name", on_phone=True),
        Column("uploaded", _("Uploaded"), "uploaded_at", kind="moment", order="newest", on_phone=True),
        Column("rows", _("Rows"), _count("total"), kind="number", on_phone=True),
        Column("loaded", _("Loaded"), _count("loaded"), kind="number", on_phone=True),
        Column("faulty", _("With errors"), _count("faulty"), kind="number", on_phone=True),
        Column("changed", _("Different"), _count("changed"), kind="number", on_phone=True),
        Column("undone", _("Undone"), _count("undone"), kind="number", shown=False),
        Column("finished", _("Finished"), "finished_at", kind="moment", shown=False),
    ),
    route="import_list",
    link_of=Import.get_absolute_url,
    label_of=_name_of,
    nothing=_("No sheet was uploaded yet"),
    none_fits=_("No import meets these conditions."),
)
