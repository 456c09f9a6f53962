"""What can be wrong with a row of a roster of appraisers, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from appraisers.gate import WORDS
from foundation.exchange.cells.faults import Message
from institutions.roster.messages import READING

APPRAISER_MESSAGES: Final[Mapping[str, Message]] = {
    **READING,
    **WORDS,
    "sex_form": Message(_("This is neither man nor woman."), _("Write 男 or 女, or leave the cell empty.")),
    "sex_differs": Message(
        _("The identity number says another sex."), _("Compare with the identity card and correct it."), "warning"
    ),
    "full_time_form": Message(_("This is neither full-time nor part-time."), _("Write 专职 or 兼职.")),
    "institution_unknown": Message(
        _("No institution with this name or licence number is on file."),
        _("Import the roster of institutions first, or write the registered name or the licence number."),
    ),
    "institution_ambiguous": Message(
        _("Several institutions have this name."), _("Write the licence number of the institution.")
    ),
    "institution_ended": Message(
        _("The registration of the institution has ended."),
        _("Compare with the register: who practises nowhere is not on the roster."),
    ),
    "duplicate_certificate": Message(
        _("The same certificate number stands in other rows (rows %(detail)s)."),
        _("Keep one row for each certificate, or correct the number."),
    ),
    "twice_in_sheet": Message(
        _("The same person stands in other rows (rows %(detail)s); one may practise at one institution only."),
        _("Keep the row of the institution where he practises (决定 article 8)."),
    ),
    "certificate_of_another": Message(
        _("The certificate number is on file for another person."),
        _("Compare number and identity with the certificate and correct what is wrong."),
    ),
    "applicant_barred": Message(
        _("This person headed an institution that lost its licence and may not apply to practise (%(detail)s)."),
        _("Compare with the decision; a certificate granted within the three years is not registered."),
    ),
    "applicant_of_a_barred_name": Message(
        _("Somebody of this name may not apply to practise (%(detail)s)."),
        _("Add the identity number, so that the person is told apart from others of the name."),
        "warning",
    ),
    "identity_of_another": Message(
        _("The identity number is on file for a person of another name."),
        _("Compare name and number with the identity card and correct what is wrong."),
    ),
}
