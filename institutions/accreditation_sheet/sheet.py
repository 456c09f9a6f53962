"""The sheet of accreditations as a kind of import: certificates of many institutions, recorded as on their pages."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.kinds import Words
from institutions.accreditation_sheet.columns import ACCREDITATION_SHEET
from institutions.actions import accrediting
from institutions.covering import named
from institutions.models import Accreditation, Institution
from institutions.sheets.columns import codes_of
from institutions.sheets.declaring import Entry, Note, RecordSheet, Seen, house
from institutions.verbs import KEEP_ACCREDITATIONS

FIELDS = {"covers": "categories"}


class AccreditationSheet(RecordSheet):
    """Certificates of accreditation; a renewed one begins on another day and is a record of its own."""

    code = "accreditation_sheet"
    label = _("Sheet of accreditations")
    verb = KEEP_ACCREDITATIONS
    model = Accreditation
    spec = ACCREDITATION_SHEET
    words = Words(
        sheet=_("Sheet of accreditations"),
        record=_("Certificate of accreditation"),
        template=_("Template of the sheet of accreditations"),
        about=_("Certificates of accreditation, one a row; the exported list of accreditations has the same columns."),
        new=_("Certificates the register does not have yet."),
        loaded=_("New certificates, each with an event."),
        see=_("See the accreditations"),
    )
    position = 3
    route = "accreditation_list"
    of_institution = False
    identity = ("kind", "valid_from", "certificate_number")
    compared = ("level", "valid_until", "covers", "methods")
    order = "valid_from"
    columns_of: ClassVar[Mapping[str, str]] = {"categories": "covers"}
    messages: ClassVar[Mapping[str, Message]] = {
        "accreditation_kind": Message(_("This is no kind of accreditation."), _("Write CMA or CNAS.")),
        "accreditation_level": Message(_("This is neither national nor provincial."), _("Write 国家级 or 省级.")),
    }

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Institution | None:
        """What it covers by code."""
        owner = house(values, seen, note)
        if owner is not None:
            values["covers"] = codes_of(values["covers"] or (), owner.practice_codes, note, "covers")
        return owner

    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, Accreditation]:
        """Certificates by institution, kind, first day and number."""
        every = list(entries)
        rows = Accreditation.objects.filter(institution__in={entry.owner.pk for entry in every})
        found = {(row.institution_id, row.kind, row.valid_from, row.certificate_number): row for row in rows}
        return {key: found[key] for entry in every if (key := self.key(entry)) in found}

    def told(self, stored: Accreditation) -> Mapping[str, Any]:
        """Level, last day, what it covers and which methods it names."""
        values = {name: getattr(stored, name) for name in self.compared}
        return {**values, "covers": tuple(stored.covers), "methods": tuple(stored.methods)}

    def record(self, entry: Entry, by: Actor) -> Accreditation:
        """Record it."""
        said = {FIELDS.get(name, name): entry.values[name] for name in (*self.identity, *self.compared)}
        said["methods"] = said["methods"] or ()
        why = gettext("Recorded from a sheet of accreditations.")
        return accrediting.record_accreditation(entry.owner.pk, by=by, reason=why, **said)

    def correct(self, stored: Accreditation, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Correct it."""
        said = {FIELDS.get(name, name): value for name, value in {**self.told(stored), **values}.items()}
        accrediting.correct_accreditation(stored.pk, by=by, version=stored.trail_seq, reason=reason, **said)

    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, Accreditation]:
        """Certificates by key."""
        rows = Accreditation.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")
        return {row.pk: row for row in rows}

    def shown(self, name: str, value: Any) -> str | None:
        """Level and categories in words."""
        if name == "level" and value in Accreditation.Level.values:
            return str(Accreditation.Level(value).label)
        return named(value or ()) if name == "covers" else None

    def page(self, key: UUID) -> str:
        """The list that shows it alone."""
        return f"{reverse('accreditation_list')}?certificate={key}"
