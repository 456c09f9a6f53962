"""What can be wrong with a row of a ledger, and what to do about it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from foundation.exchange.cells.faults import Message

LEDGER_MESSAGES: Mapping[str, Message] = {
    "missing": Message(_("The value is missing."), _("Fill in the cell; without it the case cannot be loaded.")),
    "category_unknown": Message(
        _("No category has this name."), _("Write the name of a field as in the licence, as 法医临床鉴定.")
    ),
    "category_ambiguous": Message(
        _("The name fits several categories: %(detail)s."), _("Choose one of them above, or write its full name.")
    ),
    "category_suggested": Message(
        _("The name fits several categories; the case number speaks for %(detail)s."),
        _("Confirm the suggestion above, or write the full name of the category."),
    ),
    "category_whole_class": Message(
        _("Only the class is given, not the field."),
        _("Write the field if the register shall count it, as 录音鉴定."),
        "warning",
    ),
    "client_kind_unknown": Message(
        _("This is no kind of client."), _("Write court, procuratorate, police or the like, or leave the cell empty.")
    ),
    "state_unknown": Message(
        _("This is no state of a case."), _("Write 在办, 已出具 or 终止, or leave the cell empty: the dates tell it.")
    ),
    "client_missing": Message(_("The client is not named."), _("Fill in who entrusted the case."), "warning"),
    "received_after_accepted": Message(
        _("The entrustment was received after the case was accepted (%(detail)s)."),
        _("Compare both dates with the file and correct the wrong one."),
    ),
    "effective_before_received": Message(
        _("The agreement took effect before the entrustment was received (%(detail)s)."),
        _("Compare both dates with the file and correct the wrong one."),
    ),
    "issued_before_accepted": Message(
        _("The opinion was issued before the case was accepted (%(detail)s)."),
        _("Compare both dates with the file and correct the wrong one."),
    ),
    "issued_before_effective": Message(
        _("The opinion was issued before the agreement took effect (%(detail)s)."),
        _("Compare both dates with the file and correct the wrong one."),
    ),
    "terminated_before_accepted": Message(
        _("The appraisal was terminated before the case was accepted (%(detail)s)."),
        _("Compare both dates with the file and correct the wrong one."),
    ),
    "in_the_future": Message(
        _("The date lies after the day of the import (%(detail)s)."), _("Correct the date; planned dates do not count.")
    ),
    "duplicate_number": Message(
        _("The same case number stands in other rows with other contents (rows %(detail)s)."),
        _("Correct the numbers, or keep only the row that is right."),
    ),
    "duplicate_row": Message(_("The row repeats row %(detail)s."), _("Delete one of the two rows.")),
    "duplicate_opinion": Message(
        _("The same opinion number stands in other rows (rows %(detail)s)."),
        _("Compare with the opinions and correct."),
    ),
    "opinion_without_date": Message(
        _("There is an opinion number but no date of issue."), _("Fill in the date of issue, or clear the number.")
    ),
    "issued_without_date": Message(
        _("The state says issued, but there is no date of issue."),
        _("Fill in the date of issue, or correct the state."),
    ),
    "terminated_without_date": Message(
        _("The state says terminated, but there is no date of termination."),
        _("Fill in the date of termination, or correct the state."),
    ),
    "issued_and_terminated": Message(
        _("The row has a date of issue and a date of termination."), _("Clear the one that is wrong.")
    ),
    "other_institution": Message(
        _("The row names another institution than the one the ledger is loaded for."),
        _("Move the row to the ledger of that institution."),
    ),
    "issued_without_number": Message(
        _("The opinion has a date but no number."), _("Fill in the number of the opinion."), "warning"
    ),
    "terminated_without_ground": Message(
        _("The termination has no ground."), _("Fill in the ground of the termination."), "warning"
    ),
    "state_outdated": Message(
        _("The state says open, but the dates say that the case is finished; the dates count."),
        _("Correct the state if you like; the case is loaded as finished."),
        "warning",
    ),
    "year_differs": Message(
        _("The year in the number is not the year of acceptance (%(detail)s)."),
        _("Check the date of acceptance; nothing to do if both are right."),
        "warning",
    ),
    "turnaround_zero": Message(
        _("The opinion was issued on the day the agreement took effect."),
        _("Check both dates; nothing to do if both are right."),
        "warning",
    ),
    "turnaround_long": Message(
        _("The opinion took %(detail)s calendar days."),
        _("Check both dates; nothing to do if both are right."),
        "warning",
    ),
    "fee_high": Message(_("The fee is unusually high."), _("Check the unit; nothing to do if it is right."), "warning"),
    "more_identities_than_subjects": Message(
        _("There are more identity numbers than subjects."), _("Separate the subjects with “、”."), "warning"
    ),
}
