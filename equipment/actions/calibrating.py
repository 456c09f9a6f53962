"""Calibrations of an instrument, and the times in which it is out of use."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from equipment import fitness, gate
from equipment.actions import holding
from equipment.models import Calibration, Instrument, Maintenance
from equipment.verbs import CALIBRATE
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from institutions.standing import gate as standing_gate
from institutions.standing import twice


@act
def calibrate(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    kind: str,
    performed_on: date,
    passed: bool,
    performed_by: str,
    certificate_number: str,
    valid_until: date | None = None,
) -> Instrument:
    """Record what a calibration came to. The last one performed counts: one that was not passed bars the instrument.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = holding.instrument(pk, by=by, verb=CALIBRATE, version=version)
    made = Calibration(
        instrument=row,
        kind=kind,
        performed_on=performed_on,
        passed=passed,
        valid_until=valid_until,
        performed_by=performed_by.strip(),
        certificate_number=certificate_number.strip(),
    )
    findings = [
        *_withdrawn(row),
        *_about(made),
        *gate.line_objections({"performed_by": performed_by, "certificate_number": certificate_number}),
    ]
    if findings:
        raise RuleBroken(findings)
    (known,) = fitness.pictures([row])
    rows = sorted((made, *known.calibrations), key=lambda each: each.performed_on, reverse=True)
    row.calibrated_until = fitness.reaches(fitness.Picture(row, tuple(rows), known.maintenance))
    facts = {
        "number": row.number,
        "certificate": made.certificate_number,
        "kind": kind,
        "passed": passed,
        "performed_on": performed_on,
        "valid_until": valid_until,
    }
    write(row, "instrument.calibrated", by=by, facts=facts, occurred_on=performed_on)
    made.trail_seq = row.trail_seq
    made.save(force_insert=True)
    return row


@act
def correct_calibration(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    kind: str,
    passed: bool,
    performed_by: str,
    valid_until: date | None,
    reason: str,
) -> Instrument:
    """Correct what was recorded wrongly of a calibration, as a later sheet says; day and certificate make it known.

    What it said before stays in the event. `version` is that of the instrument. Raises NotAllowed, StaleState, and
    RuleBroken with findings beside the fields.
    """
    made = Calibration.objects.get(pk=pk)
    row = holding.instrument(made.instrument_id, by=by, verb=CALIBRATE, version=version)
    made.refresh_from_db()
    was = {"kind": made.kind, "passed": made.passed, "valid_until": made.valid_until}
    made.kind, made.passed, made.valid_until, made.performed_by = kind, passed, valid_until, performed_by.strip()
    findings = [*_about(made), *gate.line_objections({"performed_by": performed_by}), *unfit(reason)]
    if findings:
        raise RuleBroken(findings)
    (known,) = fitness.pictures([row])
    others = [each for each in known.calibrations if each.pk != made.pk]
    rows = sorted((made, *others), key=lambda each: each.performed_on, reverse=True)
    row.calibrated_until = fitness.reaches(fitness.Picture(row, tuple(rows), known.maintenance))
    facts = {
        "number": row.number,
        "certificate": made.certificate_number,
        "performed_on": made.performed_on,
        "was": was,
        "passed": passed,
        "valid_until": valid_until,
    }
    write(row, "instrument.calibration_corrected", by=by, facts=facts, reason=reason.strip())
    made.trail_seq = row.trail_seq
    made.save(update_fields=["kind", "passed", "performed_by", "valid_until", "trail_seq"])
    return row


@act
def take_out(pk: UUID, *, by: Actor, version: int, kind: str, began_on: date, why: str) -> Instrument:
    """Take an instrument out of use from a day on, for maintenance, repair or because of a fault.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = holding.instrument(pk, by=by, verb=CALIBRATE, version=version)
    findings = [
        *_withdrawn(row),
        *_kind(kind, Maintenance.Kind.values),
        *standing_gate.past_objections(began_on, "began_on", timezone.localdate(), row.in_service_from),
        *gate.text_objections(why, "why"),
    ]
    if Maintenance.objects.filter(instrument=row, ended_on__isnull=True).exists():
        findings.insert(0, Finding(_("This instrument is out of use already."), code="out_already"))
    if findings:
        raise RuleBroken(findings)
    facts = {"number": row.number, "kind": kind, "began_on": began_on}
    write(row, "instrument.taken_out", by=by, facts=facts, reason=why.strip(), occurred_on=began_on)
    Maintenance(instrument=row, kind=kind, began_on=began_on, why=why.strip(), trail_seq=row.trail_seq).save(
        force_insert=True
    )
    return row


@act
def put_back(pk: UUID, *, by: Actor, version: int, ended_on: date, done: str, recalibrate: bool) -> Instrument:
    """Put an instrument into use again; `ended_on` is the first day. With `recalibrate` only a new calibration counts.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = holding.instrument(pk, by=by, verb=CALIBRATE, version=version)
    out = Maintenance.objects.filter(instrument=row, ended_on__isnull=True).first()
    if out is None:
        raise RuleBroken(Finding(_("This instrument is in use."), code="in_use"))
    findings = [
        *standing_gate.past_objections(ended_on, "ended_on", timezone.localdate(), out.began_on),
        *gate.text_objections(done, "done"),
    ]
    if findings:
        raise RuleBroken(findings)
    out.ended_on, out.done, out.recalibrate = ended_on, done.strip(), recalibrate
    (known,) = fitness.pictures([row])
    others = tuple(each for each in known.maintenance if each.pk != out.pk)
    row.calibrated_until = fitness.reaches(fitness.Picture(row, known.calibrations, (out, *others)))
    facts = {"number": row.number, "ended_on": ended_on, "recalibrate": recalibrate}
    write(row, "instrument.put_back", by=by, facts=facts, reason=out.done, occurred_on=ended_on)
    out.trail_seq = row.trail_seq
    out.save(update_fields=["ended_on", "done", "recalibrate", "trail_seq"])
    return row


def _about(made: Calibration) -> Iterator[Finding]:
    yield from _kind(made.kind, Calibration.Kind.values)
    yield from standing_gate.past_objections(made.performed_on, "performed_on", timezone.localdate())
    if made.passed and made.valid_until is None:
        yield Finding(_("Say through which day it holds."), field="valid_until", code="end_missing")
    elif not made.passed and made.valid_until is not None:
        yield Finding(_("What was not passed holds through no day."), field="valid_until", code="end_without_pass")
    elif made.valid_until is not None:
        yield from gate.order_objections(made.performed_on, made.valid_until, "valid_until")
    others = Calibration.objects.filter(instrument=made.instrument_id).exclude(pk=made.pk).select_related("instrument")
    for same in twice.numbered(others, "certificate_number", made.certificate_number):
        yield Finding(
            _("This certificate is recorded already."),
            field="certificate_number",
            fact=_("%(title)s, %(day)s") % {"title": same.certificate_number, "day": same.performed_on.isoformat()},
            code="recorded_already",
            record_url=same.instrument.get_absolute_url(),
        )
        return


def _kind(kind: str, kinds: list[str]) -> Iterator[Finding]:
    if kind not in kinds:
        yield Finding(_("Choose one of the kinds."), field="kind", code="kind_missing")


def _withdrawn(row: Instrument) -> Iterator[Finding]:
    if row.withdrawn_on is not None:
        yield Finding(_("This instrument was withdrawn already."), code="withdrawn_already")
