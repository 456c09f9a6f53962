"""The list of entries of process records, for pages and exports. Their texts are under seal and not in it."""

from typing import Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.conduct.filters import ProcessEntryFilter, kind_words
from cases.conduct.processing import hours_late
from cases.models import ProcessEntry
from cases.orders import PROCESS_ORDERS
from cases.querysets import ProcessEntryQuerySet
from cases.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked


def process_rows(actor: AnyActor, params: QueryDict) -> ProcessEntryQuerySet:
    """The entries the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, ProcessEntry)
    found: ProcessEntryQuerySet = ProcessEntry.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def _kind(row: ProcessEntry) -> str:
    return kind_words(timezone.localdate()).get(row.kind, row.kind)


def _who(row: ProcessEntry) -> str:
    return row.appraiser.person.name if row.appraiser is not None else ""


PROCESS_ENTRIES: Final = ListSpec(
    code="process_entries",
    title=_("Process records"),
    verb=VIEW.code,
    model=ProcessEntry,
    rows=process_rows,
    filters=ProcessEntryFilter,
    orders=PROCESS_ORDERS,
    columns=(
        Column("case", _("Case number"), "case.case_number", kind="doc_no", essential=True),
        Column("number", _("Entry number"), "number", kind="number", on_phone=True),
        Column("kind", _("Kind"), _kind, on_phone=True),
        Column("happened", _("Happened at"), "happened_at", kind="moment", on_phone=True),
        Column("recorded", _("Entered at"), "recorded_at", kind="moment", order="newest"),
        Column("late", _("Hours late"), hours_late, kind="number", on_phone=True),
        Column("who", _("Appraiser"), _who),
        Column("institution", _("Institution"), "institution.organisation.name"),
    ),
    route="process_list",
    presets=(Preset(_("Entered later than 24 hours after"), "prompt=no", "late"),),
    link_of=ProcessEntry.get_absolute_url,
    nothing=_("No process record has an entry yet."),
    none_fits=_("No entry meets these conditions."),
)
