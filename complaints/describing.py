"""A complaint as its page shows it: facts, the clock of the present stage, allegations, team, and the acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import gate, letters
from complaints.actions import extending
from complaints.deadlines import present_clock
from complaints.investigating import decision_findings, not_declared, not_of_team, own_part
from complaints.models import Complaint, Investigator
from complaints.states import (
    ABANDONING,
    ACCEPTING,
    ASKING,
    ASSIGNING,
    DECIDING,
    INFORMING,
    MATTER_OPEN,
    RECORDING,
    REFUSING,
    TERMINATING,
    ComplaintState,
)
from complaints.verbs import EXTEND, INVESTIGATE, VIEW
from complaints.wording import FINDING_TONES, alleged, outcome_in_words, refusal_in_words
from foundation.accounts.acting import AnyActor
from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.accounts.models import Posting
from foundation.audit.errors import Finding
from foundation.audit.moves import Move
from foundation.clocks.queries import current_calendar
from foundation.desk.detail import tabs
from foundation.desk.detail.acts import Wish, offered, state_findings
from foundation.desk.detail.clock import Clock, clock_shown
from foundation.desk.detail.facts import Fact, Stage, fact, stages
from foundation.desk.detail.page import Detail, Link, Standing
from foundation.desk.detail.tabs import Tab
from foundation.documents.models import StoredFile
from institutions.models import Finding as InstitutionFinding
from institutions.models import RectificationOrder
from institutions.rectification.verbs import VIEW as SEE_RECTIFICATIONS

KIND = "complaint"
TONES = {
    ComplaintState.RECEIVED.value: "open",
    ComplaintState.AWAITING.value: "hold",
    ComplaintState.ACCEPTED.value: "open",
    ComplaintState.INVESTIGATING.value: "open",
    ComplaintState.DECIDED.value: "due",
    ComplaintState.INFORMED.value: "ok",
}
PRESENT = {
    ComplaintState.RECEIVED.value: gettext_lazy("Acceptance open"),
    ComplaintState.AWAITING.value: gettext_lazy("Supplement awaited"),
    ComplaintState.ACCEPTED.value: gettext_lazy("Team to be assigned"),
    ComplaintState.INVESTIGATING.value: gettext_lazy("Under investigation"),
    ComplaintState.DECIDED.value: gettext_lazy("To be informed"),
}
"""The stage under way, as short as a path has room for."""


def register_tabs() -> None:
    """Put the tabs of a complaint in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", gettext_lazy("Overview"), "complaint", VIEW.code, 0),
        Tab("letters", gettext_lazy("Letters"), "complaint_letters", VIEW.code, 20),
        Tab("identity", gettext_lazy("Who complained"), "complaint_identity", VIEW.code, 40),
        Tab("trail", gettext_lazy("Trail"), "complaint_trail", VIEW.code, 80),
        Tab("looks", gettext_lazy("Who looked"), "complaint_looks", VIEW_LOOKS.code, 90),
    )


def detail_of(row: Complaint, actor: AnyActor) -> Detail:
    """Return the page of a complaint for an actor who sees it, with institution and organ joined."""
    return Detail(
        kind=KIND,
        model="complaints.Complaint",
        row=row,
        title=row.number,
        is_number=True,
        streams=(row.stream,),
        standing=standing_of(row),
        facts=[str(row.institution), row.organ.name],
        crumbs=[Link(_("Complaints"), reverse("complaint_list"))],
        acts=offered(actor, *_wishes(row, actor)),
    )


def standing_of(row: Complaint) -> Standing:
    """Return the state in words; one whose day has passed says so."""
    if row.is_late:
        return Standing("late", _("%(state)s; overdue") % {"state": row.get_state_display()})
    return Standing(TONES.get(row.state, "void"), row.get_state_display())


