"""Policies of insurance of an institution: recording one, and that it ended before its last day."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import at_most, unfit, unstorable
from foundation.audit.regulated import write
from institutions.actions.holding import held
from institutions.models import InsurancePolicy
from institutions.standing import gate as standing_gate
from institutions.standing import twice
from institutions.verbs import KEEP_INSURANCE

LINE: Final = 100
MOST: Final = 10**12
"""Yuan; more is a slip of the keyboard."""


@act
def record_policy(
    pk: UUID, *, by: Actor, insurer: str, policy_number: str, cover: int, valid_from: date, valid_until: date
) -> InsurancePolicy:
    """Record a policy of an institution. Raises NotAllowed, and RuleBroken with findings beside the fields."""
    house = held(pk, by=by, verb=KEEP_INSURANCE)
    number = policy_number.strip().replace("\0", "")
    findings = [
        *_line(insurer, "insurer"),
        *standing_gate.document_objections(policy_number, "policy_number"),
        *standing_gate.term_objections(valid_from, valid_until),
        *_cover(cover),
    ]
    own = InsurancePolicy.objects.filter(institution=house)
    same = twice.again(twice.numbered(own, "policy_number", number), valid_from)
    findings += twice.objections(
        same, _("This policy is recorded already."), "policy_number", _("A renewed policy has a number of its own.")
    )
    if findings:
        raise RuleBroken(findings)
    row = InsurancePolicy(
        institution=house,
        insurer=insurer.strip(),
        policy_number=number,
        cover=cover,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    facts = {"certificate": number, "cover": cover, "valid_from": valid_from, "valid_until": valid_until}
    return write(row, "institution.insured", by=by, facts=facts)


@act
def correct_policy(
    pk: UUID, *, by: Actor, version: int, insurer: str, cover: int, valid_until: date, reason: str
) -> InsurancePolicy:
    """Correct what was recorded wrongly of a policy, as a later sheet says; number and first day make it known.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = InsurancePolicy.objects.get(pk=pk)
    held(row.institution_id, by=by, verb=KEEP_INSURANCE)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *_line(insurer, "insurer"),
        *standing_gate.term_objections(row.valid_from, valid_until),
        *_cover(cover),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    row.insurer, row.cover, row.valid_until = insurer.strip(), cover, valid_until
    facts = {"certificate": row.policy_number, "cover": cover, "valid_until": valid_until}
    return write(row, "institution.insurance_corrected", by=by, facts=facts, reason=reason.strip())


@act
def end_policy(pk: UUID, *, by: Actor, version: int, ended_on: date, reason: str) -> InsurancePolicy:
    """Record that a policy was given up; it does not hold from `ended_on` on.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = InsurancePolicy.objects.get(pk=pk)
    held(row.institution_id, by=by, verb=KEEP_INSURANCE)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *standing_gate.past_objections(ended_on, "ended_on", timezone.localdate(), row.valid_from),
        *unfit(reason),
    ]
    if row.ended_on is not None:
        findings.insert(0, Finding(_("This policy ended already."), code="ended_already"))
    if findings:
        raise RuleBroken(findings)
    row.ended_on = ended_on
    facts = {"certificate": row.policy_number, "ended_on": ended_on}
    return write(row, "institution.insurance_ended", by=by, facts=facts, reason=reason.strip())


def _cover(cover: int) -> Iterator[Finding]:
    if not 1 <= cover <= MOST:
        yield Finding(_("Write the sum in whole yuan, from 1 on."), field="cover", code="cover_out_of_bounds")


def _line(text: str, field: str) -> Iterator[Finding]:
    if not text.strip():
        yield Finding(_("This was left empty."), field=field, code="missing")
    elif len(text) > LINE:
        yield Finding(at_most(text, LINE), field=field, code="too_long")
    yield from unstorable(text, field)
