"""Counting all heaps of a posting in one question, each up to a thousand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from foundation.accounts.acting import PostedActor
from foundation.desk.formats import number
from foundation.desk.keyset import CAP
from foundation.desk.work.heaps import Heap, Section, heaps_of

_MEMORY = "desk.work"


@dataclass(frozen=True)
class Counted:
    """A heap and how much lies on it, up to one more than the cap."""

    heap: Heap
    count: int

    @property
    def shown(self) -> str:
        """The count in digits; above the cap "1,000+"."""
        return shown(self.count)

    @property
    def tone(self) -> str:
        """The colour of the count: that of the heap, as long as something lies on it."""
        return self.heap.tone if self.count else ""


def shown(count: int) -> str:
    """A capped count in digits: "1,000+" above the cap."""
    return f"{number(CAP)}+" if count > CAP else number(count)


def counted(actor: PostedActor, today: date) -> list[Counted]:
    """Return the heaps of a posting with their counts; asked once a request, by one statement."""
    memory: dict[str, Any] = actor._memory
    if memory.get(_MEMORY, (None, []))[0] != today:
        memory[_MEMORY] = (today, count(heaps_of(actor), actor, today))
    return list(memory[_MEMORY][1])


def count(heaps: Iterable[Heap], actor: PostedActor, today: date) -> list[Counted]:
    """Count heaps: one SELECT with a capped sub-select a heap, so that a page pays one round trip for all."""
    parts: list[str] = []
    values: list[Any] = []
    places: list[tuple[Heap, int | None]] = []
    for heap in heaps:
        rows = heap.rows(actor, today).order_by().values(heap.order.columns[-1])[: CAP + 1]
        try:
            sql, given = rows.query.sql_with_params()
        except EmptyResultSet:
            places.append((heap, None))
            continue
        places.append((heap, len(parts)))
        parts.append(f"(SELECT count(*) FROM ({sql}) AS heap)")  # noqa: S608  (compiled by the ORM, values stay apart)
        values.extend(given)
    found: tuple[int, ...] = ()
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            found = cursor.fetchone()
    return [Counted(heap, found[place] if place is not None else 0) for heap, place in places]


def by_urgency(each: Counted) -> int:
    """Sort key of heaps: late, mine, due soon, due later, others, for information."""
    if each.heap.tone == "late":
        return 0
    soon = each.heap.tone == "soon"
    places = {Section.MINE: 1, Section.DUE: 2 if soon else 3, Section.OTHERS: 4, Section.BACKGROUND: 5}
    return places[each.heap.section]
