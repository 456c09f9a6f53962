"""Where an appraiser practises and practised, written with the acts that register and move him."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from appraisers.models import Appraiser, Practice


def begun(rows: Iterable[Appraiser], since: Mapping[UUID, date] | None = None) -> list[Practice]:
    """Write that appraisers practise at their institutions since their certificates began, by their events.

    `since` has the days of those who practise there since an earlier term of their certificates.
    """
    known = since or {}
    return Practice.objects.bulk_create(
        [
            Practice(
                appraiser=row,
                institution_id=row.institution_id,
                valid_from=known.get(row.pk, row.certificate_from),
                trail_seq=row.trail_seq,
            )
            for row in rows
        ],
        batch_size=500,
    )


def moved(row: Appraiser, on: date) -> None:
    """Write that an appraiser practises at another institution from a day on, by the event that has moved him."""
    present = Practice.objects.filter(appraiser=row, valid_until__isnull=True)
    same_day = present.filter(valid_from__gte=on)
    if same_day.update(institution=row.institution, trail_seq=row.trail_seq):
        return  # moved twice on a day: he never practised at the first
    present.update(valid_until=on - timedelta(days=1), trail_seq=row.trail_seq)
    Practice(appraiser=row, institution=row.institution, valid_from=on, trail_seq=row.trail_seq).save(force_insert=True)


def ended(row: Appraiser, on: date) -> None:
    """Write that an appraiser does not practise from a day on, by the event that has ended his certificate."""
    for present in Practice.objects.filter(appraiser=row, valid_until__isnull=True):
        last = max(on - timedelta(days=1), present.valid_from)
        Practice.objects.filter(pk=present.pk).update(valid_until=last, trail_seq=row.trail_seq)
