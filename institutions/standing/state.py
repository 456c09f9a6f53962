"""What an institution may do today, for pages: one rule, in words.

It may accept entrustments while it is in practice, its licence holds and no restriction bars its whole practice
(条例 arts. 13, 14, 17). A licence past its last day holds on while a renewal asked in time is undecided (许可法
art. 50(2)); where no such application is on file, the words say so instead of guessing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Restriction
from institutions.renewing import holds


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
        return self.code in {"open", "partly", "deemed"}


OPEN = Standing("open", "ok", _("May accept entrustments"))
RESTRICTED = Standing(
    "restricted",
    "hold",
    _("Restricted, accepts nothing at present"),
    _("The supervising organ has restricted the whole practice of the institution. It accepts no new entrustments."),
)
PARTLY = Standing(
    "partly",
    "hold",
    _("Restricted in part"),
    _("The supervising organ has restricted a part of the practice of the institution. It may accept the rest."),
)
DEEMED = Standing(
    "deemed",
    "ok",
    _("May accept entrustments, renewal undecided"),
    _(
        "The last day of the licence has passed. Its renewal was asked for in time and is not decided, so the licence"
        " holds on until it is."
    ),
)
EXPIRED = Standing(
    "expired",
    "due",
    _("Licence has run out"),
    _(
        "The licence on file has run out, and no renewal asked for in time is on record. Ask the organ that"
        " supervises the institution."
    ),
)
NOT_YET = Standing("not_yet", "hold", _("Licence not in force yet"), _("The licence begins on a later day."))
STOPPED = Standing(
    "stopped",
    "hold",
    _("Accepts nothing at present"),
    _(
        "Nothing of what the licence lists may be accepted at present: too few appraisers, a compulsory accreditation"
        " missing, or barred. The institution accepts no new entrustments until it is put in order."
    ),
)
ENDED = Standing(
    "ended",
    "void",
    _("Registration has ended"),
    _("The registration has ended. The institution issues no opinions any more; earlier ones remain."),
)


def standing(row: Institution, on: date, bars: Sequence[Restriction] = (), *, stopped: bool = False) -> Standing:
    """Return what an institution may do on a day; `bars` are the restrictions of it that hold then.

    `stopped` says that every item of it has to stop (`openness.closed`).
    """
    found = _by_registration(row, on, bars)
    return STOPPED if stopped and found.may_accept else found


def _by_registration(row: Institution, on: date, bars: Sequence[Restriction]) -> Standing:
    if row.status == Institution.Status.ENDED:
        return ENDED
    if any(not bar.categories for bar in bars):
        return RESTRICTED
    if on < row.licence_from:
        return NOT_YET
    if on <= row.licence_until:
        return PARTLY if bars else OPEN
    return DEEMED if holds(row.licence_from, row.licence_until, row.renewal_pending_since, on) else EXPIRED
