"""The custody of materials as it happens: received, kept, consented to, given back, destroyed (程序通则 art. 22)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from cases.clients import masked_name
from cases.custody import chain, gate
from cases.custody.dossier import Dossier, lock, lock_material
from cases.custody.order import Kind
from cases.custody.verbs import CONSENT, DESTROY, GIVE_BACK, KEEP, RECEIVE
from cases.models import CustodyEntry, EntrustedMaterial, Material
from foundation.accounts.verbs import Verb
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received


@act
def receive(
    pk: UUID,
    *,
    by: Actor,
    line: int | None = None,
    name: str = "",
    kind: str = "",
    quantity: str = "",
    condition: str = "",
    happened_at: datetime,
    party: str,
    outsider: str,
    holder: str = "",
    place: str = "",
    seal: str = "",
    document: Received | None = None,
) -> Material:
    """Record that a material came into the hands of the institution, and begin its chain.

    `pk` is the key of an entrustment or case. `line` is the place of the material in the entrustment: what is left
    empty of its particulars is taken from there. `outsider` is who brought it, kept under seal; `holder` and `place`
    who of the institution has it and where. What nobody knows stays empty and is shown as a gap. `document` is a
    photo, received before. Raises NotAllowed, and RuleBroken with findings beside the fields.
    """
    dossier = lock(pk, RECEIVE.code, by=by)
    entrusted = _line(dossier, line)
    if entrusted is not None:
        name, kind = name.strip() or entrusted.name, kind or entrusted.kind
        quantity = quantity.strip() or entrusted.quantity
        condition = condition.strip() or entrusted.condition
    entry = CustodyEntry(
        kind=Kind.RECEIVED, happened_at=happened_at, party=party, holder=holder, place=place, condition=condition,
        seal=seal, quantity=quantity,
    )  # fmt: skip
    findings = [
        *gate.of_receiving(dossier),
        *_of_line(line, entrusted),
        *gate.of_receipt_twice(entrusted),
        *gate.of_particulars(name, kind, quantity, condition),
    ]
    known = {finding.field for finding in findings}
    findings += [each for each in _of_entry(entry, outsider) if each.field not in known]
    if findings:
        raise RuleBroken(findings)
    row = Material(
        case_id=pk, entrustment=dossier.entrustment, entrusted=entrusted, institution=dossier.institution,
        city_code=dossier.row.city_code, county_code=dossier.row.county_code,
        number=1 + Material.objects.filter(case=pk).count(), name=name.strip(), kind=kind, quantity=quantity.strip(),
        condition=condition.strip(), came_at=happened_at, since=happened_at,
    )  # fmt: skip
    return _enter(row, dossier, entry, outsider, by=by, verb=RECEIVE, document=document)


def _line(dossier: Dossier, line: int | None) -> EntrustedMaterial | None:
    if line is None or dossier.entrustment is None:
        return None
    found: EntrustedMaterial | None = dossier.entrustment.materials.filter(position=line).first()
    return found


def _of_line(line: int | None, entrusted: EntrustedMaterial | None) -> Iterator[Finding]:
    if line is not None and entrusted is None:
        yield from gate.of_unknown_line()


@act
def keep(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    kind: str,
    happened_at: datetime,
    giver: str = "",
    holder: str = "",
    place: str = "",
    condition: str = "",
    seal: str = "",
    quantity: str = "",
    damages: bool = False,
    document: Received | None = None,
) -> Material:
    """Record that a material was moved, handed on, opened, used in part or used up.

    `giver` is who of the institution did it, `holder` and `place` who has it afterwards and where. Using it up, or
    using a part so that the rest is damaged (`damages`), needs the consent of the client on record. Raises NotAllowed,
    StaleState, and RuleBroken with findings beside the fields.
    """
    row, dossier = lock_material(pk, KEEP.code, by=by)
    entry = CustodyEntry(
        kind=kind, happened_at=happened_at, giver=giver, holder=holder, place=place, condition=condition, seal=seal,
        quantity=quantity, damages=damages and kind == Kind.USED,
    )  # fmt: skip
    return _add(row, dossier, entry, by=by, verb=KEEP, version=version, document=document, first=gate.of_kind(kind))


@act
def record_consent(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    happened_at: datetime,
    document_number: str,
    document: Received | None = None,
) -> Material:
    """Record that the client consented to damage or destruction, by which document; `document` is its file.

    A correction that strikes the entry out withdraws the consent, as long as nothing rests on it. Raises NotAllowed,
    StaleState, and RuleBroken with findings beside the fields.
    """
    row, dossier = lock_material(pk, CONSENT.code, by=by)
    entry = CustodyEntry(kind=Kind.CONSENTED, happened_at=happened_at, document_number=document_number)
    return _add(row, dossier, entry, by=by, verb=CONSENT, version=version, document=document)


@act
def give_back(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    happened_at: datetime,
    giver: str = "",
    party: str,
    outsider: str,
    condition: str,
    seal: str = "",
    document_number: str = "",
    document: Received | None = None,
) -> Material:
    """Record that a material went back, to whom (kept under seal) and in which condition (程序通则 arts. 17, 22, 29).

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row, dossier = lock_material(pk, GIVE_BACK.code, by=by)
    entry = CustodyEntry(
        kind=Kind.RETURNED, happened_at=happened_at, giver=giver, party=party, condition=condition, seal=seal,
        document_number=document_number,
    )  # fmt: skip
    return _add(row, dossier, entry, outsider, by=by, verb=GIVE_BACK, version=version, document=document)


