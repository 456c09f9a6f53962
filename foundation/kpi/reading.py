"""Reading figures: cells, and whatever is not merged yet, in one statement for a whole page.

Whole months come from cells and waiting deltas. Single days of the province, its cities and its
categories come from the table of days; those of a county, an institution or a city's category are so
few that they are counted in the rows, on the same predicate. Horizon figures are always counted there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.db.models import Count, F, Q, TextField, Value
from django.db.models.functions import Cast

from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.compiling import predicate
from foundation.kpi.measures import ALWAYS, Countable, Horizon, Measure
from foundation.kpi.periods import Span
from foundation.replica import connection_for_reading

By = Literal["", "month", "category", "city", "county", "institution"]
Histogram = Mapping[int, int]
Parameter = str | date | list[str]
Part = tuple[str, list[Parameter]]
_FINE = ("county", "institution")
_NONE: Histogram = {}


@dataclass(frozen=True)
class Ask:
    """One question: which countables, in which days (not for stocks and horizons), split by what."""

    name: str
    codes: tuple[str, ...]
    span: Span | None = None
    by: By = ""
    category: str = ""


@dataclass
class Answers:
    """The figures by question, code and key; each a histogram (bucket 0 where there are no buckets)."""

    values: dict[tuple[str, str], dict[str, dict[int, int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    )

    def total(self, name: str, code: str) -> int:
        """The sum over all keys and buckets."""
        return sum(sum(histogram.values()) for histogram in self.values[name, code].values())

    def counts(self, name: str, code: str) -> dict[str, int]:
        """The sums by key; a key without rows is absent."""
        summed = {key: sum(histogram.values()) for key, histogram in self.values[name, code].items()}
        return {key: value for key, value in summed.items() if value}

    def histogram(self, name: str, code: str, key: str = "") -> Histogram:
        """The counts of whole days under a key."""
        found = self.values[name, code].get(key, _NONE)
        return {bucket: value for bucket, value in found.items() if value}


def ask(area: Area, questions: Iterable[Ask], today: date) -> Answers:
    """Answer all questions about an area in one statement, so that all figures are of one moment.

    Raises KeyError for a code nobody registered.
    """
    parts: list[str] = []
    parameters: list[Any] = []
    names: list[str] = []
    for question in questions:
        for sql, values in _parts(area, question, today):
            parts.append(f"SELECT {len(names)} AS question, p.* FROM ({sql}) p (measure, key, bucket, value)")  # noqa: S608
            parameters += values
        names.append(question.name)
    answers = Answers()
    if parts:
        with connection_for_reading().cursor() as cursor:
            cursor.execute(
                "SELECT question, measure, key, bucket, sum(value)::bigint FROM ("  # noqa: S608  (built here)
                f"{' UNION ALL '.join(parts)}) u GROUP BY 1, 2, 3, 4",
                parameters,
            )
            for number, code, key, bucket, value in cursor.fetchall():
                answers.values[names[number], code][key][bucket] += value
    return answers


def count(code: str, area: Area, today: date, *, span: Span | None = None, category: str = "") -> int:
    """The figure of one countable; what the list behind it must show."""
    return ask(area, [Ask("it", (code,), span, category=category)], today).total("it", code)


def _parts(area: Area, question: Ask, today: date) -> Iterator[Part]:
    found = [measures.countable(code) for code in question.codes]
    stocks = [each.code for each in found if isinstance(each, Measure) and not each.date]
    flows = [each for each in found if isinstance(each, Measure) and each.date]
    for each in found:
        if isinstance(each, Horizon):
            count_rows = _joined_rows if each.joined else _rows
            yield count_rows(each, area, question, each.where(today))
    if stocks:
        yield from _merged_and_waiting(stocks, area, question, Span(ALWAYS, ALWAYS))
    if flows:
        if question.span is None:
            raise ValueError(f"{question.name} needs a span of days.")
        yield from _flows(flows, area, question, question.span)


def _flows(flows: Sequence[Measure], area: Area, question: Ask, span: Span) -> Iterator[Part]:
    whole = span.months()
    if whole:
        yield from _merged_and_waiting([each.code for each in flows], area, question, whole)
    days = [] if _is_fine(area, question) else [each.code for each in flows if each.by_day]
    for rest in span.rest():
        if days:
            yield _area_cells("kpi_area_day", "day", "0", days, area, question, rest)
            yield _waiting(days, area, question, rest)
        for each in flows:
            if each.code not in days:
                happened = Q(**{f"{each.date}__range": (rest.first, rest.last)})
                yield _rows(each, area, question, each.condition & happened)


def _is_fine(area: Area, question: Ask) -> bool:
    """Whether only the cells of institutions can answer: counties, institutions, and city by category."""
    of_cities = bool(area.city) or question.by == "city"
    of_categories = bool(question.category) or question.by == "category"
    return area.is_fine or question.by in _FINE or (of_cities and of_categories)


def _merged_and_waiting(codes: Sequence[str], area: Area, question: Ask, months: Span) -> Iterator[Part]:
    if _is_fine(area, question):
        yield _institution_cells(codes, area, question, months)
    else:
        yield _area_cells("kpi_area_month", "month", "bucket", codes, area, question, months)
    yield _waiting(codes, area, question, months)


def _institution_cells(codes: Sequence[str], area: Area, question: Ask, span: Span) -> Part:
    key = {"": "''", "month": "month::text"}.get(question.by, f"{question.by}::text")
    conditions, parameters = _within(area, question.category)
    return (
        f"SELECT measure, {key}, bucket, sum(value) FROM kpi_institution_month "  # noqa: S608  (fixed names)
        f"WHERE measure = ANY(%s) AND month BETWEEN %s AND %s{conditions} GROUP BY 1, 2, 3",
        [list(codes), span.first, span.last, *parameters],
    )


def _area_cells(
    table: str, time: str, bucket: str, codes: Sequence[str], area: Area, question: Ask, span: Span
) -> Part:
    """Cells of the margins; totals stand in rows of their own (empty area, empty category)."""
    conditions = "area = %s"
    parameters: list[Parameter] = [area.city]
    if question.by == "city" and not area.city:
        conditions, parameters = "area <> ''", []
    if question.by == "category":
        conditions += " AND category <> ''"
    if question.by != "category" or question.category:
        conditions += " AND category = %s"
        parameters.append(question.category)
    key = {"": "''", "month": f"date_trunc('month', {time}::timestamp)::date::text", "city": "area"}
    return (
        f"SELECT measure, {key.get(question.by, question.by)}, {bucket}, sum(value) FROM {table} "  # noqa: S608
        f"WHERE measure = ANY(%s) AND {time} BETWEEN %s AND %s AND {conditions} GROUP BY 1, 2, 3",
        [list(codes), span.first, span.last, *parameters],
    )


def _waiting(codes: Sequence[str], area: Area, question: Ask, span: Span) -> Part:
    key = {"": "''", "month": "date_trunc('month', day::timestamp)::date::text"}
    conditions, parameters = _within(area, question.category)
    return (
        f"SELECT measure, {key.get(question.by, f'{question.by}::text')}, bucket, sum(value) FROM kpi_delta "  # noqa: S608
        f"WHERE measure = ANY(%s) AND day BETWEEN %s AND %s{conditions} GROUP BY 1, 2, 3",
        [list(codes), span.first, span.last, *parameters],
    )


def _within(area: Area, category: str) -> tuple[str, list[Parameter]]:
    """Conditions on a table that has the columns city, county, institution and category."""
    values = {"city": area.city, "county": area.county, "institution": area.institution, "category": category}
    wanted = {column: value for column, value in values.items() if value}
    casts = {"institution": "%s::uuid"}
    sql = "".join(f" AND {column} = {casts.get(column, '%s')}" for column in wanted)
    return sql, [str(value) for value in wanted.values()]


def _rows(countable: Countable, area: Area, question: Ask, condition: Q) -> Part:
    """Count in the rows themselves."""
    condition &= area.rows(countable)
    if question.category:
        condition &= Q(**{countable.of.category: question.category})
    model = countable.model_class
    time = countable.date if isinstance(countable, Measure) else ""
    name = time if question.by == "month" else (countable.column(question.by) if question.by else "")
    key = f"{countable.sql(name)}::text" if name else "''"
    if question.by == "month" and name:
        key = f"date_trunc('month', {countable.sql(name)}::timestamp)::date::text"
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
    name = countable.column(question.by) if question.by else ""
    key = Cast(F(name), TextField()) if name else Value("", TextField())
    rows = countable.model_class._base_manager.filter(condition & area.rows(countable)).order_by()
    counted = rows.annotate(place_key=key).values("place_key").annotate(found=Count("pk"))
    code, bucket = Value(countable.code, TextField()), Value(0)
    sql, values = counted.values_list(code, "place_key", bucket, "found").query.sql_with_params()
    return sql, list(values)
