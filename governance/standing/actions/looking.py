"""Looking: every night the conditions of every institution are judged, lapses opened and closed. Twice changes nothing.

Each institution is a transaction of its own, with one look at a time; the database allows one standing lapse a
condition and place besides. One that cannot be judged hinders no other: its error is raised when all have been.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from foundation.audit.locks import hold
from foundation.audit.remembering import remembering
from governance.standing.gathering import pictures_of
from governance.standing.wording import said
from institutions.actions.lapsing import (
    Lost,
    awaits_decision,
    close_lapse,
    note_term_over,
    open_lapse,
    standing_places,
)
from institutions.lapses.states import LapseOutcome
from institutions.models import Institution, Lapse
from institutions.standing.conditions import judge, lost, lost_since
from institutions.standing.picture import Picture

CHUNK: Final = 100


def look(day: date) -> dict[str, int]:
    """Judge every institution that is not ended, and those whose lapses still stand; return what was done."""
    counts: Counter[str] = Counter(opened=0, closed=0)
    broken: list[Exception] = []
    for rows in _chunks():
        with remembering():
            pictures = pictures_of(rows)
        for row in rows:
            try:
                counts.update(look_at(row, pictures[row.pk], day))
            except Exception as error:  # noqa: BLE001  (raised below, once the others have been judged)
                broken.append(error)
    if broken:
        raise broken[0]
    return dict(counts)


def look_at(institution: Institution, picture: Picture, day: date) -> dict[str, int]:
    """Open what is newly lost at one institution, and close what is kept again or not asked any more."""
    counts: Counter[str] = Counter()
    with remembering(), transaction.atomic():
        hold(f"standing:{institution.pk}")
        gone = lost(picture, day)
        rows = Lapse.objects.standing().filter(institution=institution)
        rows = rows.select_related("finding", "restriction")
        present = standing_places(rows.select_for_update(of=("self",)))
        for place, judged in gone.items():
            if place not in present:
                open_lapse(institution, Lost(judged, lost_since(picture, place, day), said(judged)), day)
                counts["opened"] += 1
        asked = {each.place for each in judge(picture, day)}
        for place, row in present.items():
            row.institution = institution
            if place in gone:
                note_term_over(row, day)
            elif place not in asked or not awaits_decision(row, day):
                close_lapse(row, _outcome(picture, place in asked), day)
                counts["closed"] += 1
    return dict(counts)


def _outcome(picture: Picture, still_asked: bool) -> LapseOutcome:
    if picture.ended:
        return LapseOutcome.ENDED
    return LapseOutcome.RESTORED if still_asked else LapseOutcome.GIVEN_UP


def _chunks() -> Iterator[Sequence[Institution]]:
    """The institutions to look at, by key, some at a time; those that ended once more, to close what stands."""
    standing = Lapse.objects.standing().filter(institution=OuterRef("pk"))
    rows = Institution.objects.filter(~Q(status=Institution.Status.ENDED) | Exists(standing))
    rows = rows.select_related("organisation").order_by("pk")
    last: UUID | None = None
    while True:
        found = list((rows.filter(pk__gt=last) if last is not None else rows)[:CHUNK])
        if not found:
            return
        yield found
        last = found[-1].pk
