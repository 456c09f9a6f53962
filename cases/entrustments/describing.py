"""An entrustment as its page shows it: facts, the clock of the decision, the verdict of the gate, and the acts."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.clients import client_is_personal
from cases.deadlines import decision_clock
from cases.entrustments.asking import asked_before
from cases.entrustments.grounds import DUTY, NOTICE, cited, ground, words_of
from cases.entrustments.states import ACCEPT as ACCEPT_STEP
from cases.entrustments.states import ASK as ASK_STEP
from cases.entrustments.states import COMPLETE as COMPLETE_STEP
from cases.entrustments.states import REFUSE as REFUSE_STEP
from cases.entrustments.states import UNDECIDED, WITHDRAW, EntrustmentState
from cases.gate import may_accept
from cases.models import Case, Completion, Entrustment
from cases.purposes import AGREEMENT, REFUSAL_NOTICE
from cases.verbs import (
    ACCEPT,
    AGREE_DECISION,
    ASK_COMPLETION,
    COMPLETE,
    FILE,
    REFUSE,
    REVEAL,
    VIEW,
    WITHDRAW_ENTRUSTMENT,
)
from foundation.accounts.acting import AnyActor
from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.clocks.queries import current_calendar
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.clock import Clock, clock_shown
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD

KIND = "entrustment"
TIME_LIMIT = gettext_lazy("Time for the decision")


def _neighbours(row: Entrustment, actor: AnyActor) -> Any:
    return Entrustment.objects.visible_to(actor).filter(institution=row.institution_id)


def register_tabs() -> None:
    """Put the tabs of an entrustment in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "entrustment", VIEW.code, 0),
        Tab("trail", gettext_lazy("Trail"), "entrustment_trail", VIEW.code, 80),
        Tab("looks", gettext_lazy("Who looked"), "entrustment_looks", VIEW_LOOKS.code, 90),
    )


def detail_of(row: Entrustment, actor: AnyActor) -> Detail:
    """Return the page of an entrustment for an actor who sees it, with institution and category joined."""
    kind = _("Re-appraisal") if row.is_reappraisal else _("First appraisal")
    return Detail(
        kind=KIND,
        model="cases.Entrustment",
        row=row,
        title=f"{row.client_name}　{row.category.name}",
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[kind, str(row.institution), row.code],
        crumbs=[Link(_("Entrustments"), reverse("entrustment_list"))],
        acts=offered(actor, *_wishes(row)),
    )


def standing_of(row: Entrustment) -> Standing:
    """The state of an entrustment in words, and its shape; one past the last day for deciding is overdue."""
    if row.is_late:
        return Standing("late", _("Decision overdue"))
    tones = {
        EntrustmentState.RECEIVED.value: "open",
        EntrustmentState.AWAITING.value: "hold",
        EntrustmentState.ACCEPTED.value: "ok",
    }
    return Standing(tones.get(row.state, "void"), row.get_state_display())


def _wishes(row: Entrustment) -> list[Wish]:
    """What can be done with an entrustment; the gate stands before accepting it."""
    barred = state_findings(row, ACCEPT_STEP)
    verdict = None if barred else may_accept(row, timezone.localdate())
    return [
        Wish(
            (ACCEPT.code,),
            _("Accept the entrustment"),
            reverse("entrustment_accept", args=[row.pk]),
            findings=barred or (verdict.findings if verdict else ()),
            is_next=not barred,
        ),
        *_completing_wishes(row),
        Wish(
            (REFUSE.code,),
            _("Refuse the entrustment"),
            reverse("entrustment_refuse", args=[row.pk]),
            findings=state_findings(row, REFUSE_STEP),
            is_grave=True,
            asks_reason=True,
        ),
        Wish(
            (REVEAL.code,),
            _("Show what is sealed"),
            f"{row.get_absolute_url()}#h-sealed",
            asks_reason=True,
        ),
        Wish(
            (WITHDRAW_ENTRUSTMENT.code,),
            _("Record a withdrawal"),
            reverse("entrustment_withdraw", args=[row.pk]),
            findings=state_findings(row, WITHDRAW),
            is_grave=True,
            asks_reason=True,
        ),
        Wish((FILE.code,), _("File another entrustment"), reverse("entrustment_new")),
    ]


def _completing_wishes(row: Entrustment) -> list[Wish]:
    """What has to do with completing the entrustment: while it is awaited, recording it is the next step."""
    if row.state not in UNDECIDED:
        return []
    awaited = row.state == EntrustmentState.AWAITING
    words = _("Record what has come") if awaited else _("Complete the entrustment")
    complete = Wish(
        (COMPLETE.code,),
        words,
        reverse("entrustment_complete", args=[row.pk]),
        findings=state_findings(row, COMPLETE_STEP),
        is_next=awaited,
    )
    ask = Wish(
        (ASK_COMPLETION.code,),
        _("Ask the client to complete it"),
        reverse("entrustment_ask", args=[row.pk]),
        findings=state_findings(row, ASK_STEP) or asked_before(row),
    )
    longer = Wish(
        (AGREE_DECISION.code,),
        _("Agree on the time for the decision"),
        reverse("entrustment_decision_time", args=[row.pk]),
        asks_reason=True,
    )
    return [complete, ask, longer]


