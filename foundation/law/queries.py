"""Questions asked of the legal tables, answered from memory while the tables stay as they are.

Rows are never deleted and every change raises a `trail_seq` in a transaction of its own, so that the
sum of these numbers and the newest transaction are a fingerprint of a table; asking is one small query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q, QuerySet

from foundation.audit.remembering import remembered
from foundation.law.models import Article, Category, Confidence, Dated, DeadlineRule, Division, Ground, Source
from foundation.law.tables import LegalTable

Value = TypeVar("Value")
_memory: dict[str, tuple[tuple[int, ...], Any]] = {}


@dataclass(frozen=True)
class Offered:
    """One ground as it is offered: its name, every source that lists it, and the codes they give it.

    Statistics count `code`, so that a ground listed twice counts once (decisions.md 21).
    """

    code: str
    name_zh: str
    name_en: str
    citations: tuple[str, ...]
    codes: tuple[str, ...]
    to_be_confirmed: bool


def grounds(list_code: str, on: date) -> tuple[Offered, ...]:
    """Return the entries of a statutory list in force on a day; the same ground of two sources is one entry."""
    rows = [row for row in _grounds_by_list().get(list_code, ()) if _holds(row, on)]
    offered: dict[str, list[Ground]] = {row.code: [row] for row in rows}
    for row in rows:
        first = [code for code in row.same_as.split() if code in offered]
        for code in first:
            offered[code].append(row)
        if first:
            del offered[row.code]
    return tuple(_offered(same) for same in offered.values())


def entries(list_code: str, on: date) -> tuple[Ground, ...]:
    """Return the rows of a statutory list in force on a day with their details, in their order; nothing is merged."""
    return tuple(row for row in _grounds_by_list().get(list_code, ()) if _holds(row, on))


def deadline(code: str, on: date) -> DeadlineRule | None:
    """Return the version of a time limit in force on a day."""
    return next((row for row in _deadlines() if row.code == code and _holds(row, on)), None)


def sources(on: date) -> tuple[Source, ...]:
    """Return the sources in force on a day, by rank."""
    return tuple(row for row in _remembered("sources", Source, lambda rows: tuple(rows)) if _holds(row, on))


def articles(on: date) -> tuple[Article, ...]:
    """Return the articles in force on a day."""
    return tuple(row for row in _remembered("articles", Article, lambda rows: tuple(rows)) if _holds(row, on))


def deadlines(on: date) -> tuple[DeadlineRule, ...]:
    """Return the time limits in force on a day."""
    return tuple(row for row in _deadlines() if _holds(row, on))


def article(source_code: str, number: str, on: date) -> Article | None:
    """Return an article in force on a day."""
    rows: tuple[Article, ...] = _remembered("articles", Article, lambda rows: tuple(rows))
    return next(
        (row for row in rows if (row.source_code, row.number) == (source_code, number) and _holds(row, on)), None
    )


def categories() -> dict[str, Category]:
    """Return every category by its code, in the order of the official documents."""
    return _remembered("categories", Category, lambda rows: {row.code: row for row in rows})


def lineage(code: str) -> tuple[str, ...]:
    """Return a category and everything above it, the nearest first; the code alone where nobody knows it."""
    every, found = categories(), [code]
    row = every.get(code)
    while row is not None and row.parent_id:
        found.append(row.parent_id)
        row = every.get(row.parent_id)
    return tuple(found)


def legacy(code: str, on: date) -> bool:
    """Whether a category, or something above it, is not registered any more on a day; lists and old cases keep it."""
    every = categories()
    rows = (every[each] for each in lineage(code) if each in every)
    return any(row.effective_to is not None and row.effective_to < on for row in rows)


def practice_categories() -> tuple[Category, ...]:
    """Return the ten practice categories (decisions.md 42)."""
    return tuple(row for row in categories().values() if row.code == row.practice_code)


def category_names() -> dict[str, tuple[str, ...]]:
    """Return the codes that a name stands for: official names of every level, with and without their endings."""
    return _remembered("category_names", Category, _index_of_names)


def divisions(level: str | None = None, *, within: str = "") -> tuple[Division, ...]:
    """Return divisions by code; of one level, or directly below the division `within`."""
    every: tuple[Division, ...] = _remembered("divisions", Division, lambda rows: tuple(rows))
    return tuple(
        row for row in every if (level is None or row.level == level) and (not within or row.parent_id == within)
    )


def division(code: str) -> Division | None:
    """Return a division by its code."""
    return next((row for row in divisions() if row.code == code), None)


def rows_of(table: LegalTable) -> QuerySet[Any]:
    """Return the rows of a legal table; they are public, so that no scope limits them."""
    return table.model._base_manager.all()


def in_force(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Return those rows of a legal table that hold on a day."""
    return rows.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on), effective_from__lte=on)


def former_rows(table: LegalTable) -> QuerySet[Any] | None:
    """Return the closed wordings of a table whose code is a key, or None for other tables."""
    return table.former._base_manager.all() if table.former else None


def to_be_confirmed(table: LegalTable) -> int:
    """Return how many open rows of a table await confirmation."""
    return rows_of(table).filter(confidence=Confidence.RECALLED, effective_to__isnull=True).count()


def _offered(same: list[Ground]) -> Offered:
    ordered = sorted(same, key=lambda row: row.to_be_confirmed)  # a text that was seen is cited first
    return Offered(
        code=same[0].code,
        name_zh=same[0].name_zh,
        name_en=same[0].name_en,
        citations=tuple(dict.fromkeys(row.source_text for row in ordered if row.source_text)),
        codes=tuple(row.code for row in same),
        to_be_confirmed=all(row.to_be_confirmed for row in same),
    )


def _grounds_by_list() -> dict[str, list[Ground]]:
    def by_list(rows: list[Ground]) -> dict[str, list[Ground]]:
        lists: dict[str, list[Ground]] = {}
        for row in rows:
            lists.setdefault(row.list_code, []).append(row)
        return lists

    return _remembered("grounds", Ground, by_list)


def _deadlines() -> list[DeadlineRule]:
    return _remembered("deadlines", DeadlineRule, lambda rows: rows)


def _index_of_names(rows: list[Category]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        short = row.name_zh.removesuffix("鉴定").removesuffix("司法").removesuffix("类")
        for name in {row.name_zh, short, row.code, *filter(None, [row.abbreviation])}:
            found.setdefault(name, []).append(row.code)
    return {name: tuple(codes) for name, codes in found.items()}


def _holds(row: Dated, on: date) -> bool:
    return row.effective_from <= on and (row.effective_to is None or on <= row.effective_to)


def _remembered(name: str, model: type[Dated], build: Callable[[list[Any]], Value]) -> Value:
    """Return what `build` makes of the rows of a table, built anew when the table has changed."""
    table = model._meta.db_table
    print_now = remembered(table, lambda: _fingerprint(table))
    stored = _memory.get(name)
    if stored is None or stored[0] != print_now:
        ordering = model._meta.ordering or ["pk"]
        stored = (print_now, build(list(model._base_manager.order_by(*ordering))))
        _memory[name] = stored
    return stored[1]


def _fingerprint(table: str) -> tuple[int, ...]:
    question = "SELECT count(*), coalesce(sum(trail_seq), 0), coalesce(max(xmin::text::bigint), 0)"
    with connection.cursor() as cursor:
        cursor.execute(f'{question} FROM "{table}"')
        count, total, newest = cursor.fetchone()
        return int(count), int(total), int(newest)
