"""Counting a release anew: identical, or changed by rows that arrived late or were corrected since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from foundation.accounts.acting import AnyActor
from foundation.accounts.scoping import visible
from foundation.kpi.catalogue import Kpi, kpi_of
from foundation.kpi.measures import Measure, measure
from foundation.kpi.models import Release
from foundation.kpi.periods import Span
from foundation.kpi.releases.actions.preparing import frame_of
from foundation.kpi.releases.contents import Figure, codes_counted, contents, definitions, released_kpis
from foundation.kpi.releases.counting import count_year
from foundation.kpi.releases.naming import period_of
from foundation.kpi.releases.slots import Slot

MOST_PLACES: Final = 60
"""Months of cities whose rows are looked through; a release in which more changed is told by its numbers."""

MOST_ROWS: Final = 20_000
MOST_SHOWN: Final = 200


@dataclass(frozen=True)
class Changed:
    """A figure that is another one today: as frozen and as counted now."""

    kpi: str
    slot: Slot
    frozen: Figure | None
    now: Figure | None


@dataclass(frozen=True)
class LateRow:
    """A row of the period about which something was recorded after the data time."""

    row: Any
    measure: Measure
    kind: str
    recorded_at: datetime
    arrived: bool


@dataclass
class Recount:
    """What counting anew found. `redefined` are figures whose arithmetic is another one today, with both totals."""

    release: Release
    at: datetime
    changed: list[Changed] = field(default_factory=list)
    redefined: list[tuple[Kpi, Figure | None, Figure | None]] = field(default_factory=list)
    figures: int = 0

    @property
    def is_identical(self) -> bool:
        """Whether every figure that can be counted under its old definition is the same."""
        return not self.changed


def recount(release: Release) -> Recount:
    """Count the period of a release anew and compare every figure, what is held back included."""
    kpis = released_kpis()
    period = period_of(release.period, timezone.localdate())
    counted = count_year(period.year, codes_counted(kpis))
    now = {(each.kpi, each.slot): each for each in contents(counted, frame_of(period), kpis, None).figures}
    frozen = {(each.kpi, each.slot): each for each in _frozen(release)}
    whole, words = Slot(release.period), definitions(kpis)
    found = Recount(release, counted.at, figures=len(frozen))
    other = {
        code for code in release.definitions if _arithmetic(release.definitions[code]) != _arithmetic(words.get(code))
    }
    for code in sorted(other & set(words)):
        found.redefined.append((kpi_of(code), frozen.get((code, whole)), now.get((code, whole))))
    for key in sorted(frozen.keys() | now.keys()):
        before, after = frozen.get(key), now.get(key)
        if key[0] in release.definitions and key[0] not in other and _value(before) != _value(after):
            found.changed.append(Changed(*key, before, after))
    return found


def _arithmetic(definition: Any) -> Any:
    return {name: definition[name] for name in ("version", "measures")} if definition else None


def _value(figure: Figure | None) -> tuple[int, int, str]:
    if figure is None:
        return 0, 0, ""
    counted = figure.numerator or figure.denominator
    return figure.numerator or 0, figure.denominator or 0, figure.value if counted or figure.value != "0" else ""


def _frozen(release: Release) -> Iterator[Figure]:
    for row in release.figures.all():
        slot = Slot(row.period, row.city, row.category, row.institution)
        yield Figure(
            row.kpi, slot, row.numerator, row.denominator, row.value, row.low, row.high, suppressed=row.suppressed
        )


def late_rows(found: Recount, actor: AnyActor) -> list[LateRow]:
    """The rows that explain the changes, as far as the actor sees them: those of the months and cities that changed
    about which something was recorded after the data time. Rows that left the period are not among them.
    """
    rows: dict[Any, LateRow] = {}
    for code, slot in _places(found)[:MOST_PLACES]:
        for each in _late_in(measure(code), slot, found.release.data_time, actor, MOST_SHOWN):
            rows.setdefault((type(each.row), each.row.pk), each)
    return list(rows.values())[:MOST_SHOWN]


def _places(found: Recount) -> list[tuple[str, Slot]]:
    """The measures with the months of cities in which their counts changed."""
    months = {each.slot.period for each in found.changed if each.slot.kind == "city"} - {found.release.period}
    wanted = months or {found.release.period}
    return sorted(
        {
            (kpi_of(each.kpi).codes[0], each.slot)
            for each in found.changed
            if each.slot.kind == "city" and each.slot.period in wanted and each.now and each.now.numerator is not None
        }
    )


def _late_in(of: Measure, slot: Slot, since: datetime, actor: AnyActor, most: int) -> Iterable[LateRow]:
    span = _days(slot.period)
    model = of.model_class
    candidates = visible(model._default_manager.all(), actor).filter(
        **{f"{of.date}__range": (span.first, span.last), of.of.city: slot.city}
    )
    prefix = model.trail_prefix  # type: ignore[attr-defined]  # measured rows are regulated
    keys = {f"{prefix}:{pk}": pk for pk in candidates.order_by().values_list("pk", flat=True)[:MOST_ROWS]}
    late = _recorded_late(list(keys), since, span.last)[:most]
    rows = {row.pk: row for row in candidates.filter(pk__in=[keys[stream] for stream, *_rest in late])}
    for stream, kind, recorded_at, arrived in late:
        if keys[stream] in rows:
            yield LateRow(rows[keys[stream]], of, kind, recorded_at, arrived)


def _recorded_late(streams: list[str], since: datetime, last_day: date) -> list[tuple[str, str, datetime, bool]]:
    """Streams with an event recorded after a moment that began or corrected them, or tells of a day of the period."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (stream) stream, kind, recorded_at, seq = 1 FROM audit_event "
            "WHERE stream = ANY(%s) AND recorded_at > %s AND (seq = 1 OR kind ~ '(correct|void|undo|import)' OR "
            "(convert_from(body, 'UTF8')::jsonb ->> 'occurred_on') <= %s) ORDER BY stream, seq",
            [streams, since, last_day.isoformat()],
        )
        return list(cursor.fetchall())


def _days(code: str) -> Span:
    return period_of(code, timezone.localdate()).whole


def keep_recounts() -> dict[str, int]:
    """Count the releases in force anew and keep beside each what was found; for the job of the night."""
    result = {"releases": 0, "identical": 0, "changed": 0, "redefined": 0}
    for release in Release.objects.in_force():
        found = recount(release)
        Release.objects.filter(pk=release.pk).update(recounted_at=found.at, recounted_changed=len(found.changed))
        result["releases"] += 1
        result["redefined"] += bool(found.redefined)
        result["identical" if found.is_identical else "changed"] += 1
    return result


__all__ = ["Changed", "LateRow", "Recount", "keep_recounts", "late_rows", "recount"]
