"""The tables of a release as pages write them: in all, by month, city and category, and two-way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation
from foundation.desk.formats import MISSING, number
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.models import Release, ReleasedFigure
from foundation.kpi.releases.contents import RELEASED, Figure
from foundation.kpi.releases.recounting import Recount
from foundation.kpi.releases.slots import Slot
from foundation.kpi.releases.wording import RATES, figure_text, period_name, place_name, words_of
from foundation.law.queries import divisions, practice_categories

HELD_BACK: Final = "＊"
"""What stands for a count that is not printed: small, or such that it would give a small one away."""


@dataclass(frozen=True)
class Cell:
    """A figure in a table. `anchor` is its permanent place; `counts` and `interval` stand beside a rate."""

    text: str
    anchor: str = ""
    suppressed: bool = False
    counts: str = ""
    interval: str = ""
    share: float = 0.0


@dataclass(frozen=True)
class Line:
    """A line of a table."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table of one figure: lines by one dimension, or a grid of two."""

    code: str
    title: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    wide: bool = False


@dataclass(frozen=True)
class Section:
    """A figure of a release: its words as frozen, its total, its tables."""

    kpi: str
    words: Mapping[str, str]
    version: int
    total: Cell
    tables: tuple[Table, ...]


def names() -> dict[str, str]:
    """The names of cities and categories by their codes."""
    cities = {row.code: row.name for row in divisions("city")}
    return cities | {row.code: row.name for row in practice_categories()}


def sections(release: Release, rows: Sequence[ReleasedFigure] | None = None) -> list[Section]:
    """Return the figures of a release in their order, with every table but that of institutions."""
    rows = list(release.figures.filter(institution="") if rows is None else rows)
    by_kpi: dict[str, dict[Slot, ReleasedFigure]] = {}
    for row in rows:
        by_kpi.setdefault(row.kpi, {})[Slot(row.period, row.city, row.category)] = row
    known = names()
    return [_section(release, kpi, by_kpi[kpi], known) for kpi in RELEASED if kpi in by_kpi]


def _section(release: Release, kpi: str, rows: Mapping[Slot, ReleasedFigure], known: Mapping[str, str]) -> Section:
    whole = Slot(release.period)
    cities = [code for code in known if code.isdigit()]
    kinds = [code for code in known if not code.isdigit()]
    months = sorted({slot.period for slot in rows} - {release.period})
    tables = [
        _list(kpi, "months", _("By month"), _("Month"), rows, [(period_name(m), Slot(m)) for m in months]),
        _list(kpi, "cities", _("By city"), _("City"), rows, [(known[c], Slot(whole.period, c)) for c in cities]),
        _list(
            kpi, "categories", _("By category"), _("Category"), rows,
            [(known[k], Slot(whole.period, category=k)) for k in kinds],
        ),
        _grid(
            kpi, "cities-categories", _("City and category"), rows,
            [(known[c], [Slot(whole.period, c, k) for k in kinds]) for c in cities], [known[k] for k in kinds],
        ),
        _grid(
            kpi, "cities-months", _("City and month"), rows,
            [(known[c], [Slot(m, c) for m in months]) for c in cities], [period_name(m) for m in months],
        ),
    ]  # fmt: skip
    version = release.definitions.get(kpi, {}).get("version", 0)
    total = _cell(rows.get(whole), 0)
    return Section(
        kpi, words_of(release.definitions, kpi), version, total, tuple(each for each in tables if each.lines)
    )


def _list(
    kpi: str, code: str, title: str, head: str, rows: Mapping[Slot, ReleasedFigure], wanted: list[tuple[str, Slot]]
) -> Table:
    found = [(name, rows[slot]) for name, slot in wanted if slot in rows]
    largest = max((row.numerator or 0 for _name, row in found if not row.suppressed), default=0)
    lines = tuple(Line(name, (_cell(row, largest),)) for name, row in found)
    return Table(f"{kpi}-{code}", title, head, (), lines)


def _grid(
    kpi: str,
    code: str,
    title: str,
    rows: Mapping[Slot, ReleasedFigure],
    wanted: list[tuple[str, list[Slot]]],
    columns: list[str],
) -> Table:
    lines = tuple(
        Line(name, tuple(_cell(rows.get(slot), 0) for slot in slots))
        for name, slots in wanted
        if any(slot in rows for slot in slots)
    )
    return Table(f"{kpi}-{code}", title, _("City"), tuple(columns), lines, wide=True)


def _cell(row: ReleasedFigure | None, largest: int) -> Cell:
    if row is None:
        return Cell(MISSING)
    if row.suppressed:
        return Cell(HELD_BACK, row.anchor, suppressed=True)
    counts = interval = ""
    if row.kpi in RATES:
        values = {"upper": number(row.numerator or 0), "lower": number(row.denominator or 0)}
        counts = _("%(upper)s of %(lower)s") % values
        if row.low and row.high:
            interval = _("%(low)s to %(high)s") % {"low": number(float(row.low), 2), "high": number(float(row.high), 2)}
    share = 100 * (row.numerator or 0) / largest if largest and row.kpi not in RATES else 0.0
    return Cell(figure_text(row), row.anchor, counts=counts, interval=interval, share=share)


def changes(found: Recount) -> list[dict[str, Any]]:
    """What changed since a release was frozen: figure, period, place, then and now; for staff, nothing held back."""
    known = names() | _institutions(found)
    return [
        {
            "figure": words_of(found.release.definitions, each.kpi)["name"],
            "period": period_name(each.slot.period),
            "place": place_name(each.slot, known),
            "then": _counted(each.frozen),
            "now": _counted(each.now),
        }
        for each in found.changed
    ]


def redefined(found: Recount) -> list[dict[str, Any]]:
    """The figures whose arithmetic is another one now: both definitions, both totals."""
    return [
        {
            "then": words_of(found.release.definitions, kpi.code),
            "then_version": found.release.definitions[kpi.code]["version"],
            "then_value": _counted(before),
            "now": kpi_of(kpi.code),
            "now_value": _counted(after),
        }
        for kpi, before, after in found.redefined
    ]


def _institutions(found: Recount) -> dict[str, str]:
    keys = {each.slot.institution for each in found.changed if each.slot.institution}
    rows = Organisation._base_manager.filter(pk__in=keys).values_list("pk", "name")
    return {str(key): name for key, name in rows}


def _counted(figure: Figure | None) -> str:
    if figure is None:
        return MISSING
    if figure.denominator is not None:
        return _("%(upper)s of %(lower)s") % {
            "upper": number(figure.numerator or 0),
            "lower": number(figure.denominator),
        }
    return number(figure.numerator) if figure.numerator is not None else figure.value or MISSING


def restated(release: Release) -> list[dict[str, Any]]:
    """What a restatement changed, as everybody may read it: the totals, months, cities and categories."""
    if release.supersedes is None:
        return []
    known = names()
    before, after = (
        {(row.kpi, Slot(row.period, row.city, row.category)): row for row in each.figures.filter(institution="")}
        for each in (release.supersedes, release)
    )
    found = []
    for kpi, slot in sorted(before.keys() & after.keys(), key=lambda key: (RELEASED.index(key[0]), key[1])):
        then, now = _cell(before[kpi, slot], 0), _cell(after[kpi, slot], 0)
        if slot.kind != "cell" and (then.text, then.counts) != (now.text, now.counts):
            place = place_name(slot, known)
            named = {"figure": words_of(release.definitions, kpi)["name"], "period": period_name(slot.period)}
            found.append({**named, "place": place, "then": then, "now": now})
    return found
