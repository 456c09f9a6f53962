"""Correcting an issued opinion (程序通则 art. 41): one who signed it signs the correction; nothing is overwritten."""

from typing import Final
from uuid import UUID

from django.utils import timezone

from cases.actions.preparing_opinion import held_signer, refuse
from cases.conduct.locking import lock
from cases.models import Case, IssuedOpinion, OpinionCorrection
from cases.opinions.gate import Signer
from cases.opinions.issued import correcting
from cases.opinions.issued.correcting import Correcting
from cases.opinions.issued.states import CORRECTING
from cases.opinions.issued.verbs import CORRECT
from foundation.audit import outbox
from foundation.audit.actors import Actor
from foundation.audit.errors import StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write

PAPER_JOB: Final = "cases.write_opinion_correction"


@act
def correct(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    part: str,
    location: str,
    ground: str,
    reason: str,
    new_words: str,
    old_words: str = "",
) -> OpinionCorrection:
    """Correct the issued opinion of a case and return the correction; `version` is the `trail_seq` of the case.

    `part` is one of the parts of the form but the opinion itself, `ground` a code of the dated list. `old_words` stand
    in that part as it was issued; they are asked for where the wording is at fault. The paper (文书格式 6) is printed
    by a job after the commit. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    case = lock(pk)
    if case.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    issued = IssuedOpinion.objects.select_related("case__category", "case__institution").filter(case=case).first()
    today, signer = timezone.localdate(), held_signer(by, case)
    refuse(correcting.may_correct(case, issued, signer, today), CORRECT.code, by, case)
    given = Correcting(part, location, ground, reason, old_words, new_words)
    if issued is not None:
        refuse(correcting.objections(given, issued, today))
    number = 1 + OpinionCorrection.objects.filter(case=case).count()
    facts = {"number": number, "part": part, "ground": ground, "corrected_on": today, "article": CORRECTING}
    case.corrected_on = case.corrected_on or today
    write(case, CORRECT.code, by=by, facts=facts, reason=reason.strip())
    row = _kept(case, number, given, signer)
    outbox.put(PAPER_JOB, {"correction": str(row.pk)}, key=f"{PAPER_JOB}:{row.pk}")
    return row


def _kept(case: Case, number: int, given: Correcting, signer: Signer) -> OpinionCorrection:
    if signer.appraiser is None:
        raise ValueError("The gate lets only appraisers correct.")
    row = OpinionCorrection(
        case=case,
        trail_seq=case.trail_seq,
        number=number,
        part=given.part,
        location=given.location.strip(),
        ground=given.ground,
        reason=given.reason.strip(),
        appraiser=signer.appraiser,
        certificate_number=signer.appraiser.certificate_number,
        corrected_on=timezone.localdate(),
    )
    row.old_words, row.new_words = given.old_words.strip(), given.new_words.strip()
    row.save(force_insert=True)
    return row
