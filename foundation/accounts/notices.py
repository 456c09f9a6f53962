"""The inbox: telling users what happened, in sentences that hold no personal data."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Notice
from foundation.audit.once import act

_sentences: dict[str, Any] = {}


def register(sentences: Mapping[str, Any]) -> None:
    """Make kinds of notices known: kind → sentence with %(name)s places. The same kind twice is an error."""
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
    _ = str(_sentences[kind]) % given
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


@act
def mark_read(*, by: AnyActor, ids: Iterable[int] | None = None) -> int:
    """Mark one's own notices as read, all of them when no ids are given; return how many were unread."""
    rows = Notice.objects.visible_to(by).filter(read_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return rows.update(read_at=timezone.now())
