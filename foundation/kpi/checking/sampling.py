"""The nightly sample: some cells, drawn by a recorded seed, counted anew.

Two kinds of question. *Rows*: the figure of one institution (or, for what depends on today, of any area) in some
months, days or a category, against the rows its drill-down lists. *Sums*: the cells of province, cities, categories
and days against the sum of the cells of the institutions. An institution's rows lie together on an index and a
month of cells is small, so that ten million cases cost no more than a hundred thousand for each question.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from foundation.kpi import measures, reading
from foundation.kpi.areas import PROVINCE, Area
from foundation.kpi.checking.cells import Against, DifferingCell
from foundation.kpi.checking.recording import Found
from foundation.kpi.drilling import behind
from foundation.kpi.measures import Countable, Horizon, Measure
from foundation.kpi.periods import Span, month_end
from foundation.law import queries as law

QUESTIONS: Final = 120
_DAYS_SHARE: Final = 0.3  # of the questions about flows, those whose days begin and end anywhere
_CATEGORY_SHARE: Final = 0.4
_LONGEST: Final = 3  # months


@dataclass(frozen=True)
class Question:
    """One figure that is counted anew."""

    countable: Measure | Horizon
    area: Area
    span: Span | None
    category: str = ""


@dataclass(frozen=True)
class Places:
    """What can be drawn: the months and institutions that have cells, their divisions, and the categories."""

    months: list[date]
    institutions: list[UUID]
    cities: list[str]
    counties: list[str]
    categories: list[str]


def sample(seed: str, today: date, questions: int = QUESTIONS) -> Found:
    """Count the cells that `seed` draws anew and compare. The same seed draws the same over the same institutions."""
    random, places = Random(seed), _places()  # noqa: S311  (drawn again by whoever doubts it, not a secret)
    looked, differing = 0, []
    for question in _drawn(random, places, questions):
        looked += 1
        differing += against_rows(question, today)
    for measure, month in _drawn_months(random, places, questions // 4):
        cells, wrong = against_sums(measure, month)
        looked += cells
        differing += wrong
    return Found(looked, len(differing), differing, seed)


def against_rows(question: Question, today: date) -> list[DifferingCell]:
    """Compare one figure with its rows, both of one moment; return what differs, if it does."""
    countable, area, span = question.countable, question.area, question.span
    condition = behind(countable, area, span, question.category, today)
    with _snapshot():
        figure = reading.count(countable.code, area, today, span=span, category=question.category)
        rows = countable.model_class._base_manager.filter(condition).count()
    if figure == rows:
        return []
    days = (span.first.isoformat(), span.last.isoformat()) if span else ("", "")
    place = str(area.institution or area.county or area.city)
    return [DifferingCell(countable.code, *days, place, question.category, rows, figure)]


def against_sums(measure: Measure, month: date) -> tuple[int, list[DifferingCell]]:
    """Compare the margins of a measure in a month and its year with the sum of their parts: how many, what differs."""
    looked, differing = 0, []
    with _snapshot(), connection.cursor() as cursor:
        for against, span, statement in _sums(measure, month):
            days = (span.first.isoformat(), span.last.isoformat()) if measure.date else ("", "")
            cursor.execute(statement, {"measure": measure.code, "first": span.first, "last": span.last})
            for area, category, bucket, expected, found in cursor.fetchall():
                looked += 1
                if expected != found:
                    cell = DifferingCell(
                        measure.code, *days, area, category, int(expected), int(found), bucket or None, against
                    )
                    differing.append(cell)
    return looked, differing


# The cells of institutions at the grain of the margins: all, each city, each category of the province.
_OF_INSTITUTIONS = (
    "SELECT a.area, a.category, i.bucket, sum(i.value) AS value FROM kpi_institution_month i "
    "CROSS JOIN LATERAL (VALUES ('', '', true), (i.city, '', i.city <> ''), ('', i.category, i.category <> '')) "
    "a (area, category, own) WHERE a.own AND i.measure = %(measure)s AND i.month = %(first)s GROUP BY 1, 2, 3"
)
_MARGINS = "SELECT area, category, bucket, value FROM kpi_area_month WHERE measure = %(measure)s AND month = %(first)s"
_OF_DAYS = (
    "SELECT area, category, 0 AS bucket, sum(value) AS value FROM kpi_area_day "
    "WHERE measure = %(measure)s AND day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2"
)
# The same for what a city falls into: an institution stands for itself, a category for its city.
_OF_PART = "CASE WHEN category = '' THEN institution::text ELSE city END AS area, category"
_PARTS_OF_INSTITUTIONS = (
    "SELECT CASE WHEN p.category = '' THEN i.institution::text ELSE i.city END AS area, p.category, i.bucket, "
    "sum(i.value) AS value FROM kpi_institution_month i "
    "CROSS JOIN LATERAL (VALUES ('', true), (i.category, i.category <> '')) p (category, own) "
    "WHERE p.own AND i.city <> '' AND i.measure = %(measure)s AND i.month = %(first)s GROUP BY 1, 2, 3"
)
_PARTS = (
    f"SELECT {_OF_PART}, bucket, sum(value) AS value FROM kpi_part_month "  # noqa: S608  (fixed names)
    "WHERE measure = %(measure)s AND month = %(first)s GROUP BY 1, 2, 3"
)
_PARTS_OF_DAYS = (
    f"SELECT {_OF_PART}, 0 AS bucket, sum(value) AS value FROM kpi_part_day "  # noqa: S608  (fixed names)
    "WHERE measure = %(measure)s AND day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2"
)


_OF_MONTHS = (
    "SELECT area, category, bucket, sum(value) AS value FROM kpi_area_month "
    "WHERE measure = %(measure)s AND month BETWEEN %(first)s AND %(last)s GROUP BY 1, 2, 3"
)
_YEARS = "SELECT area, category, bucket, value FROM kpi_area_year WHERE measure = %(measure)s AND year = %(first)s"


def _sums(measure: Measure, month: date) -> Iterator[tuple[Against, Span, str]]:
    of_month = Span(month, month_end(month))
    yield "institutions", of_month, _beside(_OF_INSTITUTIONS, _MARGINS)
    yield "institutions", of_month, _beside(_PARTS_OF_INSTITUTIONS, _PARTS)
    if measure.bucket:
        yield "months", Span(month.replace(month=1), month.replace(month=12, day=31)), _beside(_OF_MONTHS, _YEARS)
    if measure.by_day:
        yield "days", of_month, _beside(_OF_DAYS, _MARGINS)
    if measure.parts_by_day:
        yield "days", of_month, _beside(_PARTS_OF_DAYS, _PARTS)


def _beside(parts: str, whole: str) -> str:
    return (
        "SELECT area, category, bucket, coalesce(p.value, 0)::bigint, coalesce(w.value, 0)::bigint "  # noqa: S608
        f"FROM ({parts}) p FULL JOIN ({whole}) w USING (area, category, bucket)"
    )


def _drawn(random: Random, places: Places, questions: int) -> Iterator[Question]:
    """Questions about rows, every figure in turn so that none is left out for long."""
    known: list[Measure | Horizon] = [*measures.all_measures(), *measures.all_horizons()]
    random.shuffle(known)
    for number in range(questions if places.institutions else 0):
        countable = known[number % len(known)]
        area = _area(random, places, countable)
        span = _span(random, places) if countable.date else None
        if span is not None and isinstance(countable, Measure) and countable.bucket:
            span = span.whole_months()
        divided = countable.of.category and random.random() < _CATEGORY_SHARE
        category = random.choice(places.categories) if divided and places.categories else ""
        yield Question(countable, area, span, category)


def _area(random: Random, places: Places, countable: Countable) -> Area:
    """An institution for what is kept in cells; any area for what is counted live on a partial index anyway."""
    if isinstance(countable, Horizon):
        kind = random.choice(("province", "city", "county", "institution"))
        if kind == "province":
            return PROVINCE
        if kind == "city" and places.cities:
            return Area(city=random.choice(places.cities))
        if kind == "county" and places.counties:
            return Area(county=random.choice(places.counties))
    return Area(institution=random.choice(places.institutions))


def _span(random: Random, places: Places) -> Span:
    first = random.choice(places.months)
    last = month_end(first + timedelta(days=31 * random.randrange(_LONGEST)))
    if random.random() < _DAYS_SHARE:
        first += timedelta(days=random.randrange(28))
        last -= timedelta(days=random.randrange(28))
    return Span(min(first, last), max(first, last))


def _drawn_months(random: Random, places: Places, questions: int) -> Iterator[tuple[Measure, date]]:
    known = measures.all_measures()
    for _number in range(questions if known else 0):
        measure = random.choice(known)
        yield measure, (random.choice(places.months) if measure.date else measures.ALWAYS)


def _places() -> Places:
    """What has cells, in a fixed order. The months are those between the first and the last, found on the index."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, [measures.ALWAYS])
        months = [row[0] for row in cursor.fetchall()]
        stocks = [each.code for each in measures.all_measures() if not each.date]
        cursor.execute(_INSTITUTIONS, [stocks, measures.ALWAYS])
        rows = cursor.fetchall()
    return Places(
        months,
        [row[0] for row in rows],
        sorted({row[1] for row in rows if row[1]}),
        sorted({row[2] for row in rows if row[2]}),
        sorted(category.code for category in law.practice_categories()),
    )


# The whole province without category: one row a measure and month, on a partial index.
_MONTHS = "SELECT DISTINCT month FROM kpi_area_month WHERE area = '' AND category = '' AND month <> %s ORDER BY month"
# Stocks say which institutions there are; their cells are few.
_INSTITUTIONS = (
    "SELECT DISTINCT institution, city, county FROM kpi_institution_month "
    "WHERE measure = ANY(%s) AND month = %s ORDER BY 1, 2, 3"
)


@contextmanager
def _snapshot() -> Iterator[None]:
    """One moment for several questions; inside a transaction of the caller, that transaction."""
    own = not connection.in_atomic_block
    with transaction.atomic():
        if own:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
