"""What waits at accounts, jobs, calendar, legal tables and the trail."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.accounts.catalogue import AMEND_LAW, MANAGE_ACCOUNTS, READ_TRAIL, RETRY_JOB, VIEW_ACCOUNTS
from foundation.accounts.models import Posting, SignInAttempt, User
from foundation.accounts.queries import users_seen_by
from foundation.accounts.timeline import doer_of
from foundation.audit.jobs import registry
from foundation.audit.models import Event, OutboxMessage
from foundation.clocks.models import CalendarEdition
from foundation.clocks.verbs import PUBLISH_EDITION
from foundation.desk import formats
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from foundation.law.models import Confidence
from foundation.law.queries import in_force, rows_of
from foundation.law.tables import TABLES, LegalTable

REFUSALS_OF_DAYS = 7
_BY_ID = Order("id", "", ("id",))
_LATEST = Order("latest", "", ("id",), descending=True)
_ORDERS = {"categories": ("position", "code"), "divisions": ("code",)}


def _enabled(actor: PostedActor) -> "QuerySet[User]":
    """Accounts the posting sees that are not disabled."""
    return users_seen_by(actor).filter(is_active=True)


def _idle(actor: PostedActor, today: date) -> "QuerySet[User]":
    return _enabled(actor).exclude(pk__in=Posting.objects.in_force(today).values("user_id"))


def _without_factor(actor: PostedActor, today: date) -> "QuerySet[User]":
    """Accounts that cannot work before their second factor is set up; personas of the demo need none."""
    factors = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user_id")
    rows = _enabled(actor).filter(pk__in=Posting.objects.in_force(today).values("user_id")).exclude(pk__in=factors)
    return rows.exclude(is_synthetic=True) if settings.PORTAL_DEMO else rows


def _blocked(actor: PostedActor, today: date) -> "QuerySet[SignInAttempt]":
    return SignInAttempt.objects.filter(blocked_until__gt=timezone.now())


def _parked(actor: PostedActor, today: date) -> "QuerySet[OutboxMessage]":
    return OutboxMessage.objects.filter(parked_at__isnull=False)


def _provisional(actor: PostedActor, today: date) -> Any:
    latest = CalendarEdition.objects.in_force().values("pk")
    return CalendarEdition.objects.filter(pk__in=latest, published=False)


def _unconfirmed(actor: PostedActor, today: date, table: LegalTable) -> Any:
    return in_force(rows_of(table), today).filter(confidence=Confidence.RECALLED)


def _since(today: date) -> date:
    return today - timedelta(days=REFUSALS_OF_DAYS - 1)


def _refused(actor: PostedActor, today: date) -> "QuerySet[Event]":
    """Acts refused within the last seven civil days, as far as the trail is the actor's to read."""
    begin = timezone.make_aware(datetime.combine(_since(today), time()))
    rows = Event.objects.filter(kind="act.refused", recorded_at__gte=begin)
    return rows if actor.may(READ_TRAIL.code) else rows.none()


def _account(row: User, act: str) -> Line:
    seen: list[Posting] = getattr(row, "seen_postings", [])
    whose = seen[0].organisation.name if seen else ""
    return Line(row.username, act, reverse("administration:user", args=[row.pk]), None, whose)


def _attempt(row: SignInAttempt, actor: PostedActor) -> Line:
    until = formats.table_moment(row.blocked_until) if row.blocked_until else ""
    return Line(
        _("Sign-in blocked until %(time)s") % {"time": until},
        _("Nothing: the block ends by itself. Who it is and from where is stored as a key only."),
        reverse("administration:users"),
    )


def _message(row: OutboxMessage, actor: PostedActor) -> Line:
    job = registry.get(row.topic)
    url = reverse("administration:job_retry", args=[row.pk])
    return Line(str(job.title) if job else row.topic, _("Mend the cause, then try it again"), url)


def _edition(row: CalendarEdition, actor: PostedActor) -> Line:
    act = _("Publish the edition as soon as the State Council has announced the holidays")
    return Line(_("Calendar of %(year)s") % {"year": row.year}, act, f"{reverse('why')}?verb={PUBLISH_EDITION.code}")


