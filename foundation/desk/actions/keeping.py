"""Keeping what was posted after a session had ended, for the same user in the same browser."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from foundation.audit.once import act
from foundation.desk.models import KeptForm

KEPT = timedelta(hours=24)
LARGEST = 1_000_000
MOST = 20


@act
def keep(owner: int, path: str, fields: Mapping[str, Sequence[str]], *, had_files: bool) -> str | None:
    """Keep a posted form and return the token for its browser; None for what is too large or nobody's."""
    text = json.dumps({name: list(values) for name, values in fields.items()}, ensure_ascii=False)
    if len(text) > LARGEST or not get_user_model()._default_manager.filter(pk=owner, is_active=True).exists():
        return None
    older = KeptForm.objects.filter(owner_id=owner).order_by("-kept_at").values_list("pk", flat=True)[MOST - 1 :]
    KeptForm.objects.filter(pk__in=list(older)).delete()
    token = secrets.token_urlsafe(32)
    row = KeptForm(token_hash=_hash(token), owner_id=owner, path=path, had_files=had_files, kept_at=timezone.now())
    row.payload = text
    row.save(force_insert=True)
    return token


def kept_for(token: str, *, owner: int, path: str) -> KeptForm | None:
    """Return what was kept under a token for this user at this address."""
    rows = KeptForm.objects.filter(token_hash=_hash(token), owner_id=owner, path=path)
    return rows.filter(kept_at__gt=timezone.now() - KEPT).first()


def drop(token: str, *, owner: int) -> None:
    """Drop what was kept: it has been sent again."""
    KeptForm.objects.filter(token_hash=_hash(token), owner_id=owner).delete()


def clear_expired() -> int:
    """Drop what was kept for more than a day and return how many."""
    return KeptForm.objects.filter(kept_at__lte=timezone.now() - KEPT).delete()[0]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