@act
def destroy(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    happened_at: datetime,
    giver: str,
    ground: str,
    document_number: str,
    document: Received | None = None,
) -> Material:
    """Record that a material was destroyed, on a ground of the dated list, by whom and by which record.

    Where the ground asks for it the consent of the client is on record before. Raises NotAllowed, StaleState, and
    RuleBroken with findings beside the fields.
    """
    row, dossier = lock_material(pk, DESTROY.code, by=by)
    entry = CustodyEntry(
        kind=Kind.DESTROYED, happened_at=happened_at, giver=giver, ground=ground, document_number=document_number
    )
    first = gate.of_ground(ground, dossier, happened_at)
    return _add(row, dossier, entry, by=by, verb=DESTROY, version=version, document=document, first=first)


def _add(
    row: Material,
    dossier: Dossier,
    entry: CustodyEntry,
    outsider: str = "",
    *,
    by: Actor,
    verb: Verb,
    version: int,
    document: Received | None,
    first: Iterable[Finding] = (),
) -> Material:
    if row.trail_seq != version:
        raise StaleState(row_label=row.name)
    findings = [*gate.of_void(dossier), *first, *_of_entry(entry, outsider)]
    if not findings:
        entry.number = 1 + row.entries.count()
        whole = chain.with_step(chain.steps_of(row.entries.all()), chain.step_of(entry, {}))
        findings = list(gate.of_order(whole))
    if findings:
        raise RuleBroken(findings)
    return _enter(row, dossier, entry, outsider, by=by, verb=verb, document=document)


def _of_entry(entry: CustodyEntry, outsider: str) -> Iterator[Finding]:
    yield from gate.of_moment(entry.happened_at)
    yield from gate.of_needs(entry, outsider)
    yield from gate.of_lines(entry, outsider)


def _enter(
    row: Material,
    dossier: Dossier,
    entry: CustodyEntry,
    outsider: str = "",
    *,
    by: Actor,
    verb: Verb,
    document: Received | None,
) -> Material:
    """Write a material with one entry more, both under one event; names of people stay out of the trail."""
    tidy(entry)
    entry.outsider = masked_name(outsider.strip())
    entry.outsider_sealed = outsider.strip() or None
    if document is not None:
        organisation = dossier.institution.organisation
        entry.document = storing.record(document, by=by, organisation=organisation, belongs_to=row.stream)
    return enter(row, entry, by=by, verb=verb)


def tidy(entry: CustodyEntry) -> None:
    """Take away spaces around the texts of an entry."""
    for name in ("giver", "holder", "place", "condition", "seal", "quantity", "document_number", "reason"):
        setattr(entry, name, getattr(entry, name).strip())


def enter(row: Material, entry: CustodyEntry, *, by: Actor, verb: Verb, reason: str = "") -> Material:
    """Write a material and its new entry under one event, in the transaction of the caller; return the material."""
    before = [] if row._state.adding else list(row.entries.all())
    entry.number = 1 + len(before)
    chain.repeat(row, [*before, entry])
    facts: dict[str, Any] = {
        "material": row.number,
        "entry": entry.number,
        "kind": entry.kind,
        "happened_at": entry.happened_at,
        "counters": entry.counters.number if entry.counters is not None else 0,
        "ground": entry.ground,
        "document": entry.document_number,
        "file": entry.document.sha256 if entry.document is not None else "",
    }
    day = timezone.localdate(entry.happened_at)
    write(row, verb.code, by=by, facts=facts, reason=reason, occurred_on=day)
    entry.material, entry.case_id, entry.trail_seq = row, row.case_id, row.trail_seq
    entry.save(force_insert=True)
    return row
