"""Rows and their names: fill what a name is found by, and find rows by what somebody typed."""

from typing import Any, Final, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q

from foundation.accounts.models import Organisation, Person
from foundation.accounts.names import spell, wanted

Row = TypeVar("Row", bound=Organisation | Person)
_CHUNK: Final = 2_000


def spelled(row: Row) -> Row:
    """Fill the columns that follow from the row's name, and return the row. Every writer of names calls it."""
    spelling = spell(row.name, person=isinstance(row, Person))
    row.tokens, row.name_key = spelling.tokens, spelling.key
    if isinstance(row, Organisation):
        row.sort_key = spelling.sort_key
    return row


def is_named(words: str, model: type[Organisation | Person], column: str = "pk") -> Q:
    """Return the condition that `column` is the key of a row of `model` whose name holds the words.

    The keys are fetched first, as an array: beside an order and a limit PostgreSQL would otherwise walk the
    index of the order and test every row on its way. Words without letters or digits find nothing.
    """
    ways = wanted(words)
    if not ways:
        return Q(pk__in=[])
    condition = Q()
    for way in ways:
        condition |= Q(tokens__contains=way.tokens, name_key__regex=way.pattern)
    keys = model._base_manager.filter(condition).order_by().values("pk")
    return Q(_IsOneOf(F(column), ArraySubquery(keys)))


def spell_all(*, anew: bool = False) -> int:
    """Fill the rows that lack what their name is found by (all rows if `anew`); return how many were filled."""
    return sum(_spell_model(model, anew=anew) for model in (Organisation, Person))


def _spell_model(model: type[Organisation | Person], *, anew: bool) -> int:
    rows = model._base_manager.only("pk", "name")
    if not anew:
        rows = rows.filter(name_key="").exclude(name="")
    filled: list[Organisation | Person] = []
    count = 0
    for row in rows.iterator(chunk_size=_CHUNK):
        filled.append(spelled(row))
        if len(filled) == _CHUNK:
            count += _keep(model, filled)
            filled = []
    return count + _keep(model, filled)


def _keep(model: type[Any], rows: list[Organisation | Person]) -> int:
    model._base_manager.bulk_update(rows, model.found_by, batch_size=500)
    return len(rows)


class _IsOneOf(Func):
    """`key = ANY(ARRAY(SELECT …))`: the subquery runs once, before the rest of the statement is planned around it."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()
