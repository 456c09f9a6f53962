"""Whether who ordered an export may still have it: asked anew at every piece, and when it is fetched (trust AZ-08)."""

from django.utils import timezone

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.desk.lists import ListSpec
from foundation.exchange.models import Export
from foundation.exchange.verbs import MAKE_EXPORT


def actor_now(export: Export) -> PostedActor:
    """Return who ordered the export, in the posting of the order, read anew from the database."""
    posting = Posting.objects.select_related("user", "organisation").get(pk=export.requested_in_id)
    return PostedActor(posting.user, posting)


def lost(actor: PostedActor, spec: ListSpec) -> str:
    """Return what the person has lost since the order: account, posting or right; empty when nothing."""
    if not actor.user.is_active:
        return "account"
    if actor.posting is None or not actor.posting.holds_on(timezone.localdate()):
        return "posting"
    if not actor.may(MAKE_EXPORT.code) or not actor.may(spec.verb):
        return "right"
    return ""
