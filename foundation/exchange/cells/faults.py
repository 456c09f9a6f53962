"""What can be wrong with one cell, in words for the person who has to repair it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Severity = Literal["error", "warning"]


class Fault(NamedTuple):
    """A cell that could not be read: a key of a message table and one detail (never personal data)."""

    code: str
    detail: str = ""


class Message(NamedTuple):
    """What is wrong and what to do about it. A warning never keeps a row from being loaded."""

    wrong: Promise
    to_do: Promise
    severity: Severity = "error"


# A cell of a sheet as it was read: text, number, date, truth value, nothing, or a Fault found while reading.
Raw = str | int | float | bool | date | datetime | time | timedelta | Decimal | Fault | None

CELL_MESSAGES: Mapping[str, Message] = {
    "formula_without_value": Message(
        _("The cell holds a formula without a stored result."),
        _("Open the file in Excel or WPS, let it calculate, save it, or type the value itself."),
    ),
    "cell_error": Message(
        _("The cell shows the error %(detail)s instead of a value."), _("Repair the formula or type the value itself.")
    ),
    "formula_text": Message(_("The cell holds the text of a formula."), _("Type the result of the calculation.")),
    "text_too_long": Message(
        _("The text is longer than %(detail)s characters."), _("Shorten it; put longer notes into the case file.")
    ),
    "not_text": Message(_("The cell holds a time or a truth value, not text."), _("Type the text itself.")),
    "name_form": Message(_("This is not a name."), _("Type the name only; separate several names with “、”.")),
    "names_unclear": Message(
        _("It is not clear where one name ends and the next begins."), _("Separate several names with “、”.")
    ),
    "date_form": Message(_("This is not a date."), _("Type the date as 2024-03-05.")),
    "date_impossible": Message(_("This day does not exist."), _("Look up the right day and type it as 2024-03-05.")),
    "date_two_digit_year": Message(
        _("The year has only two digits."), _("Type the year with four digits, as 2024-03-05.")
    ),
    "date_incomplete": Message(_("The day or the month is missing."), _("Type the whole date, as 2024-03-05.")),
    "date_day_or_month": Message(
        _("It is not clear which number is the day and which is the month."),
        _("Type year, month, day, as 2024-03-05."),
    ),
    "date_lunar": Message(
        _("This is a date of the traditional calendar."), _("Type the date of the civil calendar, as 2024-03-05.")
    ),
    "date_range": Message(_("The year lies outside %(detail)s."), _("Look up the year and correct it.")),
    "money_form": Message(_("This is not an amount of money."), _("Type the amount in yuan as a number, as 1200.00.")),
    "money_negative": Message(
        _("The amount is negative."), _("Type the amount agreed; refunds belong into the remarks.")
    ),
    "money_thousands": Message(
        _("The commas do not separate thousands."), _("Type the amount without commas, as 1200.00.")
    ),
    "money_fraction": Message(_("The amount has fractions of a fen."), _("Round the amount to two decimals.")),
    "money_too_large": Message(_("The amount is impossibly large."), _("Check the unit (yuan or ten thousand yuan).")),
    "number_form": Message(_("This is not a whole number."), _("Type a whole number, as 3.")),
    "number_negative": Message(_("The number is negative."), _("Type a number of zero or more.")),
    "case_number_form": Message(
        _("This is not a number of a case or an opinion: it has no digits."),
        _("Type the number as printed on the paper."),
    ),
    "case_number_rounded": Message(
        _("Excel has shortened this number, its last digits are lost."),
        _("Format the column as text and type the number again."),
    ),
    "identity_check_digit": Message(
        _("The check digit of the identity number is wrong."), _("Compare it with the identity card and correct it.")
    ),
    "identity_date": Message(
        _("The date of birth in the identity number does not exist."),
        _("Compare it with the identity card and correct it."),
    ),
    "identity_length": Message(
        _("The identity number has %(detail)s characters, 18 are needed."),
        _("Compare it with the identity card and complete it."),
    ),
    "identity_rounded": Message(
        _("Excel has shortened this number, its last digits are lost."),
        _("Format the column as text and type the number again."),
    ),
    "identity_form": Message(
        _("This is not the number of an identity document."),
        _("Type the number only; leave the cell empty if there is none."),
    ),
    "identity_masked": Message(
        _("The identity number is masked with asterisks and was left out."),
        _("Type the whole number if repeated appraisals are to be found."),
        "warning",
    ),
    "credit_code_form": Message(
        _("This is not a unified social credit code."), _("Type the 18 characters of the code.")
    ),
    "credit_code_check_digit": Message(
        _("The check digit of the unified social credit code is wrong."),
        _("Compare it with the certificate and correct it."),
    ),
    "yes_no_form": Message(_("This is neither yes nor no."), _("Type 是 or 否.")),
}

_SHOWN_LENGTH = 60
_LONG_NUMBER = re.compile(r"(?<![0-9])[0-9]{11,}[0-9Xx]?|(?<![0-9A-Za-z])[A-Za-z]{1,2}[0-9]{7,9}(?![0-9A-Za-z])")


def masked(number: str) -> str:
    """The number with all but its first three and last two characters replaced by asterisks."""
    if len(number) < 7:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def shown(value: Raw, *, personal: bool = False) -> str:
    """A cell value as a problem list may print it.

    At most 60 characters; anything that may be an identity, telephone or passport number is masked, and the whole
    value when the column holds such numbers (`personal`).
    """
    if value is None or isinstance(value, Fault):
        return ""
    text = plain(value)[:200]
    if personal:
        return masked(text[:_SHOWN_LENGTH])
    text = _LONG_NUMBER.sub(lambda found: masked(found.group()), text)
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…"


def plain(value: Any) -> str:
    """A raw value as a person sees it in the sheet: whole numbers without “.0”, dates as 2024-03-05."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
