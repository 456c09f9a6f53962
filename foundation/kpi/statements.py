"""The statement that answers the questions of a page: what is added up in cells, and what is counted in rows.

Questions that add up the same table by the same key share one part of the statement, since planning many small parts
takes longer than carrying them out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Count, F, Q, TextField, Value
from django.db.models.functions import Cast, Concat, TruncMonth
from django.utils import timezone

from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.compiling import predicate
from foundation.kpi.measures import ALWAYS, Countable, Horizon, Measure
from foundation.kpi.periods import Span
from foundation.kpi.questions import Ask

Parameter = str | int | date | list[str]
Part = tuple[str, list[Parameter]]
Grain = Literal["area", "part", "institution"]
_MOST_COMPILED = 2_000
_compiled: dict[tuple[Any, ...], tuple[Countable, Part]] = {}


@dataclass(frozen=True)
class Scan:
    """A way to add up a table of cells: its column of time, its bucket, by which key, and which cells."""

    table: str
    time: str
    bucket: str
    key: str
    conditions: str
    parameters: tuple[str | tuple[str, ...], ...]


def parts_of(area: Area, questions: Sequence[Ask], today: date) -> Iterator[Part]:
    """Yield the parts of the statement, each with the columns question, measure, key, bucket and value.

    A question is known by its place. Raises KeyError for a code nobody registered, ValueError for a flow without days.
    """
    wanted: dict[Scan, list[tuple[int, str, Span]]] = defaultdict(list)
    for place, question in enumerate(questions):
        found = [measures.countable(code) for code in question.codes]
        for each in found:
            if isinstance(each, Horizon):
                yield _of_question(place, _once_compiled(each, area, question, today, question.span))
            elif not each.date:
                for scan in _merged_and_waiting(each, area, question):
                    wanted[scan].append((place, each.code, Span(ALWAYS, ALWAYS)))
            elif question.span is None:
                raise ValueError(f"{question.name} needs a span of days.")
            else:
                for counted_in, span in _flow(each, area, question, question.span):
                    if counted_in is not None:
                        wanted[counted_in].append((place, each.code, span))
                    else:
                        yield _of_question(place, _once_compiled(each, area, question, today, span))
    for scan, cells in wanted.items():
        yield _added_up(scan, cells)


def _of_question(place: int, part: Part) -> Part:
    sql, parameters = part
    return f"SELECT {place} AS question, p.* FROM ({sql}) p (measure, key, bucket, value)", parameters  # noqa: S608


def _added_up(scan: Scan, cells: Sequence[tuple[int, str, Span]]) -> Part:
    """One look into a table for each measure and span, so that the index leads to it whatever else the page asks.

    A look of its own is written with constants: the planner then knows how many cells there are, which matters for
    histograms.
    """
    if len(cells) == 1:
        place, code, span = cells[0]
        return (
            f"SELECT {place}, measure, {scan.key}, {scan.bucket}, sum(value) FROM {scan.table} "  # noqa: S608
            f"WHERE measure = %s AND {scan.time} BETWEEN %s AND %s{scan.conditions} GROUP BY 1, 2, 3, 4",
            [code, span.first, span.last, *_listed(scan)],
        )
    looked_for = ", ".join(["(%s, %s, %s::date, %s::date)"] * len(cells))
    parameters: list[Parameter] = [each for place, code, span in cells for each in (place, code, span.first, span.last)]
    parameters += _listed(scan)
    return (
        "SELECT q.question, q.code, p.key, p.bucket, p.value "  # noqa: S608  (names of our own tables and columns)
        f"FROM (VALUES {looked_for}) q (question, code, first, last) CROSS JOIN LATERAL ("
        f"SELECT {scan.key} AS key, {scan.bucket} AS bucket, sum(value) AS value FROM {scan.table} "
        f"WHERE measure = q.code AND {scan.time} BETWEEN q.first AND q.last{scan.conditions} GROUP BY 1, 2) p",
        parameters,
    )


def _listed(scan: Scan) -> list[Parameter]:
    return [list(each) if isinstance(each, tuple) else each for each in scan.parameters]


def _flow(measure: Measure, area: Area, question: Ask, span: Span) -> Iterator[tuple[Scan | None, Span]]:
    """Where the days of a span are added up; None where they are counted in the rows."""
    whole, years = span.months(), span.years(timezone.localdate())
    of_years = _years_in_cells(measure, area, question) if years else None
    if years is not None and of_years is not None:
        yield of_years, years
        yield _waiting("bucket", area, question), years
        return
    if whole:
        for scan in _merged_and_waiting(measure, area, question):
            yield scan, whole
    by_day = _days_in_cells(measure, area, question)
    for rest in span.rest():
        if by_day is not None:
            yield by_day, rest
            yield _waiting("0", area, question), rest
        else:
            yield None, rest


def _years_in_cells(measure: Measure, area: Area, question: Ask) -> Scan | None:
    """The cells of whole years that answer a question about a histogram, if there are any."""
    if not measure.bucket or question.by == "month":
        return None
    grain = _grain(area, question)
    if grain == "area":
        return _area_cells("kpi_area_year", "year", "bucket", area, question)
    return _part_cells("kpi_part_year", "year", "bucket", area, question) if grain == "part" else None


def _days_in_cells(measure: Measure, area: Area, question: Ask) -> Scan | None:
    """The cells of single days that answer a question, if there are any."""
    grain = _grain(area, question)
    if grain == "area" and measure.by_day:
        return _area_cells("kpi_area_day", "day", "0", area, question)
    if grain == "part" and measure.parts_by_day:
        return _part_cells("kpi_part_day", "day", "0", area, question)
    return None


def _grain(area: Area, question: Ask) -> Grain:
    """The coarsest table of cells that answers a question: margins of the province, of a city, or institutions."""
    split = question.by.split("+")
    of_institutions = bool(area.county) or "county" in split or "institution" in split
    of_categories = bool(question.category) or "category" in split
    of_cities = bool(area.city or area.circle or area.county)
    if area.institution:
        return "institution"
    if not of_institutions and not (of_categories and (of_cities or "city" in split)):
        return "area"
    one_key = question.by in ("", "month", "county", "category", "institution")
    return "part" if of_cities and one_key and not (of_institutions and of_categories) else "institution"


def _merged_and_waiting(measure: Measure, area: Area, question: Ask) -> Iterator[Scan]:
    bucket, grain = "bucket" if measure.bucket else "0", _grain(area, question)
    if grain == "area":
        yield _area_cells("kpi_area_month", "month", bucket, area, question)
    else:
        yield _institution_cells(bucket, area, question)
    yield _waiting(bucket, area, question)


def _institution_cells(bucket: str, area: Area, question: Ask) -> Scan:
    key = {"": "''", "month": "month::text"}.get(question.by) or _key_of(question.by.split("+"))
    conditions, parameters = _within(area, question.category)
    return Scan("kpi_institution_month", "month", bucket, key, conditions, parameters)


def _area_cells(table: str, time: str, bucket: str, area: Area, question: Ask) -> Scan:
    """Cells of the margins; totals stand in rows of their own (empty area, empty category)."""
    conditions = " AND area = ANY(%s)"
    parameters: list[str | tuple[str, ...]] = [area.cities if area.city or area.circle else ("",)]
    if question.by == "city" and not (area.city or area.circle):
        conditions, parameters = " AND area <> ''", []
    if question.by == "category":
        conditions += " AND category <> ''"
    if question.by != "category" or question.category:
        conditions += " AND category = %s"
        parameters.append(question.category)
    key = {"": "''", "month": f"date_trunc('month', {time}::timestamp)::date::text", "city": "area"}
    return Scan(table, time, bucket, key.get(question.by, question.by), conditions, tuple(parameters))


def _part_cells(table: str, time: str, bucket: str, area: Area, question: Ask) -> Scan:
    """Cells of the institutions of cities (their category is empty), or of their categories."""
    conditions = " AND city = ANY(%s)"
    parameters: list[str | tuple[str, ...]] = [area.cities or (f"{area.county[:4]}00",)]
    if question.by == "category" or question.category:
        conditions += " AND category = %s" if question.category else " AND category <> ''"
        parameters += [question.category] if question.category else []
    else:
        conditions += " AND category = ''" + (" AND county = %s" if area.county else "")
        parameters += [area.county] if area.county else []
    key = {
        "": "''",
        "month": f"date_trunc('month', {time}::timestamp)::date::text",
        "institution": "institution::text",
    }
    return Scan(table, time, bucket, key.get(question.by, question.by), conditions, tuple(parameters))


def _waiting(bucket: str, area: Area, question: Ask) -> Scan:
    whole = {"": "''", "month": "date_trunc('month', day::timestamp)::date::text"}
    key = whole.get(question.by) or _key_of(question.by.split("+"))
    conditions, parameters = _within(area, question.category)
    return Scan("kpi_delta", "day", bucket, key, conditions, parameters)


def _within(area: Area, category: str) -> tuple[str, tuple[str | tuple[str, ...], ...]]:
    """Conditions on a table that has the columns city, county, institution and category."""
    values = {"city": area.city, "county": area.county, "institution": area.institution, "category": category}
    wanted = {column: value for column, value in values.items() if value}
    casts = {"institution": "%s::uuid"}
    sql = "".join(f" AND {column} = {casts.get(column, '%s')}" for column in wanted)
    parameters: list[str | tuple[str, ...]] = [str(value) for value in wanted.values()]
    if area.circle:
        sql += " AND city = ANY(%s)"
        parameters.append(area.cities)
    return sql, tuple(parameters)


def _key_of(columns: Iterable[str]) -> str:
    """The key of an answer from one column or several."""
    return " || '|' || ".join(f"{column}::text" for column in columns)


def _once_compiled(countable: Measure | Horizon, area: Area, question: Ask, today: date, span: Span | None) -> Part:
    """The part that counts rows, compiled once a day for each question: compiling costs more than asking.

    Circles are compiled each time, since their cities stand in a table that may change.
    """
    key = (countable.code, area, question.by, question.category, today, span)
    kept = _compiled.get(key)
    if kept is not None and kept[0] is countable:
        return kept[1]
    condition = countable.where(today) if isinstance(countable, Horizon) else countable.condition
    count_rows = _joined_rows if isinstance(countable, Horizon) and countable.joined else _rows
    part = count_rows(countable, area, question, condition & _on_the_days(countable, question, span))
    if not area.circle:
        if len(_compiled) >= _MOST_COMPILED:
            _compiled.clear()
        _compiled[key] = (countable, part)
    return part


def _on_the_days(countable: Countable, question: Ask, span: Span | None) -> Q:
    """The days of a question about rows that have one."""
    if not countable.date:
        return Q()
    if span is None:
        raise ValueError(f"{question.name} needs a span of days.")
    return Q(**{f"{countable.date}__range": (span.first, span.last)})


def _rows(countable: Countable, area: Area, question: Ask, condition: Q) -> Part:
    """Count in the rows themselves."""
    condition &= area.rows(countable)
    if question.category:
        condition &= Q(**{countable.of.category: question.category})
    model = countable.model_class
    key = "''"
    if question.by == "month" and countable.date:
        key = f"date_trunc('month', {countable.sql(countable.date)}::timestamp)::date::text"
    elif question.by and question.by != "month":
        names = [countable.column(dimension) for dimension in question.by.split("+")]
        key = _key_of(countable.sql(name) for name in names) if all(names) else "''"
    bucket = countable.sql(countable.bucket) if isinstance(countable, Measure) and countable.bucket else "0"
    where = predicate(model, condition).replace("%", "%%")
    return (
        f"SELECT '{countable.code}', {key}, {bucket}, count(*) "  # noqa: S608  (declared names, compiled predicate)
        f"FROM {countable.table} WHERE {where} GROUP BY 2, 3",
        [],
    )


def _joined_rows(countable: Countable, area: Area, question: Ask, condition: Q) -> Part:
    """Count rows whose place or predicate lies in other rows."""
    if question.category:
        condition &= Q(**{countable.of.category: question.category})
    key = _joined_key(countable, question)
    rows = countable.model_class._base_manager.filter(condition & area.rows(countable)).order_by()
    counted = rows.annotate(place_key=key).values("place_key").annotate(found=Count("pk"))
    code, bucket = Value(countable.code, TextField()), Value(0)
    sql, values = counted.values_list(code, "place_key", bucket, "found").query.sql_with_params()
    return sql, list(values)


def _joined_key(countable: Countable, question: Ask) -> Any:
    """The key of an answer from columns that may lie in other rows; nothing where the rows have no such column."""
    if question.by == "month" and countable.date:
        return Cast(TruncMonth(F(countable.date)), TextField())
    names = [countable.column(dimension) for dimension in question.by.split("+")] if question.by else []
    if question.by == "month" or not names or not all(names):
        return Value("", TextField())
    key: Any = None
    for name in names:
        column = Cast(F(name), TextField())
        key = column if key is None else Concat(key, Value("|", TextField()), column)
    return key
