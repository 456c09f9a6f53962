"""The inbox: telling users what happened, in sentences that hold no personal data."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Notice
from foundation.audit.once import act

_sentences: dict[str, Any] = {}
_reasons: dict[str, Any] = {}
_kinds: dict[str, Any] = {}


def register(
    sentences: Mapping[str, Any], reasons: Mapping[str, Any] | None = None, kinds: Mapping[str, Any] | None = None
) -> None:
    """Make kinds of notices known: kind → sentence with %(name)s places, → why one is told, → a few words.

    The same kind twice is an error.
    """
    _reasons.update(reasons or {})
    _kinds.update(kinds or {})
    for kind, sentence in sentences.items():
        if _sentences.get(kind, sentence) is not sentence:
            raise ValueError(f"The notice {kind} is registered twice.")
        _sentences[kind] = sentence


def notify(
    user_ids: Iterable[int], kind: str, key: str, params: Mapping[str, str | int] | None = None, link: str = ""
) -> int:
    """Tell users something once, in the transaction of the caller; return how many were told.

    `key` names the happening: who was told it already is not told again. `link` is a path of the
    portal. Raises KeyError for an unregistered kind or a parameter that the sentence lacks.
    """
    given = dict(params or {})
    str(_sentences[kind]) % given  # raises for what is missing
    rows = [Notice(user_id=user_id, kind=kind, key=key, params=given, link=link) for user_id in dict.fromkeys(user_ids)]
    known = set(
        Notice.objects.filter(key=key, user_id__in=[row.user_id for row in rows]).values_list("user_id", flat=True)
    )
    fresh = [row for row in rows if row.user_id not in known]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def sentence_of(notice: Notice) -> str:
    """Return what a notice says, in the language of the page; its kind where the sentence is gone."""
    sentence = _sentences.get(notice.kind)
    return notice.kind if sentence is None else str(sentence) % notice.params


def words_of_kind(kind: str) -> str:
    """Return a kind of notice in a few words, for the filter of the inbox."""
    return str(_kinds.get(kind, kind))


def reason_of(notice: Notice) -> str:
    """Return why the user was told, in the language of the page."""
    return str(_reasons.get(notice.kind, _("It concerns your own account or work.")))


@act
def mark_read(*, by: AnyActor, ids: Iterable[int] | None = None) -> int:
    """Mark one's own notices as read, all that lie in the inbox when no ids are given; return how many were unread."""
    now = timezone.now()
    rows = Notice.objects.visible_to(by).filter(read_at__isnull=True)
    rows = rows.shown(now) if ids is None else rows.filter(pk__in=list(ids))
    return rows.update(read_at=now)


@act
def mark_unread(*, by: AnyActor, ids: Iterable[int]) -> int:
    """Mark one's own notices as not read; return how many were read."""
    return Notice.objects.visible_to(by).filter(pk__in=list(ids), read_at__isnull=False).update(read_at=None)


@act
def snooze(*, by: AnyActor, ids: Iterable[int], until: datetime) -> int:
    """Put one's own notices off: they leave the inbox and come back unread at a moment; return how many."""
    return Notice.objects.visible_to(by).filter(pk__in=list(ids)).update(shown_at=until, read_at=None)


@act
def wake(*, by: AnyActor, ids: Iterable[int]) -> int:
    """Take one's own notices back into the inbox now; return how many had been put off."""
    now = timezone.now()
    return Notice.objects.visible_to(by).snoozed(now).filter(pk__in=list(ids)).update(shown_at=now)


def count_unread(by: AnyActor) -> int:
    """How many notices lie unread in one's inbox, counted up to a thousand."""
    return Notice.objects.visible_to(by).unread(timezone.now())[:1_001].count()
