"""Accreditations of laboratories: recording a certificate, and that one ended before its last day."""

from collections.abc import Iterator, Sequence
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
from institutions.actions.telling import tell_accreditation_ended
from institutions.covering import stopped_by_end
from institutions.models import Accreditation, Institution
from institutions.standing import gate as standing_gate
from institutions.standing import twice
from institutions.standing.gate import LONGEST
from institutions.verbs import KEEP_ACCREDITATIONS

MOST_METHODS: Final = 200


@act
def record_accreditation(
    pk: UUID,
    *,
    by: Actor,
    kind: str,
    level: str,
    certificate_number: str,
    valid_from: date,
    valid_until: date,
    categories: Sequence[str],
    reason: str,
    methods: Sequence[str] = (),
) -> Accreditation:
    """Record a certificate of accreditation of an institution; a renewed certificate is recorded anew.

    `categories` are the nodes of the tree that it covers, `methods` the numbers of the standards that its annex names.
    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    institution = held(pk, by=by, verb=KEEP_ACCREDITATIONS)
    codes = list(dict.fromkeys(categories))
    findings = [
        *_kind_objections(kind, level),
        *standing_gate.document_objections(certificate_number, "certificate_number"),
        *standing_gate.past_objections(valid_from, "valid_from", timezone.localdate()),
        *standing_gate.term_objections(valid_from, valid_until),
        *standing_gate.category_objections(codes),
        *standing_gate.within_licence(codes, institution.practice_codes),
        *method_objections(methods),
        *_recorded_already(institution, kind, certificate_number, (valid_from, valid_until)),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    row = Accreditation(
        institution=institution,
        kind=kind,
        level=level,
        certificate_number=certificate_number.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        covers=codes,
        methods=tidy_methods(methods),
    )
    facts = {
        "certificate": row.certificate_number,
        "kind": kind,
        "categories": codes,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    return write(row, "institution.accreditation_recorded", by=by, facts=facts, reason=reason.strip())


@act
def correct_accreditation(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    level: str,
    valid_until: date,
    categories: Sequence[str],
    methods: Sequence[str],
    reason: str,
) -> Accreditation:
    """Correct what was recorded wrongly of a certificate, as a later sheet says; kind, number and first day know it.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = Accreditation.objects.get(pk=pk)
    institution = held(row.institution_id, by=by, verb=KEEP_ACCREDITATIONS)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    codes = list(dict.fromkeys(categories))
    findings = [
        *_kind_objections(row.kind, level),
        *standing_gate.term_objections(row.valid_from, valid_until),
        *standing_gate.category_objections(codes),
        *standing_gate.within_licence(codes, institution.practice_codes),
        *method_objections(methods),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    row.level, row.valid_until, row.covers, row.methods = level, valid_until, codes, tidy_methods(methods)
    facts = {"certificate": row.certificate_number, "categories": codes, "valid_until": valid_until}
    return write(row, "institution.accreditation_corrected", by=by, facts=facts, reason=reason.strip())


@act
def end_accreditation(pk: UUID, *, by: Actor, version: int, ended_on: date, reason: str) -> Accreditation:
    """Record that an accreditation was withdrawn or given up; it does not hold from `ended_on` on.

    The institution is told, with the items that stop by it.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = Accreditation.objects.get(pk=pk)
    institution = held(row.institution_id, by=by, verb=KEEP_ACCREDITATIONS)
    row.refresh_from_db()
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    findings = [
        *standing_gate.past_objections(ended_on, "ended_on", timezone.localdate(), row.valid_from),
        *unfit(reason),
    ]
    if row.ended_on is not None:
        findings.insert(0, Finding(_("This accreditation ended already."), code="ended_already"))
    if findings:
        raise RuleBroken(findings)
    row.ended_on = ended_on
    facts = {"certificate": row.certificate_number, "kind": row.kind, "ended_on": ended_on}
    write(row, "institution.accreditation_ended", by=by, facts=facts, reason=reason.strip())
    tell_accreditation_ended(row, institution, stopped_by_end(row, institution.practice_codes))
    return row


def tidy_methods(methods: Sequence[str]) -> list[str]:
    """Numbers of standards as they are kept: each once, without space around."""
    return list(dict.fromkeys(text for each in methods if (text := each.strip())))


def method_objections(methods: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with the numbers of standards that a certificate names."""
    if len(methods) > MOST_METHODS:
        yield Finding(_("At most %(most)d at a time.") % {"most": MOST_METHODS}, field="methods", code="too_many")
    for each in methods[:MOST_METHODS]:
        if len(each) > LONGEST:
            yield Finding(at_most(each, LONGEST), field="methods", code="too_long")
        yield from unstorable(each, "methods")


def _kind_objections(kind: str, level: str) -> Iterator[Finding]:
    if kind not in Accreditation.Kind.values:
        yield Finding(_("Choose the kind of accreditation."), field="kind", code="kind_missing")
    if level not in Accreditation.Level.values:
        yield Finding(_("Choose who granted it."), field="level", code="level_missing")


def _recorded_already(institution: Institution, kind: str, number: str, term: tuple[date, date]) -> Iterator[Finding]:
    """A renewed accreditation may keep its number (CNAS); its term then begins after the one on file."""
    if kind not in Accreditation.Kind.values:
        return  # said already
    of_kind = Accreditation.objects.filter(institution=institution, kind=kind).select_related("institution")
    same = twice.again(twice.numbered(of_kind, "certificate_number", number), *term, anew=True)
    yield from twice.objections(
        same,
        _("This certificate is recorded already."),
        "certificate_number",
        _("A renewed certificate begins after the one on file has ended."),
    )
