"""Keeping the appraisers of an institution as they are while somebody decides on the strength of them."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from appraisers.models import Appraiser
from institutions import barring


def hold(institution: UUID, people: Iterable[UUID]) -> None:
    """Keep an institution, persons and their certificates as they are until the transaction of the caller ends.

    Whoever restricts, moves or renews one of them at this moment is waited for. Institution, persons and certificates
    are taken in this order by everybody.
    """
    keys = sorted(people)
    barring.hold(institution, keys)
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM appraisers_appraiser WHERE person_id = ANY (%s) ORDER BY person_id FOR SHARE", [keys]
            )


def hold_practice(institution: UUID, practice_code: str) -> None:
    """Keep all that an institution rests on in a practice category: itself and everybody certified for it there."""
    rows = Appraiser.objects.filter(institution=institution, practice_codes__contains=[practice_code])
    hold(institution, rows.values_list("person_id", flat=True))
