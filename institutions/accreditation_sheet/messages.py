"""What can be wrong with a row of a sheet of accreditations, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Message
from institutions.gate import WORDS
from institutions.roster.messages import READING

_COMPARE = _("Compare with the certificate and correct it.")
ACCREDITATION_MESSAGES: Final[Mapping[str, Message]] = {
    "roster_number": READING["roster_number"],
    "missing": WORDS["missing"],
    "outside_area": READING["outside_area"],
    "accreditation_kind": Message(_("This is no kind of accreditation."), _("Write CMA or CNAS.")),
    "accreditation_level": Message(_("This is neither national nor provincial."), _("Write 国家级 or 省级.")),
    "institution_unknown": Message(
        _("No institution with this name or licence number is on file."),
        _("Import the roster of institutions first, or write the registered name or the licence number."),
    ),
    "institution_ambiguous": Message(
        _("Several institutions have this name."), _("Write the licence number of the institution.")
    ),
    "category_unknown": Message(
        _("No category or item has this name: %(detail)s."), _("Write the names or codes of the official documents.")
    ),
    "category_ambiguous": Message(
        _("Several items of the licence have this name: %(detail)s."), _("Write the code of the item.")
    ),
    "beyond_licence": Message(
        _("The licence does not name the practice category of: %(detail)s."),
        _("Enter the item in the scope of the licence first, or correct the row."),
    ),
    "ends_before_begins": Message(_("The accreditation ends before it begins (%(detail)s)."), _COMPARE),
    "begins_in_future": Message(_("The accreditation begins after today (%(detail)s)."), _COMPARE),
    "duplicate_certificate": Message(
        _("The same certificate stands in other rows (rows %(detail)s)."),
        _("Keep one row for each certificate, or correct the number."),
    ),
}