def _wishes(row: Complaint, actor: AnyActor) -> list[Wish]:
    """What the stage of a complaint asks for; what lies behind or far ahead is not offered."""
    other = gate.competence(row, actor)

    def wish(step: Move, label: Any, route: str, more: Sequence[Finding] = (), **traits: Any) -> Wish:
        barred = [other] if other is not None else state_findings(row, step)
        traits["is_next"] = bool(traits.get("is_next")) and not barred
        return Wish((step.verb,), label, reverse(route, args=[row.pk]), findings=barred or list(more), **traits)

    acceptance = [
        wish(ACCEPTING, _("Accept the complaint"), "complaint_accept", gate.judge(gate.asked_about(row)), is_next=True),
        wish(REFUSING, _("Refuse the complaint"), "complaint_refuse", is_grave=True, asks_reason=True),
        wish(ASKING, _("Ask for a supplement"), "complaint_ask"),
    ]
    awaited = [
        wish(RECORDING, _("Record the supplement"), "complaint_supplemented", is_next=True),
        wish(ABANDONING, _("Close: no supplement came"), "complaint_abandon", is_grave=True, asks_reason=True),
    ]
    end = wish(TERMINATING, _("End without a decision"), "complaint_terminate", is_grave=True, asks_reason=True)
    if row.state == ComplaintState.RECEIVED:
        return [*acceptance, end]
    if row.state == ComplaintState.AWAITING:
        return [*awaited, end]
    if row.state in MATTER_OPEN:
        return [*_matter(row, actor.posting, other, wish), end]
    if row.state == ComplaintState.DECIDED:
        missing = [] if letters.are_written(row, letters.DECISION) else [Finding(_("The letters are being written."))]
        return [wish(INFORMING, _("Record that both sides are informed"), "complaint_inform", missing, is_next=True)]
    return []


def _matter(row: Complaint, posting: Posting | None, other: Finding | None, wish: Any) -> list[Wish]:
    under_way = row.state == ComplaintState.INVESTIGATING
    lacking = decision_findings(row) if under_way else []
    barred = [other] if other is not None else []
    own = own_part(row, posting) if under_way else None
    to_declare = own is not None and own.declared_on is None
    clear = own is not None and own.declared_on is not None
    found = [wish(ASSIGNING, _("Assign the investigators"), "complaint_assign", is_next=not under_way)]
    if under_way:
        found += [
            Wish(
                (INVESTIGATE.code,),
                _("Declare about conflicts of interest"),
                reverse("complaint_declare", args=[row.pk]),
                findings=barred or ([] if own else [not_of_team()]),
                is_next=not barred and to_declare,
            ),
            Wish(
                (INVESTIGATE.code,),
                _("Record an inquiry"),
                reverse("complaint_inquiry", args=[row.pk]),
                findings=barred or ([] if clear else [not_of_team() if own is None else not_declared()]),
                is_next=not barred and clear and bool(lacking),
            ),
            wish(DECIDING, _("Decide the complaint"), "complaint_decide", lacking, is_next=not lacking),
        ]
    found.append(
        Wish(
            (EXTEND.code,),
            _("Extend the time for the decision"),
            reverse("complaint_extend", args=[row.pk]),
            findings=barred or extending.objections(row),
            asks_reason=True,
        )
    )
    return found


