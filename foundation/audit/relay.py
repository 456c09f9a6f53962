"""The relay: the only part that talks to the broker. It carries messages of the outbox to Celery."""

from datetime import timedelta

import structlog
from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from foundation.audit.models import OutboxMessage

REPUBLISH_AFTER = timedelta(seconds=60)
BATCH = 200
log = structlog.get_logger(__name__)


def publish_waiting() -> int:
    """Publish what waits and return how many went out.

    A message counts as published before it is sent; if the relay dies in between, or the worker
    does, it is sent again after a minute (running twice is harmless, see jobs.py). When the broker
    is away the messages keep waiting and the count is 0.
    """
    claimed = _claim()
    sent = 0
    try:
        for pk, topic in claimed:
            current_app.send_task(topic, args=[pk], retry=False)
            sent += 1
    except (OperationalError, OSError) as error:
        log.warning("broker_away", waiting=len(claimed) - sent, error=type(error).__name__)
        OutboxMessage.objects.filter(pk__in=[pk for pk, _ in claimed[sent:]]).update(published_at=None)
    return sent


@transaction.atomic
def _claim() -> list[tuple[int, str]]:
    """Mark the next messages as published and return (id, topic), skipping what another relay holds."""
    now = timezone.now()
    waiting = OutboxMessage.objects.filter(done_at__isnull=True, parked_at__isnull=True, not_before__lte=now)
    fresh = waiting.filter(published_at__isnull=True) | waiting.filter(published_at__lt=now - REPUBLISH_AFTER)
    rows = list(
        fresh.order_by("not_before", "id").select_for_update(skip_locked=True)[:BATCH].values_list("id", "topic")
    )
    OutboxMessage.objects.filter(pk__in=[pk for pk, _ in rows]).update(published_at=now)
    return rows
