"""Who took part in an earlier appraisal of the same matter (程序通则 art. 20, 条例 art. 32): computed, not asked.

The same matter is known by the same subject (blind index) in the same practice category, in a case that was issued or
terminated. Whether it was the very same question is for people to say: the portal shows what it finds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from appraisers.models import Appraiser
from cases.models import Assignment, Case, Subject
from cases.states import State

MOST = 50
"""Earlier cases looked at; a subject with more is known to nobody."""


def _of_same_subjects(case: Any) -> "QuerySet[Subject, UUID]":
    """Other cases of the subjects of a case, by the blind index of their identity numbers."""
    own = Subject.objects.filter(case=case, identity_index__isnull=False).values("identity_index")
    same = Subject.objects.filter(identity_index__isnull=False, identity_index__in=own).exclude(case=case)
    return same.values_list("case", flat=True)


# Asked at each assignment: nearly always the answer is no. Written by hand because the ORM's way of saying it takes the
# database longer to plan than to answer.
_SEEN_BEFORE: Final = """
SELECT EXISTS (
    SELECT 1 FROM cases_subject own, LATERAL (
        SELECT 1 FROM cases_subject other
        WHERE other.identity_index = own.identity_index AND other.case_id <> own.case_id LIMIT 1
    ) seen WHERE own.case_id = %s AND own.identity_index IS NOT NULL
)
"""


def _seen_before(case: UUID) -> bool:
    """Whether a subject of a case is the subject of another one too."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN_BEFORE, [case])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class Earlier:
    """An earlier appraisal of the subject in which somebody took part: its number, its last day, whether it was here.

    The number is empty where the case belongs to another institution, which this one may not know.
    """

    number: str
    ended_on: date | None


def earlier_participation(case: Case, appraisers: Iterable[Appraiser]) -> dict[UUID, tuple[Earlier, ...]]:
    """Return by appraiser in which earlier appraisals of the subjects of a case they took part; most took part in none.

    Ledgers name appraisers in words only: at the same institution the name counts. Three questions at most, nearly
    always one.
    """
    people = {row.pk: row for row in appraisers}
    cases = {row.pk: row for row in _earlier_cases(case)} if people else {}
    if not cases:
        return {}
    took_part = {
        (case_id, appraiser_id)
        for case_id, appraiser_id in Assignment.objects.filter(
            case__in=cases, appraiser__in=people, recusal_ground=""
        ).values_list("case", "appraiser")
    }
    took_part |= {
        (row.pk, person.pk)
        for row in cases.values()
        for person in people.values()
        if row.institution_id == person.institution_id and person.person.name in row.appraiser_names
    }
    found: dict[UUID, list[Earlier]] = {}
    for case_id, appraiser_id in sorted(took_part, key=lambda pair: (cases[pair[0]].accepted_on, str(pair))):
        row = cases[case_id]
        number = row.case_number if row.institution_id == case.institution_id else ""
        found.setdefault(appraiser_id, []).append(Earlier(number, row.issued_on or row.terminated_on))
    return {key: tuple(rows) for key, rows in found.items()}


def _earlier_cases(case: Case) -> list[Case]:
    """Ask for the subjects first: nearly always nobody was seen before, and then no case need be looked for."""
    if not _seen_before(case.pk):
        return []
    same = _of_same_subjects(case.pk)
    ended = Q(state=State.ISSUED) | Q(state=State.TERMINATED)
    return list(
        Case.objects.filter(ended, pk__in=same, practice_code=case.practice_code).order_by("-accepted_on")[:MOST]
    )
