"""What follows an issued opinion, as the page of its case shows it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.entrustments.grounds import in_full
from cases.models import Case, IssuedOpinion, OpinionCorrection, OpinionRevocation
from cases.opinions.gate import signer_of
from cases.opinions.issued import correcting, revoking
from cases.opinions.issued.correction_grounds import ground
from cases.opinions.issued.standing import standing_of
from cases.opinions.issued.verbs import CORRECT, REVOKE
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
class RevocationShown:
    """A revocation with its ground in words."""

    row: OpinionRevocation
    ground: str


@dataclass(frozen=True)
class StandingShown:
    """How the opinion stands, in words, its corrections and its revocation."""

    tone: str
    word: str
    corrections: list[CorrectionShown]
    revocation: RevocationShown | None


def standing_shown(issued: IssuedOpinion) -> StandingShown:
    """Return how an issued opinion stands for the page of its case."""
    standing = standing_of(issued)
    corrections = [_correction(row) for row in standing.corrections]
    revocation = _revocation(standing.revocation) if standing.revocation else None
    return StandingShown(standing.tone, str(standing.state.label), corrections, revocation)


def _revocation(row: OpinionRevocation) -> RevocationShown:
    chosen = revoking.ground(row.ground, row.revoked_on)
    return RevocationShown(row, in_full(chosen) if chosen else row.ground)


def _correction(row: OpinionCorrection) -> CorrectionShown:
    chosen = ground(row.ground, row.corrected_on)
    return CorrectionShown(row, in_full(chosen) if chosen else row.ground, row.appraiser.person.name)


def issued_wishes(case: Case, actor: AnyActor) -> list[Wish]:
    """Return the acts on the issued opinion of a case, each with what stands against it for this person."""
    if case.state != State.ISSUED:
        return []
    return [
        Wish(
            (CORRECT.code,),
            _("Correct the opinion"),
            reverse("case_opinion_correct", args=[case.pk]),
            findings=correcting_findings(case, actor) if actor.may(CORRECT.code) else [],
            asks_reason=True,
        ),
        Wish(
            (REVOKE.code,),
            _("Revoke the opinion"),
            reverse("case_opinion_revoke", args=[case.pk]),
            findings=revoking_findings(case) if actor.may(REVOKE.code) else [],
            asks_reason=True,
            is_grave=True,
        ),
    ]


def correcting_findings(case: Case, actor: AnyActor) -> list[Finding]:
    """Return what stands against correcting the opinion of a case for the person who acts."""
    issued = IssuedOpinion.objects.filter(case=case).first()
    return correcting.may_correct(case, issued, signer_of(actor, case), timezone.localdate())


def revoking_findings(case: Case) -> list[Finding]:
    """Return what stands against revoking the opinion of a case."""
    return revoking.may_revoke(IssuedOpinion.objects.filter(case=case).first())
