"""The conduct of a case as its page shows it: people, acts, and what was entrusted."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.conduct.earlier import earlier_participation
from cases.conduct.gate import APPRAISERS_NEEDED, RECUSAL, TWO, earlier_in_words
from cases.conduct.grounds import recusal_ground
from cases.conduct.locking import over
from cases.conduct.states import TIME, ExtensionState
from cases.conduct.verbs import (
    ASK_SUPPLEMENT,
    ASSIGN,
    DECIDE_EXTENSION,
    DECLARE,
    INFORM_OF_EXTENSION,
    RECEIVE_SUPPLEMENT,
    RECORD,
    REPLACE_APPRAISER,
    REQUEST_EXTENSION,
)
from cases.entrustments.grounds import in_full
from cases.models import Assignment, Case, Entrustment
from cases.states import OPEN, State
from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk.detail.acts import Wish
from foundation.documents.verbs import DOWNLOAD


def barred(case: Case) -> Finding | None:
    """Why nothing can be done about the conduct of a case any more; None while it is open."""
    return None if case.state in OPEN else over(case)


@dataclass(frozen=True)
class PersonShown:
    """One appraiser of a case on its page: the assignment, how it ended, earlier parts in the same matter."""

    row: Assignment
    is_own: bool
    earlier: str
    ground: str


@dataclass(frozen=True)
class People:
    """The appraisers of a case, those who left below; `lacking` says that the law wants more."""

    current: tuple[PersonShown, ...]
    former: tuple[PersonShown, ...]
    lacking: Finding | None
    article: str = TWO
    recusal_article: str = RECUSAL


def people_of(case: Case, actor: AnyActor) -> People | None:
    """Return who appraises a case; None for cases of a ledger that were never assigned in the portal."""
    rows = list(case.assignments.for_page())
    is_open = case.state in OPEN
    if not rows and (case.import_id is not None or not is_open):
        return None
    earlier = earlier_participation(case, [row.appraiser for row in rows]) if is_open else {}
    own = _own_appraiser(rows, actor)
    shown = [
        PersonShown(
            row,
            row.appraiser_id == own,
            earlier_in_words(earlier[row.appraiser_id]) if row.appraiser_id in earlier else "",
            _ground(row),
        )
        for row in rows
    ]
    current = tuple(each for each in shown if each.row.ended_on is None)
    former = tuple(each for each in shown if each.row.ended_on is not None)
    return People(current, former, _lacking(len(current)) if is_open else None)


def _own_appraiser(rows: list[Assignment], actor: AnyActor) -> Any:
    person = actor.posting.user.person_id if actor.posting is not None else None
    return next((row.appraiser_id for row in rows if person is not None and row.appraiser.person_id == person), None)


def _ground(row: Assignment) -> str:
    chosen = recusal_ground(row.recusal_ground, row.ended_on) if row.recusal_ground and row.ended_on else None
    return in_full(chosen) if chosen else row.recusal_ground


def _lacking(count: int) -> Finding | None:
    if count >= APPRAISERS_NEEDED:
        return None
    words = _("No appraiser is assigned yet") if count == 0 else _("Only one appraiser is assigned")
    return Finding(
        words, TWO, way_out=_("The institution assigns appraisers until there are two."), code="too_few_appraisers"
    )


def wishes_of(case: Case, actor: AnyActor) -> list[Wish]:
    """Acts on the conduct of an open case: those the posting holds, and the one that is due whoever holds it."""
    if case.state not in OPEN:
        return []
    current = list(case.assignments.current().select_related("appraiser"))
    own = _own_appraiser(current, actor)
    undeclared = any(row.appraiser_id == own and row.declared_on is None for row in current)
    lacking = len(current) < APPRAISERS_NEEDED and case.import_id is None
    wishes = []
    if own is not None:
        words = _("Declare about recusal") if undeclared else _("Name a ground for recusal")
        wishes.append(Wish((DECLARE.code,), words, _to("case_recusal", case), is_next=undeclared))
    if lacking or actor.may(ASSIGN.code):
        words = _("Assign further appraisers") if current else _("Assign appraisers")
        wishes.append(Wish((ASSIGN.code,), words, _to("case_assign", case), is_next=lacking))
    if current and actor.may(REPLACE_APPRAISER.code):
        wishes.append(
            Wish((REPLACE_APPRAISER.code,), _("Replace an appraiser"), _to("case_replace", case), asks_reason=True)
        )
    if actor.may(RECORD.code):
        wishes.append(Wish((RECORD.code,), _("Record the process"), _to("process_new", case)))
    return _one_next([*wishes, *_time_wishes(case, actor)])


def _time_wishes(case: Case, actor: AnyActor) -> list[Wish]:
    """Acts on the time of an open case: what is awaited first, then what may be asked for."""
    wishes = []
    extensions = list(case.extensions.all())
    awaited = any(row.received_on is None for row in case.supplements.all())
    if case.state == State.SUSPENDED and awaited:
        words = _("Record receipt of the supplement")
        wishes.append(Wish((RECEIVE_SUPPLEMENT.code,), words, _to("supplement_receive", case), is_next=True))
    elif case.state == State.IN_PROGRESS and actor.may(ASK_SUPPLEMENT.code):
        wishes.append(Wish((ASK_SUPPLEMENT.code,), _("Ask for a supplement of materials"), _to("supplement_ask", case)))
    if any(row.is_requested for row in extensions):
        words = _("Decide about the extension")
        is_next = actor.may(DECIDE_EXTENSION.code)
        wishes.append(Wish((DECIDE_EXTENSION.code,), words, _to("extension_decide", case), is_next=is_next))
    elif actor.may(REQUEST_EXTENSION.code):
        words = _("Ask for an extension")
        wishes.append(Wish((REQUEST_EXTENSION.code,), words, _to("extension_request", case), asks_reason=True))
    if any(row.is_untold for row in extensions) and actor.may(INFORM_OF_EXTENSION.code):
        wishes.append(
            Wish((INFORM_OF_EXTENSION.code,), _("Record that the client was informed"), _to("extension_inform", case))
        )
    return wishes


def _one_next(wishes: list[Wish]) -> list[Wish]:
    """Leave the mark of the next step to the first of those that carry it."""
    first = next((wish for wish in wishes if wish.is_next), None)
    return [replace(wish, is_next=wish is first) for wish in wishes]


@dataclass(frozen=True)
class TimeShown:
    """One supplement or extension: its row, the words of its paper, the tone of its state."""

    row: Any
    paper: str
    tone: str = ""


@dataclass(frozen=True)
class Times:
    """The supplements and extensions of a case, and whether the posting opens their papers.

    What is still awaited when the case `is_over` never came.
    """

    supplements: tuple[TimeShown, ...]
    extensions: tuple[TimeShown, ...]
    may_download: bool
    is_over: bool
    article: str = TIME


_TONES = {
    ExtensionState.REQUESTED.value: "due",
    ExtensionState.APPROVED.value: "ok",
    ExtensionState.DECLINED.value: "void",
    ExtensionState.LAPSED.value: "void",
}


def times_of(case: Case, actor: AnyActor) -> Times | None:
    """Return the supplements and extensions of a case; None without any."""
    supplements = tuple(
        TimeShown(row, _("Request for a supplement of materials (PDF)")) for row in case.supplements.all()
    )
    extensions = tuple(
        TimeShown(row, _("Notice of extension (PDF)"), _TONES[row.state]) for row in case.extensions.all()
    )
    if not supplements and not extensions:
        return None
    return Times(supplements, extensions, actor.may(DOWNLOAD.code), is_over=case.state not in OPEN)


def _to(route: str, case: Case) -> str:
    return reverse(route, args=[case.pk])


@dataclass(frozen=True)
class Entrusted:
    """What a case was entrusted with, from its entrustment: purpose and materials; the page of it where it is open."""

    row: Entrustment
    materials: tuple[Any, ...]
    url: str


def entrusted_of(case: Case) -> Entrusted | None:
    """Return the entrustment that became a case; None for cases of a ledger. Who sees the case sees it too."""
    row = Entrustment.objects.filter(pk=case.pk).defer("facts", "contact_name", "contact_phone").first()
    if row is None:
        return None
    return Entrusted(row, tuple(row.materials.all()), row.get_absolute_url())
