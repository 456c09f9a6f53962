"""Counting all heaps of a posting in one question, each up to a thousand."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Notice
from foundation.desk.formats import number
from foundation.desk.keyset import CAP
from foundation.desk.work.heaps import Heap, Section, heaps_of

_MEMORY = "desk.work"
RECENT = timedelta(seconds=5)
_WITHIN_THE_MINUTE = timedelta(seconds=59, microseconds=999_999)
_MOST_QUESTIONS = 500


@dataclass(frozen=True)
class _Question:
    """A statement with its values, and the column in which each count stands (None: nothing can lie there)."""

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


_Answer = tuple[list[Counted], int]
_recent: dict[Hashable, tuple[datetime, _Answer]] = {}


def shown(count: int) -> str:
    """A capped count in digits: "1,000+" above the cap."""
    return f"{number(CAP)}+" if count > CAP else number(count)


def counted(actor: PostedActor, today: date) -> list[Counted]:
    """Return the heaps of a posting with their counts; asked once a request, by one statement."""
    return list(_asked(actor, today)[0])


def recently_counted(actor: PostedActor, today: date) -> list[Counted]:
    """Return the heaps with counts at most `RECENT` old, for the frame of pages that are about something else."""
    return list(_remembered(actor, today)[0])


def recently_unread(actor: PostedActor, today: date) -> int:
    """Return how many notices lay unread a moment ago, up to one more than the cap; counted together with the heaps."""
    return _remembered(actor, today)[1]


def count(heaps: Sequence[Heap], actor: PostedActor, today: date) -> list[Counted]:
    """Count heaps: one SELECT with a capped sub-select a heap, so that a page pays one round trip for all."""
    return _answer(heaps, actor, today)[0]


def _asked(actor: PostedActor, today: date) -> _Answer:
    memory: dict[str, Any] = actor._memory
    if memory.get(_MEMORY, (None, None))[0] != today:
        memory[_MEMORY] = (today, _answer(heaps_of(actor), actor, today))
        _keep(actor, today, memory[_MEMORY][1])
    answer: _Answer = memory[_MEMORY][1]
    return answer


def _remembered(actor: PostedActor, today: date) -> _Answer:
    """Return what this request counted, else what this session was told a moment ago, else count.

    What one has done oneself shows at once, because the act gives the session another mark; what others did shows
    after `RECENT`. Nothing is kept for actors without a session, so jobs, mails and "My work" always count.
    """
    if actor.session_mark is not None and actor.posting is not None and _MEMORY not in actor._memory:
        counted_at, answer = _recent.get(_kept_for(actor, today), (None, None))
        if counted_at is not None and answer is not None and abs(timezone.now() - counted_at) < RECENT:
            return answer
    return _asked(actor, today)


def _keep(actor: PostedActor, today: date, answer: _Answer) -> None:
    if actor.session_mark is None or actor.posting is None:
        return
    if len(_recent) >= _MOST_QUESTIONS:
        _recent.clear()
    _recent[_kept_for(actor, today)] = (timezone.now(), answer)


def _kept_for(actor: PostedActor, today: date) -> Hashable:
    return (_whose(actor), actor.session_mark, today)


def _answer(heaps: Sequence[Heap], actor: PostedActor, today: date) -> _Answer:
    """Ask for the heaps and the unread notices: their count is the last one, so that no page asks for it alone."""
    question = _question(heaps, actor, today)
    found: tuple[int, ...] = ()
    if question.sql:
        with connection.cursor() as cursor:
            cursor.execute(question.sql, question.values)
            found = cursor.fetchone()
    counts = [found[place] if place is not None else 0 for place in question.places]
    return [Counted(heap, counted) for heap, counted in zip(heaps, counts[:-1], strict=True)], counts[-1]


def _question(heaps: Sequence[Heap], actor: PostedActor, today: date) -> _Question:
    """Return the statement for these heaps and the notices, put together at most once a minute for a posting.

    Putting it together costs three times as much as asking it. What a heap may follow from stands in the key:
    the posting with its scope and verbs, the minute, and the heaps themselves. A new calendar holds after a minute.
    """
    minute = timezone.now().replace(second=0, microsecond=0)
    key = (_whose(actor), minute, today, _rules(heaps))
    if key not in _questions:
        if len(_questions) >= _MOST_QUESTIONS:
            _questions.clear()
        # Notices come back at whole minutes, so that those of this minute lie in the inbox already.
        notices = Notice.objects.visible_to(actor).unread(minute + _WITHIN_THE_MINUTE)
        rows = [heap.rows(actor, today).order_by().values(heap.order.columns[-1]) for heap in heaps]
        _questions[key] = _put_together([*rows, notices.order_by().values("pk")])
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


def _put_together(questions: "Sequence[QuerySet[Any, Any]]") -> _Question:
    parts: list[str] = []
    values: list[Any] = []
    places: list[int | None] = []
    for rows in questions:
        try:
            sql, given = rows[: CAP + 1].query.sql_with_params()
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
