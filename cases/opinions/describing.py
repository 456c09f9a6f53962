"""The chain of an opinion as the page of its case shows it: levels, versions, what was issued, and the acts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case, IssuedOpinion, Opinion, OpinionVersion, SignOff
from cases.opinions import gate
from cases.opinions.issued.describing import StandingShown, standing_shown
from cases.opinions.papers import check_address
from cases.opinions.states import IN_PREPARATION, OpinionState
from cases.purposes import OPINION
from cases.states import OPEN
from cases.verbs import DRAFT_OPINION, ISSUE_OPINION, RETURN_OPINION, REVIEW_OPINION, SIGN_OPINION
from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk.detail.acts import Wish
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD
from foundation.law import queries as law

LEVELS = "internal_review_levels"
SHOWN = 20
_AT = {OpinionState.SIGNING: 1, OpinionState.REVIEWING: 2, OpinionState.CLEARED: 3}
TONES = {
    SignOff.Verdict.AGREED: "ok",
    SignOff.Verdict.DISSENTED: "due",
    SignOff.Verdict.RETURNED: "late",
}


@dataclass(frozen=True)
class Said:
    """One sign-off: shape and words of the verdict, who, when, and why so few people stand behind it."""

    row: SignOff
    tone: str
    word: str
    name: str


@dataclass(frozen=True)
class LevelShown:
    """One of the three levels: its name, what the table says of it, where the opinion stands, what was said."""

    title: str
    rule: str
    article: str
    standing: str
    said: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class VersionShown:
    """One version: who put it down, how it stands, and the sign-offs that it keeps when it is superseded."""

    row: OpinionVersion
    author: str
    tone: str
    word: str
    said: list[Said]


@dataclass(frozen=True)
class IssuedShown:
    """What was issued, and how it stands; `paper` is None while it is being printed."""

    row: IssuedOpinion
    standing: StandingShown
    paper: StoredFile | None
    may_download: bool
    address: str


@dataclass(frozen=True)
class ChainShown:
    """Everything about the opinion of a case; `opinion` is None before the first version."""

    opinion: Opinion | None
    state: str
    levels: list[LevelShown]
    versions: list[VersionShown]
    issued: IssuedShown | None
    shortfall: str


def chain_of(case: Case, actor: AnyActor) -> ChainShown:
    """Return the chain of a case's opinion for a page: no text of it, which is opened with a reason."""
    today = timezone.localdate()
    opinion = Opinion.objects.filter(case=case).first()
    said = _said(case)
    current = [each for each in said if opinion is not None and each.row.version == opinion.version]
    open_case = case.state in OPEN
    return ChainShown(
        opinion=opinion,
        state=str(OpinionState(opinion.state).label) if opinion else "",
        levels=_levels(opinion, current, today),
        versions=_versions(case, opinion, said),
        issued=_issued(case, actor),
        shortfall=gate.shortfall(case, today) if open_case else "",
    )


def _said(case: Case) -> list[Said]:
    rows = SignOff.objects.filter(case=case).select_related("person").order_by("version", "level", "recorded_at", "id")
    return [
        Said(row, TONES[SignOff.Verdict(row.verdict)], str(SignOff.Verdict(row.verdict).label), row.person.name)
        for row in rows
    ]


def _levels(opinion: Opinion | None, said: list[Said], today: date) -> list[LevelShown]:
    rules = {each.code: each for each in law.grounds(LEVELS, today)}
    titles = (_("First level: the appraisers"), _("Second level: the reviewer"), _("Third level: the signatory"))
    at = _AT.get(OpinionState(opinion.state)) if opinion else None
    shown = []
    for number, title in enumerate(titles, 1):
        rule = rules.get(f"L{number}")
        own = [each for each in said if each.row.level == number]
        standing = "now" if number == at else "done" if own else ""
        shown.append(LevelShown(title, _words(rule), "、".join(rule.citations) if rule else "", standing, own))
    return shown


def _words(rule: law.Offered | None) -> str:
    if rule is None:
        return ""
    name = rule.name_zh if (get_language() or "").startswith("zh") or not rule.name_en else rule.name_en
    return _("%(rule)s (to be confirmed)") % {"rule": name} if rule.to_be_confirmed else name


