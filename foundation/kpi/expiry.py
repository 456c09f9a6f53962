"""Who expires within 90, 30 and 7 days: the live figures of a day, kept for later comparison."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from foundation.kpi import measures, reading
from foundation.kpi.areas import PROVINCE
from foundation.kpi.models import ExpiryFigure
from foundation.kpi.reading import Ask

NOTICE_DAYS = (90, 30, 7)
"""Calendar days before the end at which the portal speaks up."""
LOOKED_AHEAD = (180, *NOTICE_DAYS)
"""Calendar days for which it is counted what ends within them."""


def expiring_horizons() -> Iterator[str]:
    """The codes of all horizon figures that tell what is about to expire."""
    for each in measures.all_horizons():
        if ".expiring_" in each.code:
            yield each.code


def keep_figures(day: date) -> dict[str, int]:
    """Count what expires after `day` and store it by city; return the sums of the province by code.

    Counting the same day again replaces its figures.
    """
    codes = tuple(expiring_horizons())
    answers = reading.ask(PROVINCE, [Ask("expiring", codes, by="city")], day)
    now = timezone.now()
    found = {code: answers.counts("expiring", code) for code in codes}
    with transaction.atomic():
        ExpiryFigure.objects.filter(day=day).delete()
        ExpiryFigure.objects.bulk_create(
            ExpiryFigure(day=day, horizon=code, city=city, value=value, computed_at=now)
            for code, cities in found.items()
            for city, value in cities.items()
        )
    return {code: sum(cities.values()) for code, cities in found.items()}
