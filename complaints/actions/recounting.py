"""Recounting the last days of complaints that wait for a decision, after a new edition of the calendar."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from complaints.deadlines import due
from complaints.models import Complaint

AT_ONCE: Final = 500


def recount() -> int:
    """Reckon the last day of every complaint whose clock runs anew and return how many changed."""
    changed = 0
    last = None
    while True:
        with transaction.atomic():
            rows = Complaint.objects.running().order_by("pk").select_for_update()
            page = list((rows.filter(pk__gt=last) if last else rows)[:AT_ONCE])
            for row in page:
                day, provisional = due(row, timezone.localdate())
                if (day, provisional) != (row.due_on, row.due_provisional):
                    Complaint.objects.filter(pk=row.pk).update(due_on=day, due_provisional=provisional)
                    changed += 1
        if len(page) < AT_ONCE:
            return changed
        last = page[-1].pk
