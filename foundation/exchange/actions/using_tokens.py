"""What the use of a token leaves behind: when it was last, and one event a day for a personal one."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from foundation.accounts.acting import PostedActor
from foundation.audit import trail
from foundation.exchange.models import ApiClient, ApiUse, PersonalToken

USED = "token.used"
KEPT_DAYS = 30
CHUNK = 5_000


def note_use(row: ApiClient | PersonalToken, now: datetime) -> None:
    """Note when a client or token was last used; called for the first request of a minute."""
    if isinstance(row, ApiClient):
        ApiClient.objects.filter(pk=row.pk).update(last_used_at=now)
        return
    with transaction.atomic():
        day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        this = PersonalToken.objects.filter(pk=row.pk)
        if this.filter(Q(last_used_at__isnull=True) | Q(last_used_at__lt=day)).update(last_used_at=now):
            trail.append(row.user.stream, USED, by=PostedActor(row.user, row.posting), facts={"token": str(row.pk)})
        else:
            this.update(last_used_at=now)


def clear_old(now: datetime) -> dict[str, int]:
    """Delete access tokens that have expired and counts older than 30 days, in chunks; return how many of each."""
    tokens = get_access_token_model()
    expired, counts = 0, 0
    while old := list(tokens.objects.filter(expires__lt=now).values_list("pk", flat=True)[:CHUNK]):
        expired += len(old)
        tokens.objects.filter(pk__in=old).delete()
    limit = now - timedelta(days=KEPT_DAYS)
    while deleted := _delete_counts(limit):
        counts += deleted
    return {"expired": expired, "counts": counts}


def _delete_counts(before: datetime) -> int:
    minutes = list(ApiUse.objects.filter(minute__lt=before).order_by("minute").values_list("minute", flat=True)[:CHUNK])
    return ApiUse.objects.filter(minute__lte=minutes[-1]).delete()[0] if minutes else 0
