"""Why a file is refused as a whole, in words for the person who uploaded it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: Mapping[str, Promise] = {
    "empty": _("The file is empty. Choose the file again."),
    "too_large": _("The file is larger than %(detail)s MiB. Split the ledger by year or half-year."),
    "extension": _("Only XLSX and CSV files are read. Save the ledger as “Excel workbook (.xlsx)”."),
    "not_what_it_says": _(
        "The content of the file does not match its name (%(detail)s). Open it in Excel or WPS and save it as "
        "“Excel workbook (.xlsx)”."
    ),
    "old_excel": _(
        "This is a workbook of Excel 97–2003 (.xls), whose hidden rows cannot be told reliably. "
        "Save it as “Excel workbook (.xlsx)”."
    ),
    "encrypted": _("The file is protected by a password. Remove the password and upload it again."),
    "macros": _("The file contains macros. Save it as “Excel workbook (.xlsx)” without macros."),
    "damaged": _("The file is damaged or was not uploaded completely. Open it in Excel or WPS, save it, try again."),
    "unsafe": _("The file is built in a way that ordinary programs never use (%(detail)s). It was not opened."),
    "too_much_inside": _("The file unpacks to more than the portal accepts (%(detail)s). Split the ledger."),
    "too_many_rows": _("A sheet has more than %(detail)s rows. Split the ledger by year or half-year."),
    "too_many_columns": _(
        "A sheet has values beyond column %(detail)s. Delete what stands far to the right and save the file."
    ),
    "no_visible_sheet": _("The file has no visible sheet with rows in it."),
    "encoding": _("The text of the file is neither UTF-8 nor GB18030. Save it as “CSV UTF-8” or as XLSX."),
    "no_heading": _("No heading row was found. The template shows the headings the portal knows."),
}


class SheetRefused(Exception):
    """The file as a whole cannot be read; `code` is a key of REFUSALS, `detail` one value for its text."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    @property
    def message(self) -> str:
        """The text for the person, in the active language."""
        return str(REFUSALS[self.code]) % {"detail": self.detail}