def _versions(case: Case, opinion: Opinion | None, said: list[Said]) -> list[VersionShown]:
    rows = OpinionVersion.objects.filter(case=case).select_related("author__person")
    sealed = ("place", "attendees", "facts", "summary", "process", "analysis", "opinion", "annexes")
    shown = []
    for row in rows.defer(*sealed)[:SHOWN]:
        is_current = opinion is not None and row.number == opinion.version
        tone = "open" if is_current else "void"
        word = str(OpinionState(opinion.state).label) if is_current and opinion else _("Superseded")
        if is_current and opinion and opinion.state == OpinionState.ISSUED:
            tone = "ok"
        own = [each for each in said if each.row.version == row.number]
        shown.append(VersionShown(row, row.author.person.name, tone, word, own))
    return shown


def _issued(case: Case, actor: AnyActor) -> IssuedShown | None:
    row = IssuedOpinion.objects.filter(case=case).first()
    if row is None:
        return None
    paper = StoredFile.objects.belonging_to(case.stream).kept_for(OPINION.code).first()
    return IssuedShown(row, standing_shown(row), paper, actor.may(DOWNLOAD.code), check_address(row))


def opinion_wishes(case: Case, actor: AnyActor, *, may_lead: bool = True) -> list[Wish]:
    """Return the acts on the opinion of an open case, each with what stands against it for this person.

    `may_lead` says whether one of them may be the next step of the page.
    """
    if case.state not in OPEN:
        return []
    opinion = Opinion.objects.filter(case=case).first()
    steps = _steps(opinion)
    return [_wish(case, opinion, actor, *step[:3], step[3] and may_lead) for step in steps]


def _steps(opinion: Opinion | None) -> list[tuple[Any, str, str, bool]]:
    """Verb, words, route, and whether it is the next step, for where the opinion stands."""
    state = opinion.state if opinion else ""
    writing = state in {"", OpinionState.DRAFTING, OpinionState.RETURNED}
    steps = [
        (DRAFT_OPINION, _("Write the opinion") if writing else _("Write a new version"), "case_opinion_write", writing)
    ]
    if state == OpinionState.SIGNING:
        steps.append((SIGN_OPINION, _("Sign the opinion"), "case_opinion_sign", True))
    if state == OpinionState.REVIEWING:
        steps.append((REVIEW_OPINION, _("Sign the review"), "case_opinion_review", True))
    if state in {OpinionState.REVIEWING, OpinionState.CLEARED}:
        steps.append((RETURN_OPINION, _("Return it to the appraisers"), "case_opinion_return", False))
    steps.append((ISSUE_OPINION, _("Sign and issue the opinion"), "case_opinion_issue", state == OpinionState.CLEARED))
    return steps


def _wish(
    case: Case, opinion: Opinion | None, actor: AnyActor, verb: Any, label: str, route: str, is_next: bool
) -> Wish:
    findings = findings_of(case, opinion, actor, verb.code) if actor.may(verb.code) else []
    url = reverse(route, args=[case.pk])
    return Wish((verb.code,), label, url, findings=findings, is_next=is_next and actor.may(verb.code) and not findings)


def findings_of(case: Case, opinion: Opinion | None, actor: AnyActor, verb: str) -> list[Finding]:
    """Return what stands against an act on the opinion for the person who acts."""
    today, signer = timezone.localdate(), gate.signer_of(actor, case)
    if verb == DRAFT_OPINION.code:
        return gate.may_draft(case, signer, today)
    if opinion is None or opinion.state not in IN_PREPARATION:
        return [Finding(_("No version of the opinion is written yet."))]
    if verb == SIGN_OPINION.code:
        return gate.may_sign(case, opinion, signer, today)
    if verb == REVIEW_OPINION.code:
        return gate.may_review(case, signer, today)
    if verb == RETURN_OPINION.code:
        return gate.may_return(case, opinion, signer, today)
    if opinion.state != OpinionState.CLEARED:
        stands = {"state": OpinionState(opinion.state).label}
        words = _("Possible once the first and the second level are done; now: %(state)s.")
        return [Finding(words % stands, code="not_cleared")]
    return gate.may_issue(case, opinion, signer, today)
