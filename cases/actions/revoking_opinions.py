"""Revoking an issued opinion (条例 art. 38): the institution does it by its head; nothing is deleted."""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from cases.actions.preparing_opinion import refuse
from cases.conduct.locking import lock
from cases.conduct.telling import users_of
from cases.models import Case, IssuedOpinion, OpinionRevocation, SignOff
from cases.opinions.issued import revoking
from cases.opinions.issued.revoking import REVOKING, Revoking
from cases.opinions.issued.verbs import REVOKE
from foundation.accounts.notices import notify
from foundation.audit import outbox
from foundation.audit.actors import Actor
from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write

NOTICE_JOB: Final = "cases.write_opinion_revocation"


@act
def revoke(pk: UUID, *, by: Actor, version: int, ground: str, reason: str, found_on: date) -> OpinionRevocation:
    """Revoke the issued opinion of a case and return the revocation; `version` is the `trail_seq` of the case.

    `ground` is one of the two that art. 38 names; `found_on` the day on which the institution found it, not before the
    issue. The case stays issued and counted; the public check says revoked from now on. The notice is printed by a job
    after the commit, and who signed the opinion is told. It cannot be undone. Raises NotAllowed, StaleState, and
    RuleBroken with findings beside the fields.
    """
    case = lock(pk)
    if case.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    issued, today = IssuedOpinion.objects.filter(case=case).first(), timezone.localdate()
    refuse(revoking.may_revoke(issued), REVOKE.code, by, case)
    given = Revoking(ground, reason, found_on)
    if issued is None:
        raise ValueError("The gate lets only issued opinions be revoked.")
    findings = list(revoking.objections(given, issued, today))
    if findings:
        raise RuleBroken(findings)
    facts = {"ground": ground, "found_on": found_on, "revoked_on": today, "article": REVOKING}
    case.revoked_on = today
    write(case, REVOKE.code, by=by, facts=facts, reason=reason.strip())
    row = _kept(case, given, today)
    outbox.put(NOTICE_JOB, {"case": str(case.pk)}, key=f"{NOTICE_JOB}:{case.pk}")
    _tell(case, issued)
    return row


def _kept(case: Case, given: Revoking, today: date) -> OpinionRevocation:
    row = OpinionRevocation(
        case=case,
        trail_seq=case.trail_seq,
        ground=given.ground,
        reason=given.reason.strip(),
        found_on=given.found_on,
        revoked_on=today,
    )
    row.save(force_insert=True)
    return row


def _tell(case: Case, issued: IssuedOpinion) -> None:
    """Tell the appraisers who signed it."""
    signed = SignOff.objects.filter(case=case, version=issued.version, level=SignOff.Level.APPRAISERS)
    users = users_of([row.appraiser for row in signed.select_related("appraiser") if row.appraiser])
    notify(users, "opinion_revoked", f"opinion_revoked:{case.pk}", {"number": issued.number}, case.get_absolute_url())
