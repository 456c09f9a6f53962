"""Entering instruments, changing what is on record about one, and withdrawing it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from equipment import fitness, gate
from equipment.actions import holding
from equipment.models import Instrument, Method
from equipment.verbs import KEEP
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from institutions.models import Institution
from institutions.standing import gate as standing_gate
from institutions.standing import twice


@dataclass(frozen=True)
class Described:
    """What is said of an instrument."""

    number: str
    name: str
    categories: Sequence[str]
    in_service_from: date
    type_name: str = ""
    maker: str = ""
    serial_number: str = ""
    methods: Sequence[UUID] = ()
    needs_calibration: bool = True


@act
def enter(pk: UUID, *, by: Actor, said: Described) -> Instrument:
    """Enter an instrument of an institution under its own number.

    Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    institution = holding.house(pk, by=by, verb=KEEP)
    findings = list(_objections(institution, said))
    if findings:
        raise RuleBroken(findings)
    row = Instrument(institution=institution, **_values(said))
    return write(row, "instrument.entered", by=by, facts=_facts(said), occurred_on=said.in_service_from)


@act
def change(pk: UUID, *, by: Actor, version: int, said: Described, reason: str) -> Instrument:
    """Change what is on record about an instrument; its calibrations and uses stay.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = holding.instrument(pk, by=by, verb=KEEP, version=version)
    findings = [*_withdrawn(row), *_objections(row.institution, said, row), *unfit(reason)]
    if findings:
        raise RuleBroken(findings)
    for name, value in _values(said).items():
        setattr(row, name, value)
    (known,) = fitness.pictures([row])
    row.calibrated_until = fitness.reaches(known)
    return write(row, "instrument.changed", by=by, facts=_facts(said), reason=reason.strip())


@act
def withdraw(pk: UUID, *, by: Actor, version: int, withdrawn_on: date, reason: str) -> Instrument:
    """Withdraw an instrument; `withdrawn_on` is the first day without it. Its record and its uses stay.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = holding.instrument(pk, by=by, verb=KEEP, version=version)
    findings = [
        *_withdrawn(row),
        *standing_gate.past_objections(withdrawn_on, "withdrawn_on", timezone.localdate(), row.in_service_from),
        *unfit(reason),
    ]
    if findings:
        raise RuleBroken(findings)
    row.withdrawn_on = withdrawn_on
    facts = {"number": row.number, "withdrawn_on": withdrawn_on}
    return write(row, "instrument.withdrawn", by=by, facts=facts, reason=reason.strip(), occurred_on=withdrawn_on)


def _withdrawn(row: Instrument) -> Iterator[Finding]:
    if row.withdrawn_on is not None:
        yield Finding(_("This instrument was withdrawn already."), code="withdrawn_already")


def _objections(institution: Institution, said: Described, row: Instrument | None = None) -> Iterator[Finding]:
    needed = {"number": said.number, "name": said.name}
    others = {"type_name": said.type_name, "maker": said.maker, "serial_number": said.serial_number}
    yield from gate.line_objections(needed, others)
    codes = list(said.categories)
    yield from standing_gate.category_objections(codes)
    yield from standing_gate.within_licence(codes, institution.practice_codes)
    yield from standing_gate.past_objections(said.in_service_from, "in_service_from", timezone.localdate())
    known = Method.objects.filter(institution=institution, pk__in=list(said.methods)).count()
    if known < len(set(said.methods)):
        yield Finding(_("Choose methods of the institution."), field="methods", code="method_unknown")
    yield from _recorded_already(institution, said, row)


def _recorded_already(institution: Institution, said: Described, row: Instrument | None) -> Iterator[Finding]:
    """Another instrument of this number; and the same piece under another number, by maker and serial number."""
    others = [each for each in Instrument.objects.filter(institution=institution) if row is None or each.pk != row.pk]
    for same in twice.numbered(others, "number", said.number):
        yield _on_file(same, _("The institution has an instrument of this number."), "number", "number_taken")
        return
    for same in twice.numbered(others, "serial_number", said.serial_number):
        if same.withdrawn_on is None and twice.alike(same.maker) == twice.alike(said.maker):
            words = _("The institution has this instrument under another number.")
            yield _on_file(same, words, "serial_number", "recorded_already")
            return


def _on_file(same: Instrument, words: str, field: str, code: str) -> Finding:
    url = same.get_absolute_url()
    return Finding(words, field=field, fact=f"{same.number} {same.name}", code=code, record_url=url)


def _values(said: Described) -> dict[str, Any]:
    return {
        "number": said.number.strip(),
        "name": said.name.strip(),
        "type_name": said.type_name.strip(),
        "maker": said.maker.strip(),
        "serial_number": said.serial_number.strip(),
        "categories": list(dict.fromkeys(said.categories)),
        "methods": list(dict.fromkeys(said.methods)),
        "needs_calibration": said.needs_calibration,
        "in_service_from": said.in_service_from,
    }


def _facts(said: Described) -> dict[str, Any]:
    values = _values(said)
    return {**values, "methods": [str(key) for key in values["methods"]]}
