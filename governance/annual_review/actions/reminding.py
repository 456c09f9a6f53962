"""Reminding institutions of a review due soon or late. A reminder has no other effect (decisions.md 14)."""

from datetime import date
from typing import Final

from django.db import transaction

from cases.deadlines import last_day_soon
from foundation.accounts.notices import notify
from governance.annual_review.actions.opening import holders_at
from governance.annual_review.models import AnnualReview

SOON_NOTICE: Final = "annual_review_soon"
LATE_NOTICE: Final = "annual_review_late"


def remind(today: date) -> int:
    """Tell whoever submits for an institution once that its review is due soon, and once that it is late.

    Returns how many users were told now. Repeating it tells nobody twice; after a return the new last day counts anew.
    """
    waiting = AnnualReview.objects.with_institution().filter(review_year__begins_on__lte=today)
    told = 0
    rows = list(waiting.filter(due_on__lte=last_day_soon(today)).order_by("due_on", "pk"))
    holders = holders_at([row.institution_id for row in rows])
    for row in rows:
        kind = LATE_NOTICE if row.due_on < today else SOON_NOTICE
        words: dict[str, str | int] = {"year": row.year, "last": row.due_on.isoformat()}
        key = f"{kind}:{row.pk}:{row.due_on.isoformat()}"
        with transaction.atomic():
            told += notify(holders[row.institution_id], kind, key, words, row.get_absolute_url())
    return told
