"""Measures and horizon figures: what can be counted, declared once by the app that owns the rows.

From a measure follow the triggers that record every change, the full recompute, and the rows behind
a number. A horizon figure depends on today, so no change of a row announces it: it is counted live.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q

ALWAYS = date(1, 1, 1)
"""The day under which a measure without a date (a stock: what is so now) keeps its sum."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows that are counted: their model, the page that lists them, and the fields that place a row.

    A field left empty is a dimension the rows do not have. `verb` opens the page; empty where all who see figures
    may open it.
    """

    model: str
    page: str
    institution: str = ""
    city: str = ""
    county: str = ""
    category: str = ""
    verb: str = ""


@dataclass(frozen=True, kw_only=True)
class Countable:
    """What a measure and a horizon figure share. `title` names the rows in a list ("Cases accepted").

    With `date`, the field of the day under which a row counts, it is asked for with the days of a period.
    """

    code: str
    title: Any
    of: Rows
    date: str = ""

    @property
    def model_class(self) -> type[Model]:
        """The model whose rows are counted."""
        return apps.get_model(self.of.model)

    @property
    def table(self) -> str:
        """The table of the model."""
        return self.model_class._meta.db_table

    def sql(self, field_name: str) -> str:
        """The quoted column of one of the model's own fields. Raises TypeError for a relation from elsewhere."""
        found = self.model_class._meta.get_field(field_name)
        if not isinstance(found, Field):
            raise TypeError(f"{field_name} is no column of {self.of.model}.")
        return f'"{found.column}"'

    def column(self, dimension: str) -> str:
        """The model's field for a dimension (institution, city, county, category), or empty."""
        return str(getattr(self.of, dimension))


@dataclass(frozen=True, kw_only=True)
class Measure(Countable):
    """An additive count of rows that satisfy `where`, on the day in `date`.

    `bucket` is a column of whole days by which the rows are counted apart (a histogram); rows without
    a value in it do not count. Without `date` the measure is a stock: the rows that are so now.
    Change `version` together with the arithmetic; the migration then recounts. `parts_by_day`: the pages of a city
    split single days of this flow by institution and category, so that cells of them are kept.
    """

    version: int = 1
    where: Q = field(default_factory=Q)
    bucket: str = ""
    parts_by_day: bool = False

    @property
    def by_day(self) -> bool:
        """Whether cells of single days are kept: for plain flows, not for histograms and stocks."""
        return bool(self.date) and not self.bucket

    @property
    def condition(self) -> Q:
        """The predicate of the rows that count, on any day: what the triggers, the recompute and the list use."""
        condition = self.where
        if self.date:
            condition &= Q(**{f"{self.date}__isnull": False})
        if self.bucket:
            condition &= Q(**{f"{self.bucket}__isnull": False})
        return condition


@dataclass(frozen=True, kw_only=True)
class Horizon(Countable):
    """A count that depends on today; `where` gives its predicate for a day. A partial index must carry it.

    With `date` it counts days that are still to come, each asked for by its span.
    `joined`: place or predicate lie in other rows than the model's own, so that the ORM puts the question together.
    """

    where: Callable[[date], Q]
    order: str
    joined: bool = False


_measures: dict[str, Measure] = {}
_horizons: dict[str, Horizon] = {}


def register(*countables: Measure | Horizon) -> None:
    """Make measures and horizon figures known (from `<app>/kpis.py`). The same code twice is an error."""
    for countable in countables:
        shelf: dict[str, Any] = _measures if isinstance(countable, Measure) else _horizons
        if countable.code in _measures or countable.code in _horizons:
            raise ValueError(f"The measure {countable.code} is registered twice.")
        shelf[countable.code] = countable


def measure(code: str) -> Measure:
    """Return a measure. Raises KeyError for a code nobody registered."""
    return _measures[code]


def horizon(code: str) -> Horizon:
    """Return a horizon figure. Raises KeyError for a code nobody registered."""
    return _horizons[code]


def countable(code: str) -> Measure | Horizon:
    """Return a measure or horizon figure. Raises KeyError for a code nobody registered."""
    return _measures[code] if code in _measures else _horizons[code]


def is_fed(*codes: str) -> bool:
    """Whether somebody registered every one of the codes; a KPI over others has no data yet."""
    return all(code in _measures or code in _horizons for code in codes)


def all_measures() -> list[Measure]:
    """Every measure in the order of its code."""
    return [_measures[code] for code in sorted(_measures)]


def all_horizons() -> list[Horizon]:
    """Every horizon figure in the order of its code."""
    return [_horizons[code] for code in sorted(_horizons)]


def by_model() -> Iterator[tuple[type[Model], list[Measure]]]:
    """Yield each measured model with its measures, in the order of its label."""
    for label in sorted({each.of.model for each in _measures.values()}):
        yield apps.get_model(label), [each for each in all_measures() if each.of.model == label]
