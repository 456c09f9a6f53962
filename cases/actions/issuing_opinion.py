"""Issuing an opinion (程序通则 arts. 36–38): the last level signs, number and code are given, the case ends."""

from typing import Final
from uuid import UUID

from django.utils import timezone, translation

from cases.actions.preparing_opinion import held_signer, locked, refuse, sign_off, state_findings
from cases.checking import opinion_key
from cases.conduct.ending import end_conduct
from cases.models import Assignment, Case, IssuedOpinion, Opinion, SignOff
from cases.numbering import next_opinion_number
from cases.opinions import gate
from cases.opinions.states import ISSUE as OPINION_STEP
from cases.states import ISSUE as CASE_STEP
from cases.turnarounds import turnaround_of
from cases.verbs import ISSUE_OPINION
from foundation.audit.actors import Actor
from foundation.audit.moves import Message, follow, move
from foundation.audit.once import act
from foundation.documents import codes

PAPER_JOB: Final = "cases.write_opinion"


@act
def issue(pk: UUID, *, by: Actor, version: int) -> IssuedOpinion:
    """Issue the present version as authorised signatory or head and return what was issued.

    Everything below is asked anew: the appraisers of today have signed, their certificates hold, a reviewer agreed.
    The number is the next of its series, the code cannot be guessed; the paper is printed by a job after the commit.
    Raises NotAllowed, StaleState, and RuleBroken.
    """
    case, opinion = locked(pk, version)
    today, signer = timezone.localdate(), held_signer(by, case)
    found = state_findings(opinion, OPINION_STEP) or gate.may_issue(case, opinion, signer, today)
    refuse(found, ISSUE_OPINION.code, by, case)
    with translation.override("zh-hans"):  # the trail keeps it in the language of the province
        shortfall = gate.shortfall(case, today)
    number = next_opinion_number(case.institution, case.practice_code, today.year)
    counted = turnaround_of(case, today)
    appraisers = [row.appraiser for row in Assignment.objects.filter(case=case).current().for_page()]
    facts = {
        "version": opinion.version,
        "level": 3,
        "verdict": SignOff.Verdict.AGREED,
        "opinion_number": number,
        "late": case.due_on is not None and case.due_on < today,
        "qualified": gate.qualified(case, today),
        "shortfall": shortfall,
    }
    values = {
        "issued_on": today,
        "opinion_number": number,
        "opinion_key": opinion_key(number),
        "turnaround_days": counted.net,
        "gross_days": counted.gross,
        "appraiser_names": [each.person.name for each in appraisers],
    }
    message = Message(PAPER_JOB, {"case": str(case.pk)}, key=f"{PAPER_JOB}:{case.pk}")
    move(case, CASE_STEP, by=by, facts=facts, values=values, messages=[message])
    follow(opinion, OPINION_STEP, head=case, values={"waiting_since": today})
    end_conduct(case)
    sign_off(opinion, signer, SignOff.Level.SIGNATORY, SignOff.Verdict.AGREED, today, shortfall=shortfall)
    return _issued(case, opinion, number, [each.certificate_number for each in appraisers])


def _issued(case: Case, opinion: Opinion, number: str, certificates: list[str]) -> IssuedOpinion:
    issued = IssuedOpinion(
        case=case,
        trail_seq=case.trail_seq,
        version=opinion.version,
        number=number,
        code=codes.new_secret_code(),
        issued_on=opinion.waiting_since,
        certificates=certificates,
    )
    issued.save(force_insert=True)
    return issued
