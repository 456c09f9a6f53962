"""Questions asked of accounts, delegation and sessions by the pages of administration."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Delegation, Organisation, Posting, User
from foundation.accounts.roles import Role


def users_seen_by(actor: AnyActor) -> "QuerySet[User]":
    """Users of whom the actor sees a posting, each with the postings he sees (`seen_postings`)."""
    seen = Posting.objects.visible_to(actor)
    shown = Prefetch("postings", seen.select_related("organisation").order_by("-valid_from", "id"), "seen_postings")
    return User.objects.filter(pk__in=seen.values("user_id")).select_related("person").prefetch_related(shown)


def open_organisations(actor: AnyActor) -> "QuerySet[Organisation]":
    """Bodies the actor sees that are not closed."""
    return Organisation.objects.visible_to(actor).filter(closed_on__isnull=True).order_by("kind", "sort_key", "name")


def delegations(verb: str, on: date) -> "QuerySet[Delegation]":
    """Who holds a verb on a day."""
    return Delegation.objects.in_force(on).filter(verb=verb).order_by("level", "role")


def delegations_at(level: str, on: date) -> dict[tuple[str, str], Delegation]:
    """The table of a level on a day: (verb, role) → row."""
    return {(row.verb, row.role): row for row in Delegation.objects.in_force(on).filter(level=level)}


def decided_changes(level: str, on: date) -> "list[Delegation]":
    """Rows of a level that begin after a day, or end on it or later."""
    rows = Delegation.objects.filter(level=level)
    return list(
        (rows.filter(effective_from__gt=on) | rows.filter(effective_to__gte=on)).order_by("effective_from", "verb")
    )


def roles_of_level(level: str) -> list[Role]:
    """The roles that the table of a level has a column for."""
    held = set(Delegation.objects.filter(level=level).values_list("role", flat=True))
    return [role for role in Role if role.value in held]


@dataclass(frozen=True)
class OpenSession:
    """A session of a user: when it was last seen, when it ends at the latest, whether it is the present one."""

    key: str
    seen_at: datetime | None
    expires_at: datetime
    present: bool


def sessions_of(user: User, present_key: str | None) -> list[OpenSession]:
    """Return the open sessions of a user. Reads every open session: sessions name their user inside only."""
    found = []
    for row in Session.objects.filter(expire_date__gt=timezone.now()):
        content = row.get_decoded()
        if content.get(SESSION_KEY) == str(user.pk):
            seen = parse_datetime(content.get("seen_at", ""))
            found.append(OpenSession(row.pk, seen, row.expire_date, row.pk == present_key))
    return sorted(found, key=lambda session: not session.present)


def end_other_sessions(user: User, present_key: str | None) -> int:
    """End all sessions of a user but the present one; return how many."""
    others = [session.key for session in sessions_of(user, present_key) if not session.present]
    return Session.objects.filter(pk__in=others).delete()[0]
