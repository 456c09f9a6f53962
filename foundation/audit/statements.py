"""Questions that every page asks: put together by the ORM once in a process, asked many times with other values.

Putting a statement together takes the ORM two to four times as long as the database takes to answer it by a key.
Only what SQL is sent is remembered, never an answer.
"""

import copy
import inspect
from collections.abc import Callable, Hashable
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router
from django.db.models import Value

Row = TypeVar("Row")


class Given(Value):
    """A place in a statement for a value that is named when the question is asked, of the type of its column."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Write the place and leave itself among the values."""
        return "%s", [self]


class Statement(Generic[Row]):
    """A question whose wording never changes. `build` makes the query set of its named values.

    `build` must use each value as the right side of a comparison and nowhere else: it gets places, not values.
    """

    def __init__(self, build: "Callable[..., models.QuerySet[Any]]") -> None:
        self._build = build
        self._ready: tuple[Any, Any, str, tuple[Any, ...]] | None = None

    def rows(self, **values: Any) -> list[Row]:
        """Ask the database and return the rows, as the query set would."""
        if self._ready is None:
            self._ready = self._put_together()
        queryset, compiler, sql, given = self._ready
        if not sql:
            return []
        asked = copy.copy(compiler)
        # Where a page reads may differ from one to the next (foundation.replica), and connections belong to threads.
        asked.using = queryset._db or router.db_for_read(queryset.model)
        asked.connection = connections[asked.using]
        sent = tuple(values[value.value] if isinstance(value, Given) else value for value in given)
        asked.as_sql = lambda *_args, **_more: (sql, sent)
        shell = SimpleNamespace(
            db=asked.using,
            model=queryset.model,
            query=SimpleNamespace(**_described(queryset.query), get_compiler=lambda *_args, **_more: asked),
            _known_related_objects={},
            _fields=queryset._fields,
        )
        return list(queryset._iterable_class(shell))

    def _put_together(self) -> tuple[Any, Any, str, tuple[Any, ...]]:
        names = inspect.signature(self._build).parameters
        queryset = self._build(**{name: Given(name) for name in names})
        compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            sql, given = compiler.as_sql()
        except EmptyResultSet:
            sql, given = "", ()
        return queryset, compiler, sql, tuple(given)


_MOST_KEPT = 2_000
_kept: "dict[Hashable, Statement[Any]]" = {}


def asked_again(key: Hashable, build: "Callable[[], models.QuerySet[Any]]") -> list[Any]:
    """Ask a question whose wording and values follow from `key` alone, put together when it is asked first."""
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = Statement(build)
    return _kept[key].rows()


def _described(query: Any) -> dict[str, Any]:
    """What the iterables of values read of a query."""
    names = ("extra_select", "values_select", "annotation_select")
    return {name: getattr(query, name) for name in names}
