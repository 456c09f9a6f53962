"""The lists of administration: accounts, organisations, events of the trail, parked messages."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet, Value
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appraisal_portal.administration import running
from appraisal_portal.administration.events import ORDERS as EVENT_ORDERS
from appraisal_portal.administration.events import all_events
from appraisal_portal.administration.filters import EventFilter, OrganisationFilter, ParkedFilter, UserFilter
from foundation.accounts.acting import AnyActor
from foundation.accounts.actions.disabling import disable
from foundation.accounts.catalogue import KEEP_CONTACT, READ_TRAIL, RETRY_JOB, VIEW_ACCOUNTS, VIEW_JOBS
from foundation.accounts.models import Organisation, User
from foundation.accounts.queries import users_seen_by
from foundation.accounts.timeline import entry_of
from foundation.audit.models import Event, OutboxMessage
from foundation.desk.keyset import Order
from foundation.desk.lists import BulkAct, Column, ListSpec, Preset

USER_ORDERS: Final = {
    order.code: order
    for order in (
        Order("name", _("By sign-in name"), ("username",)),
        Order("newest", _("Latest first"), ("id",), descending=True),
    )
}
BODY_ORDERS: Final = {"name": Order("name", _("By name"), ("name", "id"))}
PARKED_ORDERS: Final = {"newest": Order("newest", _("Latest first"), ("id",), descending=True)}


def _users(actor: AnyActor, _params: QueryDict) -> "QuerySet[User]":
    return users_seen_by(actor)


def _postings_of(user: User) -> list[Any]:
    """The postings in force that the reader sees."""
    today = timezone.localdate()
    return [
        held
        for held in getattr(user, "seen_postings", ())
        if not held.ended_on and (not held.valid_until or held.valid_until >= today)
    ]


def _close(user: User, by: Any, reason: str) -> None:
    disable(user, by=by, reason=reason)


USERS: Final = ListSpec(
    code="users",
    title=_("Accounts and postings"),
    verb=VIEW_ACCOUNTS.code,
    model=User,
    rows=_users,
    filters=UserFilter,
    orders=USER_ORDERS,
    columns=(
        Column("username", _("Sign-in name"), "username", order="name", essential=True),
        Column("name", _("Name"), "shown_name", personal=True, on_phone=True),
        Column("postings", _("Postings"), _postings_of, template="administration/cells/postings.html", on_phone=True,
               exported=False),
        Column("last", _("Last sign-in"), "last_login", kind="moment"),
        Column("state", _("State"), "is_active", template="administration/cells/enabled.html", on_phone=True),
        Column("number", _("Number"), "pk", kind="number", order="newest", shown=False),
    ),
    route="administration:users",
    bulk=(
        BulkAct("disable", _("Disable the accounts"), VIEW_ACCOUNTS.code, _close,
                warning=_("The users can no longer sign in. Open sessions end with their next request.")),
    ),
    presets=(Preset(_("Disabled"), "state=disabled"), Preset(_("Without posting in force"), "state=idle")),
    link_of=lambda user: reverse("administration:user", args=[user.pk]),
    label_of=lambda user: user.username,
    names_people=True,
    nothing=_("No account is on file here yet."),
    none_fits=_("No account meets these conditions."),
)  # fmt: skip


def _bodies(actor: AnyActor, _params: QueryDict) -> "QuerySet[Organisation]":
    rows = Organisation.objects.visible_to(actor).select_related("division", "parent")
    return rows.annotate(may_keep_contact=Value(actor.may(KEEP_CONTACT.code)))


ORGANISATIONS: Final = ListSpec(
    code="organisations",
    title=_("Organisations"),
    verb=VIEW_ACCOUNTS.code,
    model=Organisation,
    rows=_bodies,
    filters=OrganisationFilter,
    orders=BODY_ORDERS,
    columns=(
        Column("name", _("Name of the body"), "name", order="name", essential=True),
        Column("kind", _("Kind"), "get_kind_display", on_phone=True),
        Column("level", _("Level"), lambda body: "" if body.level == "none" else body.get_level_display()),
        Column("seat", _("Seat"), "division.name"),
        Column("parent", _("Superior body"), "parent.name"),
        Column("state", _("State"), "closed_on", template="administration/cells/open.html", on_phone=True),
        Column("contact", _("Contacts"), "name", template="administration/cells/contact.html", exported=False),
    ),
    route="administration:organisations",
    link_of=lambda body: reverse("administration:organisation", args=[body.pk]),
    label_of=lambda body: body.name,
    nothing=_("No organisation is on file here yet."),
    none_fits=_("No organisation meets these conditions."),
)


def _events(_actor: AnyActor, _params: QueryDict) -> "QuerySet[Event]":
    """Every event: only the auditor passes the door of this list."""
    return all_events()


def _in_words(events: Sequence[Event]) -> None:
    for event in events:
        event.entry = entry_of(event)  # type: ignore[attr-defined]  # for the columns


EVENTS: Final = ListSpec(
    code="events",
    title=_("Trail"),
    verb=READ_TRAIL.code,
    model=Event,
    rows=_events,
    filters=EventFilter,
    orders=EVENT_ORDERS,
    columns=(
        Column("what", _("What"), "entry.what", essential=True),
        Column("recorded", _("Recorded at"), "recorded_at", template="administration/cells/second.html",
               order="newest", on_phone=True),
        Column("stream", _("Stream"), "stream", template="administration/cells/stream.html", on_phone=True),
        Column("seq", _("Number"), "seq", kind="number"),
        Column("who", _("Who"), "entry.doer", template="administration/cells/doer.html"),
        Column("reason", _("Reason"), "entry.reason"),
        Column("door", _("Through"), "entry.door", shown=False),
    ),
    route="administration:trail",
    label_of=lambda event: f"{event.stream} {event.seq}",
    prepare=_in_words,
    nothing=_("No event is on file yet."),
    none_fits=_("No event meets these conditions."),
)  # fmt: skip


def _parked(_actor: AnyActor, _params: QueryDict) -> "QuerySet[OutboxMessage]":
    """Every parked message: jobs hold no business data, and the door lets only those who keep them."""
    return OutboxMessage.objects.filter(parked_at__isnull=False)


def _retry(message: OutboxMessage, by: Any, reason: str) -> None:
    running.retry(message.pk, by=by, reason=reason)


PARKED: Final = ListSpec(
    code="parked_messages",
    title=_("Parked messages"),
    verb=VIEW_JOBS.code,
    model=OutboxMessage,
    rows=_parked,
    filters=ParkedFilter,
    orders=PARKED_ORDERS,
    columns=(
        Column("message", _("Job"), lambda row: f"{row.topic} #{row.pk}", kind="code", essential=True),
        Column("parked", _("Parked at"), "parked_at", kind="moment", on_phone=True),
        Column("error", _("Where it broke"), "last_run.error", on_phone=True),
        Column("attempts", _("Attempts"), "attempts", kind="number", order="newest"),
    ),
    route="administration:parked",
    bulk=(
        BulkAct("retry", _("Try again"), RETRY_JOB.code, _retry,
                warning=_("Each message waits in the queue again and is tried five times more.")),
    ),
    label_of=lambda row: f"{row.topic} #{row.pk}",
    prepare=running.with_last_runs,
    nothing=_("None is parked."),
    none_fits=_("No parked message meets these conditions."),
)  # fmt: skip
