"""What can be wrong with a row of a sheet of records, and what to do about it. Codes are those of the verbs."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Message
from institutions.gate import WORDS
from institutions.roster.messages import READING

_COMPARE: Final = _("Compare with the document and correct it.")
OTHER: Final = "refused"
SHARED: Final[Mapping[str, Message]] = {
    "roster_number": READING["roster_number"],
    "missing": WORDS["missing"],
    "outside_area": READING["outside_area"],
    "institution_unknown": Message(
        _("No institution with this name or licence number is on file."),
        _("Import the roster of institutions first, or write the registered name or the licence number."),
    ),
    "institution_ambiguous": Message(
        _("Several institutions have this name."), _("Write the licence number of the institution.")
    ),
    "another_institution": Message(
        _("The row names another institution than the one that brings the sheet."),
        _("Leave out the rows of other institutions; each brings its own."),
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
    "repeated": Message(
        _("The same record stands in other rows (rows %(detail)s)."), _("Keep one row of each record, or correct it.")
    ),
    "recorded_already": Message(
        _("This is on record already: %(detail)s."), _("Correct the number or the days, or leave the row out.")
    ),
    "day_to_come": Message(_("This day has not come yet."), _COMPARE),
    "before_the_beginning": Message(_("This day lies before the day on which it began."), _COMPARE),
    "ends_before_begins": Message(_("The last day lies before the first."), _COMPARE),
    "appraiser_unknown": Message(
        _("No appraiser with this certificate number or name is on file here."),
        _("Write the number of the certificate as printed, or register the appraiser first."),
    ),
    "appraiser_ambiguous": Message(_("Several appraisers have this name."), _("Write the number of the certificate.")),
    "not_allowed": Message(
        _("Your posting does not allow this act."), _("Leave the row to the office that may record it.")
    ),
    OTHER: Message(_("The register refuses this row: %(detail)s"), _("Correct the row as it says.")),
}
