"""The posting of a session: chosen at sign-in, switched by the user, gone when the posting ends."""

import secrets

from django.http import HttpRequest
from django.utils import timezone

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting, User
from foundation.audit.statements import Statement

POSTING = "posting_id"
DEMO = "demo_persona"
ACTED = "act_mark"


_POSTINGS: Statement[Posting] = Statement(
    lambda user, day: (
        Posting.objects.filter(user=user).in_force(day).select_related("organisation").order_by("valid_from", "id")
    )
)


def acting(request: HttpRequest) -> PostedActor:
    """Return the actor of a signed-in request.

    The posting is read anew at every request, so that one that ended gives no access any more; the
    session then falls back to another posting in force, or to none.
    """
    user: User = request.user  # type: ignore[assignment]  # only called for signed-in users
    postings = list(postings_of(user))
    wanted = request.session.get(POSTING)
    chosen = next((posting for posting in postings if str(posting.pk) == wanted), postings[0] if postings else None)
    if chosen is not None and str(chosen.pk) != wanted:
        request.session[POSTING] = str(chosen.pk)
    return PostedActor(
        user,
        chosen,
        demo=bool(request.session.get(DEMO)),
        postings=postings,
        session_mark=f"{request.session.session_key}{request.session.get(ACTED, '')}",
    )


def mark_act(request: HttpRequest) -> None:
    """Note in the session that something was done in it: what it was shown before may be out of date."""
    request.session[ACTED] = secrets.token_urlsafe(6)


def postings_of(user: User) -> "list[Posting]":
    """Return the postings in force today, oldest first."""
    return _POSTINGS.rows(user=user.pk, day=timezone.localdate())


def switch(request: HttpRequest, posting_id: str) -> bool:
    """Act in another posting of one's own; False when it is none."""
    if posting_id not in {str(posting.pk) for posting in postings_of(request.user)}:  # type: ignore[arg-type]
        return False
    request.session[POSTING] = posting_id
    return True
