"""What can be wrong with a row of a roster of institutions, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Message
from institutions.gate import WORDS

READING: Final[Mapping[str, Message]] = {
    "roster_number": Message(_("This is no number of a licence or certificate."), _("Type the number as printed.")),
    "roster_state": Message(
        _("This is no status of a registration."), _("Write 正常, 停业整顿 or 注销, or leave the cell empty.")
    ),
    "telephone_form": Message(
        _("This is not a telephone number."), _("Type the number with its area code, as 0531-00000000.")
    ),
    "category_unknown": Message(
        _("No practice category has this name: %(detail)s."),
        _("Write the names as in the licence, as 法医临床鉴定, separated by “、”."),
    ),
    "category_whole_class": Message(
        _("Only the class is given: %(detail)s."), _("Name its practice categories, as 法医临床鉴定.")
    ),
    "outside_area": Message(
        _("The seat lies outside the area your posting supervises."),
        _("Move the row to the roster of the city it belongs to."),
    ),
}

INSTITUTION_MESSAGES: Final[Mapping[str, Message]] = {
    **WORDS,
    **READING,
    "county_unknown": Message(
        _("No county of Shandong has this name."), _("Write the county by its full name, as 历下区, or its code.")
    ),
    "county_ambiguous": Message(
        _("Counties of several cities have this name: %(detail)s."), _("Fill in the column of the city.")
    ),
    "city_unknown": Message(_("No city of Shandong has this name."), _("Write the city by its full name, as 济南市.")),
    "duplicate_licence": Message(
        _("The same licence number stands in other rows (rows %(detail)s)."),
        _("Keep one row for each institution, or correct the number."),
    ),
    "duplicate_name": Message(
        _("The same institution stands in other rows (rows %(detail)s)."),
        _("Keep the row of the licence in force; put older numbers into the column of former numbers."),
    ),
    "duplicate_credit_code": Message(
        _("The same unified social credit code stands in other rows (rows %(detail)s)."),
        _("Compare with the certificates and correct."),
    ),
    "licence_of_another": Message(
        _("The licence number is on file for another institution (%(detail)s)."),
        _("Compare with the licence; if the institution was renamed, tell its old number apart from the new one."),
    ),
    "barred_without_decision": Message(
        _("The roster says that it is suspended, and no decision is on file."),
        _("Loading it restricts the whole practice by the roster alone; enter the decision as a restriction."),
        "warning",
    ),
    "still_barred": Message(
        _("A decision bars the institution (%(detail)s), although the roster says in practice."),
        _("The restriction stays until the organ lifts it; a roster does not."),
        "warning",
    ),
    "head_barred": Message(
        _("Somebody of the name of the head may head no institution (%(detail)s)."),
        _("Compare the identity; if it is the same person, have the institution name another head."),
        "warning",
    ),
    "credit_code_of_another": Message(
        _("The unified social credit code is on file for another institution (%(detail)s)."),
        _("Compare with the certificates and correct."),
    ),
}
