"""Checks and recomputes in words: differing cells with their names, the progress of a job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.audit.models import JobRun
from foundation.desk.formats import prose_date
from foundation.kpi import measures
from foundation.kpi.actions.recounting import RECOUNT_JOB
from foundation.kpi.areas import Area
from foundation.kpi.checking.cells import Against, DifferingCell, read
from foundation.kpi.drilling import link
from foundation.kpi.models import FigureCheck, Recount
from foundation.kpi.periods import Span, month_end
from foundation.kpi.states import RecountState
from foundation.kpi.verbs import STOP_RECOUNT
from foundation.law import queries as law

AGAINST: Final[Mapping[Against, Any]] = {
    "rows": gettext_lazy("counted in the rows"),
    "cities": gettext_lazy("sum of the cities"),
    "institutions": gettext_lazy("sum of the institutions"),
    "months": gettext_lazy("sum of the months"),
    "days": gettext_lazy("sum of the days"),
}
_DIVISION: Final = 6


@dataclass(frozen=True)
class CellInWords:
    """A differing cell as the page shows it; `href` opens the rows, empty where none can be opened."""

    title: str
    place: str
    period: str
    category: str
    expected: int
    found: int
    against: Any
    href: str


def cells_in_words(check: FigureCheck, actor: AnyActor) -> list[CellInWords]:
    """The first differing cells of a check, with names for their codes."""
    cells = [read(stored) for stored in check.first]
    places = _places(cells, actor)
    categories = {row.code: row.name for row in law.practice_categories()} if cells else {}
    return [
        CellInWords(
            title=_title(cell),
            place=places.get(cell.place, cell.place),
            period=_period(cell),
            category=categories.get(cell.category, cell.category),
            expected=cell.expected,
            found=cell.found,
            against=AGAINST[cell.against],
            href=_rows_of(cell, actor),
        )
        for cell in cells
    ]


def _places(cells: Sequence[DifferingCell], actor: AnyActor) -> dict[str, str]:
    """The names of the places of cells; the empty one is the province."""
    if not cells:
        return {}
    names = {"": _("The whole province"), **{row.code: row.name for row in law.divisions()}}
    keys = [cell.place for cell in cells if len(cell.place) > _DIVISION]
    rows = Organisation.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", "name")
    return names | {str(key): name for key, name in rows}


def _title(cell: DifferingCell) -> str:
    try:
        title = str(measures.countable(cell.measure).title)
    except KeyError:  # a measure of an earlier version of the portal
        return cell.measure
    if cell.bucket is None:
        return title
    return _("%(title)s: %(days)s days") % {"title": title, "days": cell.bucket}


def _period(cell: DifferingCell) -> str:
    if not cell.first:
        return _("now")
    first, last = date.fromisoformat(cell.first), date.fromisoformat(cell.last)
    if first == last:
        return prose_date(first, with_year=True)
    if first.day == 1 and last == month_end(first):
        return f"{first:%Y-%m}"
    days = {"first": prose_date(first, with_year=True), "last": prose_date(last, with_year=True)}
    return _("%(first)s to %(last)s") % days


def _rows_of(cell: DifferingCell, actor: AnyActor) -> str:
    """The address of the rows behind the cell, for whoever may open their page."""
    try:
        verb = measures.countable(cell.measure).of.verb or "figures.view"
    except KeyError:
        return ""
    if not actor.may(verb) or not actor.may("figures.view"):
        return ""
    span = Span(date.fromisoformat(cell.first), date.fromisoformat(cell.last)) if cell.first else None
    return link(cell.measure, _area(cell.place), span=span, category=cell.category)


def _area(place: str) -> Area:
    if len(place) > _DIVISION:
        return Area(institution=UUID(place))
    return Area(city=place) if not place or place.endswith("00") else Area(county=place)


def last_recount() -> Recount | None:
    """The recompute that was ordered last."""
    return Recount.objects.select_related("ordered_in__organisation", "check_made").order_by("-ordered_at").first()


def recount_behind(check: FigureCheck) -> Recount | None:
    """The order that a check belongs to, None for the checks of nights and weeks."""
    return Recount.objects.select_related("ordered_in__organisation").filter(check_made=check).first()


def job_of(recount: Recount, actor: AnyActor, *, polled: bool = True) -> dict[str, Any]:
    """A recompute for components/job.html: rows done of all, as its run has said."""
    run = JobRun.objects.filter(job=RECOUNT_JOB, message__key=f"{RECOUNT_JOB}:{recount.pk}").order_by("-pk").first()
    running = recount.state == RecountState.ORDERED
    stop = reverse("recount_stop", args=[recount.pk]) if running and actor.may(STOP_RECOUNT.code) else ""
    return {
        "id": str(recount.pk)[:8],
        "title": _("Recomputing all figures"),
        "done": (run.done if run else 0) or 0,
        "total": (run.total if run else None) or None,
        "unit": _("rows"),
        "running": running,
        "poll_url": reverse("recount_progress", args=[recount.pk]) if polled else "",
        "cancel_url": stop,
        "note": _outcome(recount),
        "state": "ok" if recount.state == RecountState.DONE else "hold",
        "state_word": "" if running else recount.get_state_display(),
        "result_url": recount.check_made.get_absolute_url() if recount.check_made else "",
        "result_text": _("What it found"),
    }


def _outcome(recount: Recount) -> str:
    if recount.state == RecountState.STOPPED:
        return _("It was stopped before its end. No figure was changed.")
    found = recount.check_made
    if found is None:
        return ""
    if not found.differing:
        return _("No cell differed.")
    return _("%(count)s cells differed and are right now.") % {"count": found.differing}
