"""From declarations to SQL: predicates without alias, as Django writes them into check constraints.

`Frozen` is a compiled measure as a migration keeps it: plain SQL text that later code cannot change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model, Q
from django.db.models.sql.query import Query

from foundation.kpi.measures import ALWAYS, Measure

NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"
"""The institution of what belongs to none."""

COLUMNS = "measure, day, institution, city, county, category, bucket"


@dataclass(frozen=True)
class Frozen:
    """One measure as SQL over one row: whether it counts, on which day, in which bucket, and where it belongs."""

    code: str
    version: int
    counts: str
    day: str
    bucket: str
    institution: str
    city: str
    county: str
    category: str
    by_day: bool
    parts_by_day: bool = False


def predicate(model: type[Model], condition: Q) -> str:
    """Write `condition` as SQL over the bare columns of the model's table; an empty one is true.

    Raises FieldError for a name that is no column of the model itself.
    """
    if not condition:
        return "true"
    query = Query(model, alias_cols=False)
    where = query.build_where(condition)
    sql, parameters = where.as_sql(query.get_compiler(connection=connection), connection)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        return sql % tuple(editor.quote_value(value) for value in parameters)


def freeze(measure: Measure) -> Frozen:
    """Compile a measure. Histograms keep months, not days, so their rows fall together sooner."""
    model = measure.model_class
    day = measure.sql(measure.date) if measure.date else f"'{ALWAYS.isoformat()}'::date"
    if measure.date and measure.bucket:
        day = f"date_trunc('month', {day}::timestamp)::date"
    institution = measure.sql(measure.of.institution) if measure.of.institution else NOBODY
    return Frozen(
        code=measure.code,
        version=measure.version,
        counts=predicate(model, measure.condition),
        day=day,
        bucket=measure.sql(measure.bucket) if measure.bucket else "0",
        institution=institution,
        city=_text(measure, measure.of.city),
        county=_text(measure, measure.of.county),
        category=_text(measure, measure.of.category),
        by_day=measure.by_day,
        parts_by_day=measure.parts_by_day,
    )


def _text(measure: Measure, name: str) -> str:
    return f"{measure.sql(name)}::text" if name else "''"


def _values(measures: Sequence[Frozen]) -> str:
    return ",\n        ".join(
        f"('{each.code}', {each.day}, {each.institution}, {each.city}, {each.county}, {each.category}, "
        f"{each.bucket}, {each.counts})"
        for each in measures
    )


def select(rows: str, measures: Sequence[Frozen]) -> str:
    """Write the query that counts `rows` (with a column `sign`, 1 or −1) into the grain of kpi_delta.

    One scan for all measures. Groups whose parts cancel out are left out: an update that changes no
    dimension of a row writes nothing.
    """
    return f"""SELECT m.measure, m.day, m.institution, m.city, m.county, m.category, m.bucket, sum(t.sign)
    FROM ({rows}) t CROSS JOIN LATERAL (VALUES
        {_values(measures)}
    ) m ({COLUMNS}, counts)
    WHERE m.counts
    GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(t.sign) <> 0"""  # noqa: S608  (identifiers and literals of migrations)
