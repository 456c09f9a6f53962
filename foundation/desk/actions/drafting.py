"""Saving, finding and dropping drafts. A draft is nobody's record, so that the trail does not hear of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.once import act
from foundation.desk.models import Draft

KEPT = timedelta(days=30)
MOST = 50
LARGEST = 400_000
Fields = Mapping[str, Sequence[str]]


@dataclass
class DraftChanged(Exception):
    """The draft was saved elsewhere since this window read it; `draft` is None when it was sent or discarded there."""

    draft: Draft | None

    def __str__(self) -> str:
        return str(_("This draft was changed in another window."))


@act
def save_draft(form: str, fields: Fields, *, by: AnyActor, pk: UUID | None = None, version: int = 0) -> Draft:
    """Save what was typed and return the draft. `pk` and `version` are those of the draft the window has read.

    Raises DraftChanged when another window was faster, NotAllowed without a posting, RuleBroken for more drafts
    or longer ones than anybody needs.
    """
    posting = by.posting
    if posting is None or by.user_id is None:
        raise NotAllowed("draft", _("Without a posting in force nothing can be saved."))
    text = json.dumps({name: list(values) for name, values in fields.items()}, ensure_ascii=False)
    if len(text) > LARGEST:
        raise RuleBroken(_("This draft is too long to be kept. Shorten the longest text."))
    if pk is None:
        own = Draft.objects.visible_to(by).of_form(form)
        if own.count() >= MOST:
            raise RuleBroken(
                _("You have %(most)d drafts of this form. File or discard some of them first.") % {"most": MOST}
            )
        draft = Draft(form=form, owner_id=by.user_id, posting=posting, version=0)
    else:
        known = Draft.objects.select_for_update().visible_to(by).of_form(form).filter(pk=pk).first()
        if known is None or known.version != version:
            raise DraftChanged(known)
        draft = known
    now = timezone.now()
    draft.payload = text
    draft.version += 1
    draft.updated_at, draft.expires_at = now, now + KEPT
    draft.save()
    return draft


@act
def discard(pk: UUID, *, by: AnyActor) -> bool:
    """Drop one's own draft; False when there is none any more."""
    return bool(Draft.objects.visible_to(by).filter(pk=pk).delete()[0])


def clear_expired() -> int:
    """Drop the drafts that nobody has touched for 30 days and return how many."""
    return Draft.objects.filter(expires_at__lte=timezone.now()).delete()[0]
