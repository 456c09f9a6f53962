"""The board of the layout as its page shows it: what was asked, rows and cells with their lists, map, finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.desk.charts.city_map import CityFigure, city_map, round_limits, shade_of
from foundation.desk.charts.contract import CityMap
from foundation.desk.formats import in_chinese
from foundation.law.models import Category
from foundation.law.queries import division, divisions, practice_categories
from governance.layout.coverage import ALL, Coverage, coverage_of, lacking_most
from governance.layout.models import LayoutPlan
from governance.layout.progress import actuals_on, city_name, lines_of
from institutions.nearest import nearest

APPRAISERS: Final = "appraisers"


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a city (empty: all the actor watches), a category, and what is counted."""

    city: str = ""
    category: str = ALL
    of_appraisers: bool = False

    @classmethod
    def of(cls, params: QueryDict, actor: AnyActor) -> "Asked":
        """Read an address; what it misnames is left aside, and a municipal organ always looks at its own city."""
        posting = actor.posting
        own = posting.organisation.city_code if posting and posting.organisation.level != "province" else ""
        named = division(params.get("city", ""))
        city = own or (named.code if named is not None and named.level == "city" else "")
        codes = {row.code for row in practice_categories()}
        category = params.get("category", ALL)
        return cls(str(city), category if category in codes else ALL, params.get("count") == APPRAISERS)

    def address(self, **changed: str) -> str:
        """Return the address of the page with some of it asked otherwise."""
        said = {"city": self.city, "category": self.category, "count": APPRAISERS if self.of_appraisers else ""}
        kept = {name: value for name, value in (said | changed).items() if value}
        return f"?{urlencode(kept)}" if kept else reverse("layout")


@dataclass(frozen=True)
class Cell:
    """One count: the address of its rows, how many counties of the place have none, and its class on the map."""

    count: int
    href: str
    without: int = 0
    shade: int = 1


@dataclass(frozen=True)
class Row:
    """One place with its counts by category and over all."""

    code: str
    name: str
    href: str
    cells: Sequence[Cell]
    total: Cell


@dataclass(frozen=True)
class Gap:
    """The counties of a city that are without the category, of how many, and where the next one is for them."""

    city: str
    href: str
    counties: Sequence[str]
    of: int
    next: str


@dataclass(frozen=True)
class Board:
    """Everything the page shows."""

    asked: Asked
    columns: Sequence[Category]
    rows: Sequence[Row]
    foot: Row
    finding: str
    gaps: Sequence[Gap]
    map: CityMap | None
    total_word: str
    city_name: str
    category_name: str
    without: int


def board_of(actor: AnyActor, asked: Asked, on: date) -> Board:
    """Return the board of a day for an actor, by two questions."""
    coverage, columns = coverage_of(actor, on, of_appraisers=asked.of_appraisers), practice_categories()
    places = coverage.within(asked.city) if asked.city else list(coverage.cities)
    count = coverage.of_county if asked.city else coverage.of_city
    limits = round_limits([count(place, row.code) for place in places for row in columns])

    def cell(place: str, category: str) -> Cell:
        number = count(place, category)
        without = 0 if asked.city else len(coverage.without(place, category))
        return Cell(number, _list_of(asked, place, category), without, shade_of(number, limits))

    rows = [
        Row(
            place,
            (coverage.counties if asked.city else coverage.cities)[place].name,
            "" if asked.city else asked.address(city=place),
            [cell(place, row.code) for row in columns],
            cell(place, ALL),
        )
        for place in places
    ]
    foot = Row(
        "",
        _("All"),
        "",
        [Cell(sum(row.cells[at].count for row in rows), "") for at in range(len(columns))],
        Cell(sum(row.total.count for row in rows), ""),
    )
    return Board(
        asked=asked,
        columns=columns,
        rows=rows,
        foot=foot,
        finding=_finding(coverage, asked),
        gaps=_gaps(coverage, asked, on),
        map=_map(coverage, asked) if len(coverage.cities) > 1 else None,
        total_word=_("Appraisers in all") if asked.of_appraisers else _("Institutions in all"),
        city_name=city_name(asked.city) if asked.city else "",
        category_name=_category(asked.category),
        without=len(coverage.without(asked.city, asked.category)),
    )


def _list_of(asked: Asked, place: str, category: str) -> str:
    """Where the rows of a count stand."""
    said = {"county": place} if asked.city else {"city": place}
    if category:
        said["category"] = category
    if asked.of_appraisers:
        return f"{reverse('appraiser_list')}?{urlencode(said | {'practice': 'now'})}"
    return f"{reverse('layout_institutions')}?{urlencode(said)}"


