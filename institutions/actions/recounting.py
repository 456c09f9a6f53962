"""Recounting the last days of rectification orders after a new edition of the calendar."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from institutions.models import RectificationOrder
from institutions.rectification.deadlines import due_from

AT_ONCE: Final = 500


def recount() -> int:
    """Reckon the last day of every order that waits for its answer anew and return how many changed."""
    changed = 0
    last = None
    while True:
        with transaction.atomic():
            rows = RectificationOrder.objects.open().order_by("pk").select_for_update()
            page = list((rows.filter(pk__gt=last) if last else rows)[:AT_ONCE])
            for row in page:
                clock = due_from(row.running_from, row.days)
                day = clock.due_on or timezone.localdate()
                if (day, clock.provisional) != (row.due_on, row.due_provisional):
                    RectificationOrder.objects.filter(pk=row.pk).update(due_on=day, due_provisional=clock.provisional)
                    changed += 1
        if len(page) < AT_ONCE:
            return changed
        last = page[-1].pk
