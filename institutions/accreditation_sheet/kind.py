"""The sheet of accreditations as a kind of import, and its corrections in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.desk import formats
from foundation.exchange.actions.deciding import values_in
from foundation.exchange.kinds import Change, CorrectionRules, ImportKind, Outcome, Words
from foundation.exchange.models import Correction, Import
from foundation.exchange.sheets.mapping import MappedRows
from institutions.accreditation_sheet.checks import Context, check_sheet
from institutions.accreditation_sheet.columns import ACCREDITATION_SHEET
from institutions.accreditation_sheet.messages import ACCREDITATION_MESSAGES
from institutions.actions import loading_accreditations as loading
from institutions.covering import named
from institutions.models import Accreditation
from institutions.roster.comparing import from_json
from institutions.roster.kind import area_of
from institutions.verbs import KEEP_ACCREDITATIONS

KIND: Final = "accreditation_sheet"
_LABELS = {column.name: column.label for column in ACCREDITATION_SHEET.columns}


def _check(imported: Import, mapped: MappedRows) -> Outcome:
    return check_sheet(mapped, Context(imported.as_of, area_of(imported)))


def changes(corrections: Sequence[Correction]) -> list[list[Change]]:
    """What each of these corrections would change."""
    return [
        [
            Change(
                str(_LABELS[name]), _shown(name, values_in(row.old).get(name)), _shown(name, values_in(row.new)[name])
            )
            for name in row.fields
        ]
        for row in corrections
    ]


def _shown(name: str, value: Any) -> str:
    read = from_json(name, value)
    if isinstance(read, date):
        return formats.table_date(read)
    if name == "methods":
        return "、".join(read or ())
    if name == "covers":
        return named(read or ())
    return str(Accreditation.Level(read).label) if name == "level" and read else str(read or "")


def _page(key: UUID) -> str:
    return f"{reverse('accreditation_list')}?certificate={key}"


ACCREDITATIONS: Final = ImportKind(
    code=KIND,
    label=_("Sheet of accreditations"),
    verb=KEEP_ACCREDITATIONS,
    spec=ACCREDITATION_SHEET,
    messages=ACCREDITATION_MESSAGES,
    words=Words(
        sheet=_("Sheet of accreditations"),
        record=_("Certificate of accreditation"),
        template=_("Template of the sheet of accreditations"),
        about=_("Certificates of accreditation, one a row; the exported list of accreditations has the same columns."),
        new=_("Certificates the register does not have yet."),
        loaded=_("New certificates, each with an event."),
        see=_("See the accreditations"),
    ),
    check=_check,
    load=loading.load_sheet,
    created=lambda imported: Accreditation.objects.filter(import_id=imported.pk),
    loaded_url=lambda import_id: f"{reverse('accreditation_list')}?loaded={import_id}",
    corrections=CorrectionRules(verb=KEEP_ACCREDITATIONS, take_over=loading.take_over, changes=changes, page=_page),
    why_no_undo=_(
        "A certificate is not undone by an import. Correct a wrong entry by a corrected sheet, or end the certificate."
    ),
    position=3,
)
