"""Heaps of work: each app says in `<app>/work.py` what waits, for whom, where, and what to do with a row.

A heap is asked of the rows themselves, never kept beside them, so a count and its list cannot differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import PostedActor
from foundation.accounts.verbs import known
from foundation.desk.keyset import Order


class Section(Enum):
    """Whose move it is."""

    MINE = "mine"
    DUE = "due"
    OTHERS = "others"
    BACKGROUND = "background"


SECTION_TITLES: Mapping[Section, Any] = {
    Section.MINE: _("Waits for me"),
    Section.DUE: _("Late or due soon"),
    Section.OTHERS: _("Waits for others"),
    Section.BACKGROUND: _("For information"),
}


@dataclass(frozen=True)
class Line:
    """A row of a heap as the desk shows it: what it is, what is to be done, until when, whose it is.

    `label` and `whose` hold no personal data beyond what the list of the same rows shows. `is_number`
    marks a document number, which never breaks.
    """

    label: str
    act: str
    url: str = ""
    due: date | None = None
    whose: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Heap:
    """A kind of waiting work.

    `verb` is the act that makes it somebody's work: who does not hold it never sees the heap, and
    `/why/` explains it. `bodies` limits it to kinds of organisations (empty: all). `rows` is scoped, and follows from
    the posting, its verbs, the day and the minute alone: the statement that counts it is kept for a
    minute, so whatever else decides is asked inside it, as a sub-select. `order` puts the most urgent first.
    `full_list` is the address of the same rows on a day in a list with filters, `entry` the route of the navigation
    that carries the count. `in_working_days` says how the days left count.
    """

    code: str
    section: Section
    title: Any
    why: Any
    verb: str
    rows: Callable[[PostedActor, date], "QuerySet[Any]"]
    order: Order
    line: Callable[[Any, PostedActor], Line]
    tone: str = ""
    bodies: frozenset[str] = frozenset()
    full_list: Callable[[date], str] | None = None
    entry: str = ""
    in_working_days: bool = True

    def is_for(self, actor: PostedActor) -> bool:
        """Whether the heap concerns this posting at all."""
        if actor.posting is None or not actor.may(self.verb):
            return False
        return not self.bodies or actor.posting.organisation.kind in self.bodies

    @property
    def because(self) -> Any:
        """The verb in words, from which the heap follows."""
        return known(self.verb).label


_heaps: dict[str, Heap] = {}
_own: dict[str, Callable[[PostedActor], list[Line]]] = {}


def register(*heaps: Heap) -> None:
    """Make heaps known, in the order in which they are shown. Two heaps of one code are an error."""
    for heap in heaps:
        if _heaps.get(heap.code, heap) is not heap:
            raise ValueError(f"The heap {heap.code} is registered twice.")
        _heaps[heap.code] = heap


def register_own(code: str, lines: Callable[[PostedActor], list[Line]]) -> None:
    """Make known what concerns a user himself, whatever the posting (his own certificate)."""
    if _own.get(code, lines) is not lines:
        raise ValueError(f"The lines {code} are registered twice.")
    _own[code] = lines


def heaps_of(actor: PostedActor) -> list[Heap]:
    """Return the heaps that concern a posting, in the order of their registration."""
    return [heap for heap in _heaps.values() if heap.is_for(actor)]


def heap_of(actor: PostedActor, code: str) -> Heap | None:
    """Return one heap, or None where it does not exist or does not concern the posting."""
    heap = _heaps.get(code)
    return heap if heap is not None and heap.is_for(actor) else None


def all_heaps() -> list[Heap]:
    """Return every registered heap."""
    return list(_heaps.values())


def own_lines(actor: PostedActor) -> list[Line]:
    """Return what concerns the user himself."""
    return [line for lines in _own.values() for line in lines(actor)]
