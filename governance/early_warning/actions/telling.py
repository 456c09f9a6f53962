"""The digest: each who answers for warnings is told once a day how many there are, in numbers alone."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Delegation, Posting, User
from foundation.accounts.notices import notify
from foundation.accounts.sessions import postings_of
from foundation.audit import outbox
from foundation.clocks.queries import current_calendar
from governance.early_warning.models import EarlyWarning
from governance.early_warning.verbs import ACKNOWLEDGE

TELL_JOB: Final = "early_warning.tell"
NOTICE: Final = "early_warning_digest"


def order_digests(day: date) -> int:
    """Write a message for each person who acknowledges warnings; return how many. The same day twice adds none.

    On rest days nobody is told; the next working day speaks of them too.
    """
    if not current_calendar().is_working_day(day):
        return 0
    ordered = 0
    for user in _concerned(day):
        with transaction.atomic():
            payload = {"user": user, "day": day.isoformat()}
            ordered += outbox.put(TELL_JOB, payload, key=f"{TELL_JOB}:{user}:{day}") is not None
    return ordered


@transaction.atomic
def tell(user_id: int, day: date) -> str:
    """Write one person's notice of a day, over all his postings; return what became of it."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return "over"
    since = current_calendar().add_working_days(day, -1) + timedelta(days=1)
    opened, waiting, closed = set(), set(), set()
    for posting in postings_of(user):
        actor = PostedActor(user, posting)
        if not actor.may(ACKNOWLEDGE.code):
            continue
        rows = EarlyWarning.objects.visible_to(actor).owned_by(actor)
        waiting |= set(rows.unacknowledged().values_list("pk", flat=True))
        for key, begun, ended in rows.moved_since(since).values_list("pk", "opened_on", "closed_on"):
            opened |= {key} if begun >= since and ended is None else set()
            closed |= {key} if ended is not None and ended >= since else set()
    if not (opened or waiting or closed):
        return "nothing waits"
    told: dict[str, str | int] = {"opened": len(opened), "waiting": len(waiting), "closed": len(closed)}
    address = f"{reverse('early_warning_list')}?state=open&order=urgent"
    return "sent" if notify([user_id], NOTICE, f"{NOTICE}:{day}", told, address) else "over"


def _concerned(day: date) -> list[int]:
    """The users with a posting in force whose role and level acknowledge warnings, each once."""
    held = set(Delegation.objects.in_force(day).filter(verb=ACKNOWLEDGE.code).values_list("role", "level"))
    rows = Posting.objects.in_force(day).filter(user__is_active=True).order_by("user")
    found = rows.values_list("user_id", "role", "organisation__level")
    return list(dict.fromkeys(user for user, role, level in found if (role, level) in held))
