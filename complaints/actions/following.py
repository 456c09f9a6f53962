"""Following a complaint by number and code: one answer for everything wrong, and only so many tries."""

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

from complaints.following import followed
from complaints.models import Complaint
from foundation.accounts.limits import may_ask
from foundation.audit.errors import Finding, RuleBroken

MOST: Final = 20
"""Tries of a network in an hour. A code has 60 bits: so many tries find nothing, and a family behind one address
still gets in."""
SECONDS: Final = 3_600
_LONGEST: Final = 64
_NUMBER: Final = re.compile(r"(?<!\d)(20\d\d)\D+(\d{1,7})(?!\d)")


def follow(number: str, code: str, *, address: str) -> Complaint:
    """Return the complaint of a number and its code, as somebody typed them.

    Takes the number as it is printed and any other way of writing its year and serial. Raises RuleBroken: with
    the code `too_many` after too many tries of a network, else with one finding for a wrong number, a wrong code and
    both, so that nobody learns which numbers exist.
    """
    if not may_ask("complaints.follow", address, most=MOST, seconds=SECONDS):
        raise RuleBroken(Finding(_("Too many tries from your network. Try again in an hour."), code="too_many"))
    year, serial = read_number(number)
    complaint = followed(year, serial, code)
    if complaint is None:
        raise RuleBroken(
            Finding(
                _("Number and code do not belong together."),
                field="number",
                way_out=_("Compare both with the receipt. Without it, go to the organ with your identity document."),
                code="not_found",
            )
        )
    return complaint


def read_number(number: str) -> tuple[int, int]:
    """Return year and serial; zeros, which no complaint has, for what is no number."""
    found = _NUMBER.search(unicodedata.normalize("NFKC", number[:_LONGEST]))
    return (int(found[1]), int(found[2])) if found else (0, 0)
