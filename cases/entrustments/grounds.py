"""The legal grounds for refusing an entrustment (程序通则 art. 15, 条例 art. 30), from the dated table."""

from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.law import queries as law
from foundation.law.queries import Offered

LIST: Final = "acceptance_refusal"
DUTY: Final = "司法鉴定程序通则第十四条"
"""What meets the conditions shall be accepted."""
NOTICE: Final = "司法鉴定程序通则第十七条"
"""A refusal is reasoned and the materials go back."""
OUT_OF_SCOPE: Final = frozenset({"TZ15-1", "SD30-1"})
"""What was entrusted lies outside the business scope; the licence on file can speak against it."""
OTHER: Final = frozenset({"TZ15-7", "SD30-8"})
"""The entries that name no case of their own: whoever uses one says which provision it rests on."""


def offered(on: date) -> tuple[Offered, ...]:
    """Return the grounds in force on a day; one that two sources list is offered once (decisions.md 21)."""
    return law.grounds(LIST, on)


def ground(code: str, on: date) -> Offered | None:
    """Return the ground that a code of any of its sources names, or None."""
    return next((each for each in offered(on) if code in each.codes), None)


def rests_on_other_provisions(chosen: Offered) -> bool:
    """Whether the ground only refers to other provisions."""
    return not OTHER.isdisjoint(chosen.codes)


def says_out_of_scope(chosen: Offered) -> bool:
    """Whether the ground says that the matter lies outside the business scope."""
    return not OUT_OF_SCOPE.isdisjoint(chosen.codes)


def plain_words_of(chosen: Offered) -> str:
    """Return a ground in the language of the page, without the mark: for people who are told what was decided."""
    return chosen.name_zh if (get_language() or "").startswith("zh") or not chosen.name_en else chosen.name_en


def words_of(chosen: Offered) -> str:
    """Return a ground in the language of the page; one whose text nobody has seen yet says so."""
    name = plain_words_of(chosen)
    return _("%(ground)s (to be confirmed)") % {"ground": name} if chosen.to_be_confirmed else name


def cited(chosen: Offered) -> str:
    """Return every source that lists a ground, as a page prints it."""
    return "、".join(chosen.citations)


def in_full(chosen: Offered) -> str:
    """Return a ground with every source that lists it."""
    return _("%(ground)s (%(article)s)") % {"ground": words_of(chosen), "article": cited(chosen)}