def facts_of(row: Entrustment, actor: AnyActor) -> list[Fact]:
    """Return the facts of an entrustment, four a row; what is sealed stands in its own part."""
    note = _("%(kind)s; the name is masked") if client_is_personal(row.client_kind) else "%(kind)s"
    institution = row.institution
    place = institution.get_absolute_url() if actor.may("institutions.view") else ""
    return [
        fact(
            _("Client"),
            row.client_name,
            note=note % {"kind": client_kind_of(row)},
        ),
        fact(_("Case reference of the client"), row.client_reference, is_number=True),
        fact(_("Institution"), str(institution), url=place),
        fact(_("Received on"), row.received_on),
        fact(_("Appraisal matter"), row.matter),
        fact(_("Practice category"), row.category.name),
        fact(_("Purpose"), row.purpose),
        _ended(row),
    ]


def client_kind_of(row: Entrustment) -> str:
    """Return what kind of client it is; outside litigation also whether a person or a company, where it is known."""
    kind = str(row.get_client_kind_display())
    return (
        _("%(kind)s, %(nature)s") % {"kind": kind, "nature": row.get_client_nature_display()}
        if row.client_nature
        else kind
    )


def _ended(row: Entrustment) -> Fact:
    if row.withdrawn_on:
        return fact(_("Withdrawn on"), row.withdrawn_on)
    if row.accepted_on:
        return fact(_("Accepted on"), row.accepted_on)
    if row.refused_on:
        return fact(_("Refused on"), row.refused_on)
    return fact(_("Recorded at"), row.recorded_at)


@dataclass(frozen=True)
class Refusal:
    """The refusal as the page shows it; `notice` is None while the paper is being written."""

    ground: str
    article: str
    reason: str
    notice: StoredFile | None
    may_download: bool
    notice_article: str = NOTICE


def refusal_of(row: Entrustment, actor: AnyActor) -> Refusal | None:
    """Return the refusal with the wording of its day and its notice; None when it was not refused."""
    if row.refused_on is None:
        return None
    chosen = ground(row.refusal_ground, row.refused_on)
    files = StoredFile.objects.belonging_to(row.stream).kept_for(REFUSAL_NOTICE.code)
    return Refusal(
        ground=words_of(chosen) if chosen else row.refusal_ground,
        article=cited(chosen) if chosen else "",
        reason=row.refusal_reason,
        notice=files.first(),
        may_download=actor.may(DOWNLOAD.code),
    )


@dataclass(frozen=True)
class Completions:
    """The requests to complete an entrustment as its page shows them; `is_over`: what is still awaited never came."""

    rows: tuple[Completion, ...]
    may_download: bool
    is_over: bool
    article: str = DUTY


def completions_of(row: Entrustment, actor: AnyActor) -> Completions | None:
    """Return the requests to complete an entrustment with their letters; None without any."""
    rows = tuple(row.completions.all())
    return Completions(rows, actor.may(DOWNLOAD.code), row.state not in UNDECIDED) if rows else None


def clock_on(row: Entrustment) -> Clock | None:
    """Return the time for the decision about acceptance as of today (程序通则 art. 13), with its arithmetic."""
    return clock_shown(decision_clock(row, timezone.localdate()), current_calendar(), title=TIME_LIMIT)


@dataclass(frozen=True)
class Acceptance:
    """The acceptance as the page shows it; `letter` is None while the paper is being written."""

    case: Case
    letter: StoredFile | None
    may_download: bool


def acceptance_of(row: Entrustment, actor: AnyActor) -> Acceptance | None:
    """Return the case that the entrustment has become and its letter; None when it was not accepted."""
    case = Case.objects.visible_to(actor).filter(pk=row.pk).first() if row.accepted_on is not None else None
    if case is None:
        return None
    files = StoredFile.objects.belonging_to(row.stream).kept_for(AGREEMENT.code)
    return Acceptance(case, files.first(), actor.may(DOWNLOAD.code))


def stated_of(row: Entrustment) -> list[Fact]:
    """Return what the entrustment states already of the letter: it stands there without being asked for again."""
    seal, nobody = _("on record, under seal"), _("not stated: left open on the letter")
    there = (row.contact_name, row.contact_phone, row.contact_address)
    contact = [seal] if any(part is not None for part in there) else [nobody]
    return [
        fact(_("Client"), row.client_name),
        fact(_("Contact and address"), *contact),
        fact(_("Appraisal matter"), row.matter),
        fact(_("Practice category"), row.category.name),
        fact(_("Re-appraisal"), _("Yes") if row.is_reappraisal else _("No")),
        fact(_("Purpose"), row.purpose),
        fact(_("Basic facts of the case"), seal if row.facts is not None else nobody),
        fact(_("Appraisal materials"), *[each.name for each in row.materials.all()]),
    ]