def _category(code: str) -> str:
    return next((row.name for row in practice_categories() if row.code == code), "")


def _finding(coverage: Coverage, asked: Asked) -> str:
    """The sentence above the table: how many counties are left without, and of what most."""
    all_counties, without = len(coverage.within(asked.city)), len(coverage.without(asked.city, asked.category))
    words: dict[str, Any] = {"counties": all_counties, "without": without, "category": _category(asked.category)}
    if asked.category:
        text = (
            _("Of %(counties)d counties %(without)d have nobody for %(category)s.")
            if without
            else _("Every one of the %(counties)d counties has somebody for %(category)s.")
        )
        return text % words
    said = [
        _("Of %(counties)d counties %(without)d have no institution in practice.") % words
        if without
        else _("Every one of the %(counties)d counties has an institution in practice.") % words
    ]
    most = lacking_most(coverage, asked.city, [row.code for row in practice_categories()])
    if most is not None:
        code, number = most
        text = ngettext(
            "%(category)s is missing most: %(number)d county has none.",
            "%(category)s is missing most: %(number)d counties have none.",
            number,
        )
        said.append(text % {"category": _category(code), "number": number})
    return "".join(said) if in_chinese() else " ".join(said)


def _gaps(coverage: Coverage, asked: Asked, on: date) -> list[Gap]:
    """The counties left without what was asked for, city by city, and where the next one is."""
    found = []
    for city in [asked.city] if asked.city else list(coverage.cities):
        without = coverage.without(city, asked.category)
        if without:
            found.append(
                Gap(
                    coverage.cities[city].name,
                    "" if asked.city else asked.address(city=city),
                    [coverage.counties[code].name for code in without],
                    len(coverage.within(city)),
                    _next(coverage, without[0], asked.category, on, of_appraisers=asked.of_appraisers),
                )
            )
    return found


def _next(coverage: Coverage, county: str, category: str, on: date, *, of_appraisers: bool) -> str:
    found = coverage.next_city(county, category)
    if found is None:
        return _beyond(str(coverage.counties[county].parent_id), category, on)
    city, km = found
    if km == 0:
        number = coverage.of_city(city, category)
        if of_appraisers:
            text = ngettext("%(number)d appraiser in the same city", "%(number)d appraisers in the same city", number)
        else:
            text = ngettext(
                "%(number)d institution in the same city", "%(number)d institutions in the same city", number
            )
        return text % {"number": number}
    words = {"city": city_name(city), "km": km}
    return _("%(city)s, %(km)d km") % words if km is not None else city_name(city)


def _beyond(city: str, category: str, on: date) -> str:
    """Where the public register knows the next one outside the area that the actor watches."""
    near = next(iter(nearest(city, "", category, on)), None)
    if near is None:
        return _("nobody in the area you watch")
    return _("nobody in the area you watch; the next is %(name)s in %(city)s, %(far)s") % {
        "name": near.row.organisation.name, "city": city_name(near.row.city_code), "far": near.words,
    }  # fmt: skip


def _map(coverage: Coverage, asked: Asked) -> CityMap:
    """The cities by the same count; each a link to its counties."""
    figures = {
        code: CityFigure(row.name, coverage.of_city(code, asked.category), asked.address(city=code))
        for code, row in coverage.cities.items()
    }
    title = _("Appraisers by city") if asked.of_appraisers else _("Institutions by city")
    named = _category(asked.category)
    return city_map(
        _("%(title)s: %(category)s") % {"title": title, "category": named} if named else title,
        figures,
        current=asked.city,
    )


@dataclass(frozen=True)
class Beside:
    """The plan of a city in one line: how many of its targets are met today; none where it has no plan."""

    city: str
    plan: LayoutPlan | None
    met: int = 0
    targets: int = 0


def plans_beside(actor: AnyActor, city: str, on: date) -> list[Beside]:
    """Return the plan in force of every city the actor sees, or of one, by a fixed number of questions.

    Nothing for whoever sees no plans: that a city has none would be said without knowing it.
    """
    if actor.posting is None or actor.posting.organisation.level == Organisation.Level.COUNTY:
        return []
    rows = LayoutPlan.objects.visible_to(actor).in_force().prefetch_related("targets")
    plans = {row.city_code: row for row in rows}
    actuals = actuals_on(actor, on) if plans else {}
    found = []
    for code in [city] if city else [row.code for row in divisions("city")]:
        plan = plans.get(code)
        if plan is None:
            found.append(Beside(city_name(code), None))
            continue
        lines = lines_of(plan, plan.targets.all(), actuals)
        found.append(Beside(city_name(code), plan, sum(line.is_met for line in lines), len(lines)))
    return found