def _entry(row: Any, actor: PostedActor, table: LegalTable) -> Line:
    url = reverse("administration:law_row", args=[table.slug, row.code])
    return Line(f"{row.code} {row.name}", _("Compare with the source and confirm"), url, None, row.source_text)


def _refusal(row: Event, actor: PostedActor) -> Line:
    content = row.content
    who = doer_of(content.get("by", {}).get("label", ""))
    url = f"{reverse('administration:trail_stream')}?stream={row.stream}"
    return Line(formats.table_moment(row.recorded_at), _("Look whether somebody tries doors"), url, None, who)


def _law_list(today: date, table: LegalTable) -> str:
    address = reverse("administration:law_table", args=[table.slug])
    return f"{address}?confidence={Confidence.RECALLED.value}&on={today}"


def _law_heap(table: LegalTable) -> Heap:
    return Heap(
        code=f"law_{table.slug}",
        section=Section.MINE,
        title=format_lazy(gettext_lazy("{table}: entries to be confirmed"), table=table.title),
        why=gettext_lazy("Entries known from memory carry a mark until somebody has compared them with the source."),
        verb=AMEND_LAW.code,
        rows=partial(_unconfirmed, table=table),
        order=Order("code", "", _ORDERS.get(table.slug, ("code", "id"))),
        line=partial(_entry, table=table),
        full_list=partial(_law_list, table=table),
        entry="administration:law",
    )


HEAPS = (
    Heap(
        code="jobs_parked",
        section=Section.MINE,
        tone="late",
        title=gettext_lazy("Parked jobs"),
        why=gettext_lazy("Work that failed five times and waits until somebody tries it again."),
        verb=RETRY_JOB.code,
        rows=_parked,
        order=_BY_ID,
        line=_message,
        entry="administration:jobs",
    ),
    Heap(
        code="accounts_idle",
        section=Section.MINE,
        title=gettext_lazy("Accounts without a posting in force"),
        why=gettext_lazy("These accounts can sign in but do nothing: give them a posting or disable them."),
        verb=VIEW_ACCOUNTS.code,
        rows=_idle,
        order=_BY_ID,
        line=lambda row, actor: _account(row, _("Grant a posting or disable the account")),
        entry="administration:users",
    ),
    Heap(
        code="refusals",
        section=Section.MINE,
        title=gettext_lazy("Refused acts of the last 7 days"),
        why=gettext_lazy("Somebody asked for an act that his posting does not hold. Often a wrong click, seldom more."),
        verb=READ_TRAIL.code,
        rows=_refused,
        order=_LATEST,
        line=_refusal,
        full_list=lambda today: f"{reverse('administration:trail')}?kind=act.refused&since={_since(today)}",
        entry="administration:trail",
    ),
    Heap(
        code="calendar_provisional",
        section=Section.MINE,
        title=gettext_lazy("Calendars not yet published"),
        why=gettext_lazy("Days are counted Monday to Friday until the State Council's holidays of the year are known."),
        verb=PUBLISH_EDITION.code,
        rows=_provisional,
        order=Order("year", "", ("year", "id")),
        line=_edition,
    ),
    *(_law_heap(table) for table in TABLES),
    Heap(
        code="accounts_without_factor",
        section=Section.OTHERS,
        title=gettext_lazy("Accounts without a second factor"),
        why=gettext_lazy("They set it up at their first sign-in; before that no page opens for them."),
        verb=VIEW_ACCOUNTS.code,
        rows=_without_factor,
        order=_BY_ID,
        line=lambda row, actor: _account(row, _("Ask the user to sign in and set it up")),
    ),
    Heap(
        code="sign_ins_blocked",
        section=Section.BACKGROUND,
        title=gettext_lazy("Sign-ins blocked at present"),
        why=gettext_lazy("After five wrong passwords an account waits, from that network only."),
        verb=MANAGE_ACCOUNTS.code,
        rows=_blocked,
        order=_BY_ID,
        line=_attempt,
    ),
)
