"""From a number to its rows: the parameters of a link become a filter over what the reader may see.

`/cases/?measure=cases.accepted&from=2026-01-01&until=2026-11-23&city=370100&category=FY-03`. The page
that lists the rows calls `drill`; the figure in the link and the count of the rows are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Model, Q
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.scoping import visible
from foundation.desk.formats import prose_date
from foundation.desk.lists import ListSpec
from foundation.kpi import measures, reading
from foundation.kpi.areas import Area, opened
from foundation.kpi.circles import CIRCLES
from foundation.kpi.measures import Countable, Horizon, Measure
from foundation.kpi.periods import Span

PARAMETERS = ("measure", "from", "until", "city", "county", "institution", "circle", "category")


class NoSuchFigure(Http404):
    """The parameters name no figure. The message says what is wrong, in words."""


@dataclass(frozen=True)
class Drill:
    """The rows behind a figure: a scoped queryset in no order, its title, and how many there are.

    `parameters` are those of the link, to be kept while paging and sorting.
    """

    queryset: Any  # of the queryset class of the model
    title: str
    countable: Countable
    area: Area | None
    span: Span | None
    category: str
    parameters: Mapping[str, str]
    today: date

    def count(self) -> int:
        """How many rows there are, from the figures: never a count of the whole table."""
        if self.area is None:
            return 0
        return reading.count(self.countable.code, self.area, self.today, span=self.span, category=self.category)


def figure_asked(params: Mapping[str, str], actor: AnyActor, model: type[Model]) -> Drill | None:
    """For a list page: the rows of `model` behind the figure in the address, None when it names none.

    Raises NoSuchFigure (a 404) as `drill` does.
    """
    return drill(params, actor, model=model) if params.get("measure") else None


def title_in_export(params: QueryDict, actor: AnyActor, spec: ListSpec) -> str:
    """What exported rows behind a figure are called; empty for an address without a figure.

    Raises NoSuchFigure (a 404) as `drill` does.
    """
    figure = figure_asked(params, actor, spec.model)
    return figure.title if figure is not None else ""


def drill(params: Mapping[str, str], actor: AnyActor, *, model: type[Model] | None = None) -> Drill:
    """Turn the parameters of an address into the rows behind the figure, as far as `actor` sees them.

    `model` is what the calling page lists. Raises NoSuchFigure for a measure nobody declared or of
    another model, for a date, area or category that cannot be, and for a flow without its days.
    """
    today = timezone.localdate()
    countable = _countable(params.get("measure", ""), model)
    span = _span(countable, params)
    asked, category = _area(countable, params), params.get("category", "")
    if category and not countable.of.category:
        raise NoSuchFigure(_("This figure is not divided by practice category."))
    if category and not (len(category) <= 16 and category.replace("-", "").isalnum()):
        raise NoSuchFigure(_("No such practice category."))
    condition = behind(countable, asked, span, category, today)
    rows = visible(countable.model_class._default_manager.all(), actor).filter(condition)
    kept = {name: params[name] for name in PARAMETERS if params.get(name)}
    return Drill(rows, _title(countable, span), countable, opened(actor, asked), span, category, kept, today)


def behind(countable: Measure | Horizon, area: Area, span: Span | None, category: str, today: date) -> Q:
    """The condition on the rows behind a figure, whoever looks: lists show them, checks count them."""
    condition = area.rows(countable)
    if category:
        condition &= Q(**{countable.of.category: category})
    condition &= countable.where(today) if isinstance(countable, Horizon) else countable.condition
    if span is not None:
        condition &= Q(**{f"{countable.date}__range": (span.first, span.last)})
    return condition


def link(code: str, area: Area, *, span: Span | None = None, category: str = "") -> str:
    """The address of the rows behind a figure: what `drill` reads."""
    countable = measures.countable(code)
    days = {"from": span.first.isoformat(), "until": span.last.isoformat()} if span else {}
    named = {"measure": code, **days, **area.parameters(), **({"category": category} if category else {})}
    return f"{countable.of.page}?{urlencode(named)}"


def _countable(code: str, model: type[Model] | None) -> Measure | Horizon:
    try:
        countable = measures.countable(code)
    except KeyError:
        raise NoSuchFigure(_("No figure has this name.")) from None
    if model is not None and countable.model_class is not model:
        raise NoSuchFigure(_("This page does not list the rows of that figure."))
    return countable


def _span(countable: Measure | Horizon, params: Mapping[str, str]) -> Span | None:
    given = {name: params.get(name, "") for name in ("from", "until")}
    if not countable.date:
        if any(given.values()):
            raise NoSuchFigure(_("This figure is about today and has no days."))
        return None
    try:
        span = Span(date.fromisoformat(given["from"]), date.fromisoformat(given["until"]))
    except ValueError:
        raise NoSuchFigure(_("The figure needs its first and last day, for example 2026-01-31.")) from None
    if span.first > span.last:
        raise NoSuchFigure(_("The last day lies before the first."))
    return span


def _area(countable: Countable, params: Mapping[str, str]) -> Area:
    codes = {name: params.get(name, "") for name in ("city", "county")}
    if any(code and not (len(code) == 6 and code.isascii() and code.isdigit()) for code in codes.values()):
        raise NoSuchFigure(_("No such city or county."))
    institution, circle = params.get("institution", ""), params.get("circle", "")
    if circle and (circle not in CIRCLES or not countable.column("city")):
        raise NoSuchFigure(_("No such economic circle."))
    try:
        area = Area(**codes, institution=UUID(institution) if institution else None, circle=circle)
    except ValueError:
        raise NoSuchFigure(_("No such institution.")) from None
    if any(params.get(name) and not countable.column(name) for name in (*codes, "institution")):
        raise NoSuchFigure(_("This figure is not divided by this kind of area."))
    return area


def _title(countable: Countable, span: Span | None) -> str:
    if span is None:
        return str(countable.title)
    if span.first == span.last:
        return _("%(title)s, %(day)s") % {"title": countable.title, "day": prose_date(span.first, with_year=True)}
    return _("%(title)s, %(first)s to %(last)s") % {
        "title": countable.title,
        "first": prose_date(span.first, with_year=True),
        "last": prose_date(span.last, with_year=True),
    }
