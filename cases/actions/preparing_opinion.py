"""Writing versions of an opinion and taking it through its levels (程序通则 arts. 18, 19, 35–37)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisers.holding import hold
from cases.conduct.locking import lock
from cases.models import Assignment, Case, Opinion, OpinionVersion, SignOff
from cases.models.opinion import TEXTS
from cases.opinions import gate
from cases.opinions.gate import Signer
from cases.opinions.states import KEEP, REVIEW, SEND_BACK, SIGN, SIGN_LAST, SUBMIT, OpinionState
from cases.opinions.texts import LONGEST, OpinionTexts, objections
from cases.verbs import DRAFT_OPINION
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import Move, move
from foundation.audit.once import act
from foundation.audit.reasons import LEAST, at_most, unstorable
from foundation.audit.regulated import write


@act
def write_version(pk: UUID, *, by: Actor, version: int, texts: OpinionTexts, ready: bool = False) -> Opinion:
    """Put down a version of the opinion of a case and return the chain, which begins anew with it.

    `version` is the `trail_seq` of the opinion that was seen, 0 where there was none. With `ready` the parts that the
    form demands are there and the appraisers are asked to sign; without it the text is only kept. Sign-offs of earlier
    versions are void from now on and stay on file. Raises NotAllowed, StaleState, and RuleBroken.
    """
    case, today = lock(pk), timezone.localdate()
    opinion = Opinion.objects.select_for_update().filter(case=case).first()
    if (opinion.trail_seq if opinion else 0) != version:
        raise StaleState(row_label=case.case_number)
    signer = held_signer(by, case)
    refuse(gate.may_draft(case, signer, today), DRAFT_OPINION.code, by, case)
    refuse(list(objections(texts, ready=ready, accepted_on=case.accepted_on, today=today)))
    number = opinion.version + 1 if opinion else 1
    facts = {"version": number, "digest": texts.digest, "ready": ready}
    if opinion is None:
        opinion = _first(case, today, ready)
        write(opinion, DRAFT_OPINION.code, by=by, facts=facts)
    else:
        values = {"version": number, "waiting_since": today}
        move(opinion, SUBMIT if ready else KEEP, by=by, facts=facts, values=values)
    _put_down(opinion, signer, texts, ready)
    return opinion


@act
def sign(pk: UUID, *, by: Actor, version: int, dissent: str = "") -> Opinion:
    """Sign the present version as one of its appraisers and return the chain; `dissent` is a differing opinion.

    A dissent is a signature all the same, and stands on the paper (art. 37). The last signature hands the version to
    the reviewer. Raises NotAllowed, StaleState, and RuleBroken.
    """
    case, opinion = locked(pk, version)
    today, signer = timezone.localdate(), held_signer(by, case)
    refuse(state_findings(opinion, SIGN) or gate.may_sign(case, opinion, signer, today), SIGN.verb, by, case)
    note = dissent.strip()
    refuse(_unfit(note, "dissent"))
    signed = SignOff.objects.filter(case=case, version=opinion.version, level=SignOff.Level.APPRAISERS)
    asked = Assignment.objects.filter(case=case).current().exclude(appraiser=signer.appraiser)
    left = asked.exclude(appraiser__in=signed.values("appraiser")).count()
    verdict = SignOff.Verdict.DISSENTED if note else SignOff.Verdict.AGREED
    facts = {"version": opinion.version, "level": 1, "verdict": verdict, "left": left}
    move(opinion, SIGN if left else SIGN_LAST, by=by, facts=facts, values={"waiting_since": today})
    sign_off(opinion, signer, SignOff.Level.APPRAISERS, verdict, today, note=note)
    return opinion


@act
def review(pk: UUID, *, by: Actor, version: int, on_procedure: str, on_opinion: str) -> Opinion:
    """Agree to the present version as its reviewer and return the chain (art. 35; 文书格式 5).

    Raises NotAllowed, StaleState, and RuleBroken.
    """
    case, opinion = locked(pk, version)
    today, signer = timezone.localdate(), held_signer(by, case)
    refuse(state_findings(opinion, REVIEW) or gate.may_review(case, signer, today), REVIEW.verb, by, case)
    refuse([*_lacking(on_procedure, "on_procedure"), *_lacking(on_opinion, "on_opinion")])
    facts = {"version": opinion.version, "level": 2, "verdict": SignOff.Verdict.AGREED}
    move(opinion, REVIEW, by=by, facts=facts, values={"waiting_since": today})
    said = {"on_procedure": on_procedure.strip(), "on_opinion": on_opinion.strip()}
    sign_off(opinion, signer, SignOff.Level.REVIEWER, SignOff.Verdict.AGREED, today, **said)
    return opinion


@act
def send_back(pk: UUID, *, by: Actor, version: int, disagreement: str) -> Opinion:
    """Send the present version back to its appraisers with a written disagreement, which stays on file.

    The reviewer does so at the second level, the signatory at the third. Raises NotAllowed, StaleState, RuleBroken.
    """
    case, opinion = locked(pk, version)
    today, signer = timezone.localdate(), held_signer(by, case)
    found = state_findings(opinion, SEND_BACK) or gate.may_return(case, opinion, signer, today)
    refuse(found, SEND_BACK.verb, by, case)
    refuse(_lacking(disagreement, "disagreement"))
    at_third = opinion.state == OpinionState.CLEARED
    level = SignOff.Level.SIGNATORY if at_third else SignOff.Level.REVIEWER
    facts = {"version": opinion.version, "level": int(level), "verdict": SignOff.Verdict.RETURNED}
    move(opinion, SEND_BACK, by=by, facts=facts, values={"waiting_since": today})
    sign_off(opinion, signer, level, SignOff.Verdict.RETURNED, today, note=disagreement.strip())
    return opinion


def locked(pk: UUID, version: int) -> tuple[Case, Opinion]:
    """Return case and opinion, locked and as they were seen. Raises StaleState, and RuleBroken without an opinion."""
    case = lock(pk)
    opinion = Opinion.objects.select_for_update().filter(case=case).first()
    if opinion is None:
        raise RuleBroken(Finding(_("No version of the opinion is written yet.")))
    if opinion.trail_seq != version:
        raise StaleState(row_label=case.case_number)
    return case, opinion


def held_signer(by: Actor, case: Case) -> Signer:
    """Return who acts; his standing, that of the appraisers and of the institution stay as they are until it ends."""
    hold(case.institution_id, gate.people_of(case, gate.signer_of(by, case)))
    return gate.signer_of(by, case)  # as it is now that it is held


def refuse(found: list[Finding], verb: str = "", by: Actor | None = None, case: Case | None = None) -> None:
    """Raise what stands against an act: NotAllowed where the posting does not hold the verb, else RuleBroken."""
    if by is not None and not by.may(verb, case):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    if found:
        raise RuleBroken(found)


def sign_off(
    opinion: Opinion, signer: Signer, level: int, verdict: str, on: date, *, shortfall: str = "", **said: str
) -> SignOff:
    """Keep what a person said, explained by the event that has just moved the opinion."""
    appraiser = signer.appraiser
    if signer.person_id is None:
        raise ValueError("The gate lets only persons sign.")
    row = SignOff(
        case_id=opinion.case_id,
        trail_seq=opinion.trail_seq,
        version=opinion.version,
        level=level,
        verdict=verdict,
        person_id=signer.person_id,
        appraiser=appraiser,
        certificate_number=appraiser.certificate_number if appraiser else "",
        shortfall=shortfall,
        signed_on=on,
    )
    for name, text in said.items():
        setattr(row, name, text)
    row.save(force_insert=True)
    return row


def _first(case: Case, today: date, ready: bool) -> Opinion:
    return Opinion(
        case=case,
        institution=case.institution,
        city_code=case.city_code,
        county_code=case.county_code,
        state=OpinionState.SIGNING if ready else OpinionState.DRAFTING,
        version=1,
        waiting_since=today,
    )


def _put_down(opinion: Opinion, signer: Signer, texts: OpinionTexts, ready: bool) -> None:
    row = OpinionVersion(
        case_id=opinion.case_id,
        trail_seq=opinion.trail_seq,
        number=opinion.version,
        author=signer.appraiser,
        examined_on=texts.examined_on,
        digest=texts.digest,
        is_ready=ready,
    )
    for name in ("place", *TEXTS):
        setattr(row, name, getattr(texts, name))
    row.save(force_insert=True)


def state_findings(opinion: Opinion, step: Move) -> list[Finding]:
    """Say why a step cannot start from where the opinion stands."""
    if opinion.state in step.sources:
        return []
    stands: Any = OpinionState(opinion.state).label
    return [Finding(_("This step is not possible now: the opinion stands at “%(state)s”.") % {"state": stands})]


def _lacking(text: str, field: str) -> list[Finding]:
    if len(text.strip()) < LEAST:
        return [Finding(_("Write at least %(least)d characters.") % {"least": LEAST}, field=field)]
    return _unfit(text, field)


def _unfit(text: str, field: str) -> list[Finding]:
    if len(text) > LONGEST:
        return [Finding(at_most(text, LONGEST), field=field)]
    return unstorable(text, field)
