"""Keeping, discarding and clearing what a citizen is still writing (decisions.md 29). The trail does not hear of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.following import LEAST_KEY, draft_digest
from complaints.models import Complaint, ComplaintDraft
from foundation.accounts.limits import may_ask
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act

KEPT: Final = timedelta(hours=24)
LARGEST: Final = 60_000
"""Characters of a whole draft; its longest texts have 4,000 each."""
MOST_NEW: Final = 120
SECONDS: Final = 3_600
Fields = Mapping[str, Sequence[str]]


class AlreadySent(Exception):
    """The draft was sent meanwhile, in another tab or by a second press: there is a complaint and a receipt."""


@act
def keep(draft_key: str, fields: Fields, *, address: str) -> ComplaintDraft:
    """Keep the answers to some questions for 24 hours; answers to other questions stay as they are.

    Two tabs work at the same draft; for one question the later answer counts. Raises AlreadySent, ValueError for a
    key that could be guessed, and RuleBroken for a text longer than anybody's, or too many new drafts of a network.
    """
    if len(draft_key) < LEAST_KEY:
        raise ValueError("A draft key of fewer than 128 bits could be guessed.")
    digest = draft_digest(draft_key)
    one_at_a_time(digest)
    if Complaint.objects.filter(draft_key=digest).exists():
        raise AlreadySent
    now = timezone.now()
    draft = ComplaintDraft.objects.filter(key_digest=digest).first()
    kept = draft.fields if draft is not None and draft.expires_at > now else {}
    if draft is None:
        if not may_ask("complaints.draft", address, most=MOST_NEW, seconds=SECONDS):
            raise RuleBroken(Finding(_("Too many complaints were begun from your network."), code="too_many"))
        draft = ComplaintDraft(key_digest=digest)
    text = json.dumps({**kept, **{name: list(values) for name, values in fields.items()}}, ensure_ascii=False)
    if len(text) > LARGEST:
        raise RuleBroken(_("This draft is too long to be kept. Shorten the longest text."))
    draft.payload = text
    draft.updated_at, draft.expires_at = now, now + KEPT
    draft.save()
    return draft


def kept(draft_key: str) -> ComplaintDraft | None:
    """Return the draft of a key while its 24 hours last."""
    if len(draft_key) < LEAST_KEY:
        return None
    return ComplaintDraft.objects.filter(key_digest=draft_digest(draft_key), expires_at__gt=timezone.now()).first()


def sent_before(draft_key: str) -> Complaint | None:
    """Return the complaint that was made of a draft, if it was sent."""
    if len(draft_key) < LEAST_KEY:
        return None
    return Complaint.objects.filter(draft_key=draft_digest(draft_key)).first()


@act
def discard(draft_key: str) -> None:
    """Drop a draft at the wish of whoever holds its key."""
    ComplaintDraft.objects.filter(key_digest=draft_digest(draft_key)).delete()


def clear_expired() -> int:
    """Drop the drafts whose 24 hours are over and return how many."""
    return ComplaintDraft.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def one_at_a_time(digest: bytes) -> None:
    """Make a second sending or saving of the same draft wait for the first, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"complaint draft:{digest.hex()}"])