def facts_of(row: Complaint, actor: AnyActor) -> list[Fact]:
    """Return the facts of a complaint, four a row; who complained stands on a tab of its own."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    known = _("the month is remembered, not the day") if row.known_to_month else ""
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Deciding organ"), row.organ.name),
        fact(_("Complainant"), _("under seal"), note=row.get_interest_display()),
        fact(_("Complaint received on"), row.received_on),
        fact(_("Known since"), row.known_on, note=known),
        fact(_("Accepted on"), row.accepted_on),
        *_ended(row),
    ]


def _ended(row: Complaint) -> list[Fact]:
    if row.refused_on is not None:
        words, article = refusal_in_words(row.refusal_ground, row.refused_on)
        return [fact(_("Refused on"), row.refused_on), fact(_("Legal ground"), words, note=article)]
    if row.abandoned_on is not None:
        return [fact(_("Deemed abandoned on"), row.abandoned_on)]
    if row.terminated_on is not None:
        why = outcome_in_words(row.termination, row.terminated_on)
        return [fact(_("Ended on"), row.terminated_on), fact(_("Why it ended"), why)]
    result = (_("Found valid") if row.upheld else _("Found not valid")) if row.decided_on else ""
    return [fact(_("Decided on"), row.decided_on, note=result), fact(_("Both sides informed on"), row.informed_on)]


def path_of(row: Complaint) -> list[Stage]:
    """Return the stages of a complaint that takes the whole way."""
    if row.refused_on or row.abandoned_on or row.terminated_on:
        end = row.refused_on or row.abandoned_on or row.terminated_on
        return stages(
            (_("Complaint received"), row.received_on),
            *([(_("Accepted"), row.accepted_on)] if row.accepted_on else []),
            (row.get_state_display(), end),
        )
    return stages(
        (_("Complaint received"), row.received_on),
        (_("Accepted"), row.accepted_on),
        (_("Decided"), row.decided_on),
        (_("Both sides informed"), row.informed_on),
        present=PRESENT.get(row.state),
    )


def clock_on(row: Complaint) -> Clock | None:
    """Return the clock of the present stage as of today, with its arithmetic."""
    title = _("Time for accepting or refusing")
    if row.decided_on is not None:
        title = _("Time for informing both sides")
    elif row.accepted_on is not None:
        title = _("Time for deciding the matter")
    clock = present_clock(row, timezone.localdate())
    return clock_shown(clock, current_calendar(), title=title) if clock is not None else None


@dataclass(frozen=True)
class AllegationShown:
    """An allegation in words: what is alleged, what was found of it, and what follows."""

    position: int
    words: str
    finding: str
    tone: str
    outcome: str


def allegations_of(row: Complaint) -> list[AllegationShown]:
    """Return the allegations in the wording of the day of receipt, findings in that of the decision."""
    return [
        AllegationShown(
            each.position,
            alleged(each.kind, row.received_on),
            each.get_finding_display() if each.finding else "",
            FINDING_TONES.get(each.finding, "void"),
            outcome_in_words(each.outcome, row.decided_on) if each.outcome and row.decided_on else "",
        )
        for each in row.allegations.all()
    ]


def rectifications_of(row: Complaint, actor: AnyActor) -> list[RectificationOrder]:
    """Return the orders that the decision made, for who may see orders."""
    if row.decided_on is None or not actor.may(SEE_RECTIFICATIONS.code):
        return []
    seen = RectificationOrder.objects.visible_to(actor)
    return list(seen.filter(finding__source=InstitutionFinding.Source.COMPLAINT, finding__source_id=row.pk))


def team_of(row: Complaint) -> list[Investigator]:
    """Return who investigates or did, with their postings and people."""
    return list(row.investigators.select_related("posting__user__person", "posting__organisation"))


@dataclass(frozen=True)
class LetterShown:
    """A written letter: what it is, to whom, and its address for this posting, empty where it is not handed out."""

    label: Any
    to_complainant: bool
    file: StoredFile
    url: str


def letters_of(row: Complaint, *, opens: bool, may_download: bool) -> list[LetterShown]:
    """Return the written letters, the newest first; those to the complainant name him and lead on only if `opens`."""
    labels = {purpose.code: purpose.label for purpose in letters.PURPOSES}
    own = [
        LetterShown(
            labels[file.purpose],
            True,
            file,
            reverse("complaint_letter", args=[row.pk, file.pk]) if opens else "",
        )
        for file in letters.to_complainant(row)
    ]
    others = [
        LetterShown(labels[file.purpose], False, file, file.get_absolute_url() if may_download else "")
        for file in letters.to_institution(row)
    ]
    return sorted([*own, *others], key=lambda each: each.file.recorded_at, reverse=True)
