"""What follows an issued opinion, as the page of its case shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.entrustments.grounds import in_full
from cases.models import Case, IssuedOpinion, OpinionCorrection
from cases.opinions.corrections import gate
from cases.opinions.corrections.grounds import ground
from cases.opinions.corrections.standing import standing_of
from cases.opinions.corrections.verbs import CORRECT
from cases.opinions.gate import signer_of
from cases.states import State
from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk.detail.acts import Wish


@dataclass(frozen=True)
class CorrectionShown:
    """A correction with its ground in words, and who signed it; the words themselves stand on the paper."""

    row: OpinionCorrection
    ground: str
    signer: str


@dataclass(frozen=True)
class StandingShown:
    """How the opinion stands, in words, and its corrections."""

    tone: str
    word: str
    corrections: list[CorrectionShown]


def standing_shown(issued: IssuedOpinion) -> StandingShown:
    """Return how an issued opinion stands for the page of its case."""
    standing = standing_of(issued)
    return StandingShown(standing.tone, str(standing.state.label), [_correction(row) for row in standing.corrections])


def _correction(row: OpinionCorrection) -> CorrectionShown:
    chosen = ground(row.ground, row.corrected_on)
    return CorrectionShown(row, in_full(chosen) if chosen else row.ground, row.appraiser.person.name)


def issued_wishes(case: Case, actor: AnyActor) -> list[Wish]:
    """Return the acts on the issued opinion of a case, each with what stands against it for this person."""
    if case.state != State.ISSUED:
        return []
    url = reverse("case_opinion_correct", args=[case.pk])
    findings = correcting_findings(case, actor) if actor.may(CORRECT.code) else []
    return [Wish((CORRECT.code,), _("Correct the opinion"), url, findings=findings, asks_reason=True)]


def correcting_findings(case: Case, actor: AnyActor) -> list[Finding]:
    """Return what stands against correcting the opinion of a case for the person who acts."""
    issued = IssuedOpinion.objects.filter(case=case).first()
    return gate.may_correct(case, issued, signer_of(actor, case), timezone.localdate())
