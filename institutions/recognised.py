"""What institutions are recognised as on a day, for the public register and for staff: one question for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from institutions.models import Recognition

_PLACES = {kind: place for place, kind in enumerate(reversed(Recognition.Kind.values))}


def recognitions_on(institutions: Iterable[UUID], on: date) -> Mapping[UUID, list[Recognition]]:
    """Return the recognitions that hold on a day by institution, the highest first and the grade last."""
    found: dict[UUID, list[Recognition]] = defaultdict(list)
    for row in Recognition.objects.in_force(on).filter(institution__in=list(institutions)):
        found[row.institution_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: _PLACES[row.kind])
    return found


def in_short(rows: Iterable[Recognition]) -> list[str]:
    """Return recognitions in a few words each; a grade with the year that was assessed."""
    return [
        _("capability %(year)d: %(grade)s") % {"year": row.year, "grade": row.said}
        if row.kind == Recognition.Kind.GRADE
        else row.said
        for row in rows
    ]


def holding(kind: str, on: date) -> Q:
    """Institutions that hold a kind of recognition on a day, as a condition."""
    return Q(Exists(Recognition.objects.in_force(on).filter(institution=OuterRef("pk"), kind=kind)))
