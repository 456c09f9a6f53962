"""What an institution may do today, for pages: one rule, in words.

It may accept entrustments while it is in practice and its licence is in force (条例 arts. 13, 14, 17). Whether
a renewal was asked in time, which keeps an expired licence alive (许可法 art. 50), is not on file yet; the words
say so instead of guessing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from institutions.models import Institution


@dataclass(frozen=True)
class Standing:
    """State as a shape and a word (see the tag `state`), and a sentence where the word needs one."""

    code: str
    shape: str
    word: Any
    note: Any = ""

    @property
    def may_accept(self) -> bool:
        """Whether new entrustments may be accepted."""
        return self.code == "open"


OPEN = Standing("open", "ok", _("May accept entrustments"))
SUSPENDED = Standing(
    "suspended",
    "hold",
    _("Suspended, accepts nothing at present"),
    _("The institution is suspended for rectification and accepts no new entrustments until it ends."),
)
EXPIRED = Standing(
    "expired",
    "due",
    _("Licence has run out"),
    _(
        "The licence on file has run out. If its renewal was asked in time and is not decided, the institution may"
        " go on; ask the organ that supervises it."
    ),
)
NOT_YET = Standing("not_yet", "hold", _("Licence not in force yet"), _("The licence begins on a later day."))
ENDED = Standing(
    "ended",
    "void",
    _("Registration has ended"),
    _("The registration has ended. The institution issues no opinions any more; earlier ones remain."),
)


def standing(row: Institution, on: date) -> Standing:
    """Return what an institution may do on a day."""
    if row.status == Institution.Status.ENDED:
        return ENDED
    if row.status == Institution.Status.SUSPENDED:
        return SUSPENDED
    if on < row.licence_from:
        return NOT_YET
    return OPEN if on <= row.licence_until else EXPIRED
