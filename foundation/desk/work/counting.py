"""Counting all heaps of a posting in one question, each up to a thousand."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils import timezone

from foundation.accounts.acting import PostedActor
from foundation.desk.formats import number
from foundation.desk.keyset import CAP
from foundation.desk.work.heaps import Heap, Section, heaps_of

_MEMORY = "desk.work"
_MOST_QUESTIONS = 500


@dataclass(frozen=True)
class _Question:
    """A statement with its values, and the column in which each heap's count stands (None: nothing can lie there)."""

    sql: str
    values: tuple[Any, ...]
    places: tuple[int | None, ...]


_questions: dict[Hashable, _Question] = {}


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


def count(heaps: Sequence[Heap], actor: PostedActor, today: date) -> list[Counted]:
    """Count heaps: one SELECT with a capped sub-select a heap, so that a page pays one round trip for all."""
    question = _question(heaps, actor, today)
    found: tuple[int, ...] = ()
    if question.sql:
        with connection.cursor() as cursor:
            cursor.execute(question.sql, question.values)
            found = cursor.fetchone()
    places = zip(heaps, question.places, strict=True)
    return [Counted(heap, found[place] if place is not None else 0) for heap, place in places]


def _question(heaps: Sequence[Heap], actor: PostedActor, today: date) -> _Question:
    """Return the statement for these heaps, put together at most once a minute for a posting.

    Putting it together costs three times as much as asking it. What a heap may follow from stands in the key:
    the posting with its scope and verbs, the minute, and the heaps themselves. A new calendar holds after a minute.
    """
    key = (_whose(actor), timezone.now().replace(second=0, microsecond=0), today, _rules(heaps))
    if key not in _questions:
        if len(_questions) >= _MOST_QUESTIONS:
            _questions.clear()
        _questions[key] = _put_together(heaps, actor, today)
    return _questions[key]


def _whose(actor: PostedActor) -> Hashable:
    posting = actor.posting
    if posting is None:
        return actor.user_id
    body = posting.organisation
    placed = (body.pk, body.kind, body.level, body.city_code, body.county_code)
    return (actor.user_id, posting.pk, posting.trail_seq, posting.role, placed, actor.verbs)


def _rules(heaps: Sequence[Heap]) -> Hashable:
    return tuple((heap.code, heap.rows, heap.order.columns) for heap in heaps)


def _put_together(heaps: Sequence[Heap], actor: PostedActor, today: date) -> _Question:
    parts: list[str] = []
    values: list[Any] = []
    places: list[int | None] = []
    for heap in heaps:
        rows = heap.rows(actor, today).order_by().values(heap.order.columns[-1])[: CAP + 1]
        try:
            sql, given = rows.query.sql_with_params()
        except EmptyResultSet:
            places.append(None)
            continue
        places.append(len(parts))
        parts.append(f"(SELECT count(*) FROM ({sql}) AS heap)")  # noqa: S608  (compiled by the ORM, values stay apart)
        values.extend(given)
    return _Question(f"SELECT {', '.join(parts)}" if parts else "", tuple(values), tuple(places))


def by_urgency(each: Counted) -> int:
    """Sort key of heaps: late, mine, due soon, due later, others, for information."""
    if each.heap.tone == "late":
        return 0
    soon = each.heap.tone == "soon"
    places = {Section.MINE: 1, Section.DUE: 2 if soon else 3, Section.OTHERS: 4, Section.BACKGROUND: 5}
    return places[each.heap.section]
