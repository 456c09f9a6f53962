"""A case as its page shows it: header, facts, path, clock, and the acts with their findings."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.actions.revealing import CLIENT, NOTHING_SEALED, SUBJECTS, sealed_parts
from cases.agreements.describing import wishes as agreement_wishes
from cases.conduct.describing import wishes_of
from cases.deadlines import clock_of, pauses_of
from cases.models import Case
from cases.opinions.corrections.describing import issued_wishes
from cases.opinions.describing import opinion_wishes
from cases.states import TERMINATE as TERMINATE_STEP
from cases.states import State
from cases.verbs import CONFIRM_CORRECTION, REVEAL, TERMINATE
from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.clocks.queries import current_calendar
from foundation.desk import formats
from foundation.desk.detail.acts import Act, Wish, offered, state_findings
from foundation.desk.detail.clock import Clock, clock_shown
from foundation.desk.detail.facts import Fact, Stage, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.exchange.models import Correction

KIND = "case"
TONES = {
    State.IN_PROGRESS: "open",
    State.SUSPENDED: "hold",
    State.ISSUED: "ok",
    State.TERMINATED: "void",
    State.VOID: "void",
}
TIME_LIMIT = gettext_lazy("Time limit of the appraisal")


def detail_of(case: Case, actor: AnyActor) -> Detail:
    """Return the page of a case for an actor who sees it; the row comes from `for_list`."""
    return Detail(
        kind=KIND,
        model="cases.Case",
        row=case,
        title=case.case_number,
        is_number=True,
        streams=(case.stream,),
        standing=standing_of(case),
        facts=_line(case),
        crumbs=_crumbs(case, actor),
        acts=_acts(case, actor),
    )


def standing_of(case: Case) -> Standing:
    """The state of a case in words, and its shape; a case past its last day is overdue."""
    if case.is_late:
        return Standing("late", _("Overdue"))
    return Standing(TONES[State(case.state)], State(case.state).label)


def _line(case: Case) -> list[str]:
    facts = [case.category.name, _("accepted %(day)s") % {"day": formats.prose_date(case.accepted_on)}]
    if case.issued_on is not None:
        facts.append(_("opinion issued %(day)s") % {"day": formats.prose_date(case.issued_on)})
    if case.import_id is not None:
        facts.append(_("from a ledger"))
    return facts


def _crumbs(case: Case, actor: AnyActor) -> list[Link]:
    crumbs = [Link(_("Cases"), reverse("case_list"))]
    if actor.may("institutions.view"):
        crumbs.append(Link(str(case.institution), case.institution.get_absolute_url()))
    return crumbs


def _acts(case: Case, actor: AnyActor) -> list[Act]:
    """The acts of the page; the next lawful step is one at most, and what comes first in the procedure wins."""
    wishes = _wishes(case, actor)
    may_lead = not any(wish.is_next for wish in wishes)
    return offered(actor, *wishes, *opinion_wishes(case, actor, may_lead=may_lead), *issued_wishes(case, actor))


def _wishes(case: Case, actor: AnyActor) -> list[Wish]:
    """Acts that exist for a case today: its conduct, a correction where one waits, opening identities."""
    correction = Correction.objects.pending().filter(target=case.pk).first()
    wishes = wishes_of(case, actor)
    if correction is not None:
        wishes.append(
            Wish(
                (CONFIRM_CORRECTION.code,),
                _("Decide the correction of a later ledger"),
                reverse("import", args=[correction.source_id]) + "#corrections",
                is_next=not any(wish.is_next for wish in wishes),
                asks_reason=True,
            )
        )
    wishes += agreement_wishes(case, actor)
    nothing = [] if sealed_parts(case) else [Finding(str(NOTHING_SEALED))]
    wishes.append(
        Wish(
            (REVEAL.code,),
            _("Open the identities"),
            reverse("case_reveal", args=[case.pk]),
            findings=nothing,
            asks_reason=True,
        )
    )
    wishes.append(
        Wish(
            (TERMINATE.code,),
            _("Terminate the appraisal"),
            reverse("case_terminate", args=[case.pk]),
            findings=state_findings(case, TERMINATE_STEP),
            is_grave=True,
            asks_reason=True,
        )
    )
    return wishes


def facts_of(case: Case, actor: AnyActor) -> list[Fact]:
    """Return the facts of a case in three rows of four."""
    sealed = sealed_parts(case)
    open_up = Link(_("Open the identities"), reverse("case_reveal", args=[case.pk])) if actor.may(REVEAL.code) else None
    client_note = _("%(kind)s; the name is masked") if CLIENT in sealed else "%(kind)s"
    institution = case.institution
    place = institution.get_absolute_url() if actor.may("institutions.view") else ""
    return [
        fact(
            _("Client"),
            case.client_name,
            note=client_note % {"kind": case.get_client_kind_display()},
        ),
        fact(_("Subject"), _subjects(case, sealed), link=open_up if sealed else None),
        fact(_("Appraisers"), *case.appraiser_names),
        fact(_("Institution"), str(institution), url=place),
        fact(_("Appraisal matter"), case.matter),
        fact(_("Practice category"), case.category.name),
        fact(_("Agreement in effect from"), case.effective_on),
        fact(_("Fee (yuan)"), "" if case.fee is None else formats.number(case.fee, 2), is_number=True),
        fact(_("Opinion number"), case.opinion_number, is_number=True),
        fact(_("Turnaround (working days)"), case.turnaround_days),
        fact(_("Code in the portal"), case.code, is_number=True),
        fact(_("Entered in the portal"), case.recorded_at, note=_entered(case)),
    ]  # fmt: skip


def _subjects(case: Case, sealed: Sequence[str]) -> str:
    if SUBJECTS not in sealed:
        return _("None named")
    count = case.subjects.count()
    return ngettext("%(n)d subject, under seal", "%(n)d subjects, under seal", count) % {"n": count}


def _entered(case: Case) -> str:
    return _("row %(row)d of a ledger") % {"row": case.import_row} if case.import_row is not None else ""


def path_of(case: Case) -> list[Stage]:
    """Return the stages the portal knows of; those it does not record are not drawn."""
    ended = (_("Terminated"), case.terminated_on) if case.terminated_on else (_("Opinion issued"), case.issued_on)
    present = _("Suspended") if case.state == State.SUSPENDED else _("In progress")
    return stages(
        (_("Entrusted"), case.received_on or case.accepted_on),
        (_("Accepted"), case.accepted_on),
        (_("Agreement in effect"), case.effective_on),
        ended,
        present=present,
        is_over=ended[1] is not None,
    )


def clock_on(case: Case) -> Clock | None:
    """Return the time limit of the case as of today, with its arithmetic; a void case has none."""
    if case.state == State.VOID:
        return None
    note = _("Pauses and extensions before the import are not on file here and are not counted.")
    today = timezone.localdate()
    return clock_shown(
        clock_of(case, today),
        current_calendar(),
        title=TIME_LIMIT,
        note=note if case.import_id is not None else "",
        pauses=pauses_of(case, case.issued_on or case.terminated_on or today),
    )
