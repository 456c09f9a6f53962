"""The dashboard of an area and period, put together."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Areas, Dashboard, Link
from foundation.kpi.areas import Area
from foundation.kpi.circles import NAMES
from foundation.kpi.dashboard import series, strip, tables
from foundation.kpi.dashboard.addresses import page_of, with_period
from foundation.kpi.dashboard.gathering import Facts
from foundation.kpi.dashboard.leading import links_beyond
from foundation.kpi.dashboard.warned import Warned, warned
from foundation.kpi.dashboard.wording import period_name
from foundation.kpi.periods import Against, Period, month_of, quarter_of, year_of

SHOWN = {"accepted": "cases.accepted", "issued": "cases.issued"}


def dashboard(facts: Facts, crumbs: tuple[Link, ...]) -> Dashboard:
    """Compose the page."""
    scene, period = facts.scene, facts.scene.period
    areas = tables.by_area(facts)
    # a warning is about today: the pages of periods that are over say nothing of it
    told = warned(scene.asked, facts.actor) if period.is_running else Warned()
    kept = {"show": next(name for name, code in SHOWN.items() if code == scene.shown)}
    if scene.asked.circle:
        kept["circle"] = scene.asked.circle
    if scene.against == "before" and period.kind != "year":
        kept["against"] = scene.against
    if scene.asked.city and scene.child == "county":
        kept["rows"] = "county"
    return Dashboard(
        title=_("%(area)s, %(period)s") % {"area": scene.name, "period": period_name(period)},
        as_of=timezone.now(),
        figures=strip.figures(facts),
        facts=_facts(facts),
        permalink=with_period(page_of(replace(scene.asked, circle="")), {**period.parameters(), **kept}),
        periods=period_links(period, kept),
        comparisons=_comparisons(scene.against, period, kept),
        links=(
            *_neighbours(period, kept),
            _definitions(scene.asked, period),
            *links_beyond(scene.asked, period, facts.actor),
        ),
        crumbs=crumbs,
        warnings=told.lines,
        warnings_links=told.links,
        warnings_total=told.total,
        months=series.months(facts),
        categories=tables.by_category(facts),
        areas=areas and _with_links(areas, scene.asked, period, kept),
        notes=_notes(facts),
    )


def _with_links(areas: Areas, asked: Area, period: Period, kept: Mapping[str, str]) -> Areas:
    """Switch between accepted and issued, and on a city's page between institutions and counties."""
    measures = tuple(
        _link(text, period, {**kept, "show": name}, current=kept["show"] == name)
        for name, text in (("accepted", _("Cases accepted")), ("issued", _("Opinions issued")))
    )
    rows: tuple[Link, ...] = ()
    if not (asked.city or asked.county or asked.institution):
        rows = _circles(asked, period, kept)
    if asked.city and not asked.county:
        by_county = kept.get("rows") == "county"
        plain = {name: value for name, value in kept.items() if name != "rows"}
        rows = (
            _link(_("By institution"), period, plain, current=not by_county),
            _link(_("By county"), period, {**plain, "rows": "county"}, current=by_county),
        )
    return replace(areas, measures=measures, links=rows)


def _circles(asked: Area, period: Period, kept: Mapping[str, str]) -> tuple[Link, ...]:
    """Switch between the province and its economic circles."""
    plain = {name: value for name, value in kept.items() if name != "circle"}
    names: dict[str, Any] = {"": _("The whole province"), **NAMES}
    return tuple(
        _link(str(name), period, {**plain, **({"circle": key} if key else {})}, current=asked.circle == key)
        for key, name in names.items()
    )


def _comparisons(against: Against, period: Period, kept: Mapping[str, str]) -> tuple[Link, ...]:
    """Switch what the period is compared with; the year before a year is last year."""
    if period.kind == "year":
        return ()
    plain = {name: value for name, value in kept.items() if name != "against"}
    return (
        _link(_("Last year"), period, plain, current=against == "last_year"),
        _link(_("Period before"), period, {**plain, "against": "before"}, current=against == "before"),
    )


def _link(text: str, period: Period, kept: Mapping[str, str], *, current: bool = False) -> Link:
    return Link(text, f"?{urlencode({**period.parameters(), **kept})}", current)


def _facts(facts: Facts) -> tuple[str, ...]:
    period, pace = facts.scene.period, facts.pace
    if not period.is_running:
        return (_("The period is over"),)
    text = _("working day %(elapsed)s of %(total)s of the year")
    if pace.provisional:
        text = _("working day %(elapsed)s of %(total)s of the year (calendar provisional)")
    return (text % {"elapsed": pace.elapsed, "total": pace.total},)


def period_links(period: Period, kept: Mapping[str, str]) -> tuple[Link, ...]:
    """The year, the quarter and the month around the period's last day that has come."""
    day, today = period.span.last, period.today
    choices = (
        (_("Year"), year_of(day.year, today)),
        (_("Quarter"), quarter_of(day.year, (day.month + 2) // 3, today)),
        (_("Month"), month_of(day.year, day.month, today)),
    )
    return tuple(_link(text, each, kept, current=each.kind == period.kind) for text, each in choices)


def _definitions(asked: Area, period: Period) -> Link:
    """All figures of the same area and period with their definitions."""
    address = f"{reverse('figures_catalogue')}?{urlencode({**period.parameters(), **asked.parameters()})}"
    return Link(_("All figures and their definitions"), address)


def _neighbours(period: Period, kept: Mapping[str, str]) -> tuple[Link, ...]:
    """The period before and, if it has begun, the one after."""
    found = [each for each in (_step(period, -1), _step(period, 1)) if each and each.whole.first <= period.today]
    return tuple(_link(period_name(each), each, kept) for each in found)


def _step(period: Period, by: int) -> Period | None:
    if period.kind == "days":
        return None
    if period.kind == "year":
        return year_of(period.year + by, period.today)
    parts = 4 if period.kind == "quarter" else 12
    year, number = divmod(period.year * parts + period.number - 1 + by, parts)
    return (quarter_of if period.kind == "quarter" else month_of)(year, number + 1, period.today)


def _notes(facts: Facts) -> tuple[str, ...]:
    notes = [
        _(
            "Cases handled are cases accepted in the period. A case belongs to the city and county of the "
            "institution's seat on the day of acceptance. Turnaround is kept by whole months."
        )
    ]
    carried = sorted({each.year for each in facts.targets.values() if each.carried})
    if carried and facts.scene.period.kind == "year":
        notes.append(
            _("No target is set for %(year)s; the target of %(before)s is carried forward.")
            % {"year": facts.scene.period.year, "before": carried[-1]}
        )
    return tuple(notes)
