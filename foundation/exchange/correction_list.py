"""The list of corrections of all sheets a posting decides about, and deciding many of them at once."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import RuleBroken
from foundation.desk.lists import BulkAct, Column, ListSpec, Preset
from foundation.exchange import kinds
from foundation.exchange.actions.deciding import decide
from foundation.exchange.filters import CorrectionFilter
from foundation.exchange.models import Correction, Import
from foundation.exchange.orders import CORRECTION_ORDERS
from foundation.exchange.verbs import VIEW_IMPORTS


def rows(actor: AnyActor, _params: QueryDict) -> "QuerySet[Correction]":
    """The corrections of the sheets whose corrections the posting decides."""
    decided = [kind for kind in kinds.seen(actor) if actor.may(kind.corrections.verb)]
    seen = Import.objects.visible_to(actor).of_kinds(decided)
    return Correction.objects.filter(source__in=seen).select_related("source__file", "source__institution")


def _with_changes(found: Sequence[Correction]) -> None:
    """Read what each correction would change, kind by kind, so that names are looked up once."""
    ordered = sorted(found, key=lambda row: row.source.kind)
    for kind, group in groupby(ordered, key=lambda row: row.source.kind):
        members = list(group)
        for row, changes in zip(members, kinds.known(kind).corrections.changes(members), strict=True):
            row.changes = changes  # type: ignore[attr-defined]  # for the column


def _decided(row: Correction, by: Any, reason: str, *, take_over: bool) -> None:
    """Decide one correction. Raises RuleBroken when somebody decided it before."""
    if not decide(row.source, by=by, take_over=take_over, reason=reason, corrections=[row.pk]):
        raise RuleBroken(translated("This correction was decided already."))


def _take_over(row: Correction, by: Any, reason: str) -> None:
    _decided(row, by, reason, take_over=True)


def _leave(row: Correction, by: Any, reason: str) -> None:
    _decided(row, by, reason, take_over=False)


def _page_of(row: Correction) -> str:
    return kinds.known(row.source.kind).corrections.page(row.target)


def _label_of(row: Correction) -> str:
    return row.label


TAKE_OVER: Final = BulkAct(
    "apply",
    _("Take the sheet's values over"),
    VIEW_IMPORTS.code,
    _take_over,
    warning=_("The records get the values of the sheet. Old and new values are both kept."),
)
LEAVE: Final = BulkAct(
    "leave",
    _("Leave the records as they are"),
    VIEW_IMPORTS.code,
    _leave,
    warning=_("The records stay as they are. The refusal is kept with the values of the sheet."),
)
CORRECTIONS: Final = ListSpec(
    code="corrections",
    title=_("Corrections to confirm"),
    verb=VIEW_IMPORTS.code,
    model=Correction,
    rows=rows,
    filters=CorrectionFilter,
    orders=CORRECTION_ORDERS,
    columns=(
        Column("record", _("Record"), "label", kind="doc_no", essential=True),
        Column(
            "changes",
            _("On file → in the sheet"),
            "changes",
            template="exchange/cells/changes.html",
            personal=True,
            on_phone=True,
            exported=False,
        ),
        Column("institution", _("Institution"), "source.institution.name"),
        Column("file", _("File"), "source.file.name", template="exchange/cells/sheet.html", on_phone=True),
        Column("row", _("Row"), "row", kind="number", order="import"),
        Column("decision", _("Decision"), "get_decision_display", on_phone=True),
        Column("decided", _("Decided at"), "decided_at", kind="moment", shown=False),
        Column("reason", _("Reason"), "reason", shown=False),
    ),
    route="correction_list",
    bulk=(TAKE_OVER, LEAVE),
    presets=(Preset(_("To be decided"), "decision=pending"),),
    link_of=_page_of,
    label_of=_label_of,
    prepare=_with_changes,
    nothing=_("No correction is on file here yet."),
    none_fits=_("No correction meets these conditions."),
)
