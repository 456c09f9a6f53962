"""Correcting a chain of custody: a new entry names the wrong one, which stays. And opening the names in a chain."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions.keeping_materials import enter, tidy
from cases.custody import chain, gate
from cases.custody.dossier import Dossier, lock_material
from cases.custody.order import Kind
from cases.custody.verbs import CORRECT
from cases.models import CustodyEntry, Material
from cases.verbs import REVEAL
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import lacking, unfit

CUSTODY = "custody"


@act
def correct(
    pk: UUID,
    *,
    by: Actor,
    version: int,
    number: int,
    struck: bool,
    reason: str,
    happened_at: datetime | None = None,
    giver: str = "",
    holder: str = "",
    place: str = "",
    condition: str = "",
    seal: str = "",
) -> Material:
    """Correct an entry of the chain of a material by a new one that names it.

    `struck` says that it never happened: a receipt recorded by mistake, a consent that was withdrawn before anything
    rested on it. Otherwise moment, people, place, condition and seal are what they should have been (`happened_at`
    is then needed), and the rest of the wrong entry holds on. Raises NotAllowed, StaleState, and RuleBroken with
    findings beside the fields.
    """
    row, dossier = lock_material(pk, CORRECT.code, by=by)
    if row.trail_seq != version:
        raise StaleState(row_label=row.name)
    wrong = CustodyEntry.objects.filter(material=row, number=number).first()
    findings = [*gate.of_void(dossier), *gate.of_countering(wrong), *unfit(reason)]
    if not struck and happened_at is None:
        findings.append(Finding(_("Say when it happened."), field="happened_at", code="missing"))
    if wrong is None or findings:
        raise RuleBroken(findings)
    entry = CustodyEntry(
        kind=Kind.STRUCK if struck else wrong.kind,
        happened_at=happened_at if happened_at is not None and not struck else wrong.happened_at,
        number=1 + row.entries.count(),
        counters=wrong,
        reason=reason,
    )
    if not struck:
        entry.giver, entry.holder, entry.place, entry.condition, entry.seal = giver, holder, place, condition, seal
        _keep_the_rest(entry, wrong)
    findings = [] if struck else [*gate.of_moment(entry.happened_at), *_of_texts(entry, wrong, dossier)]
    if not findings:
        findings = list(gate.of_order(_after(row, entry, wrong)))
    if findings:
        raise RuleBroken(findings)
    tidy(entry)
    return enter(row, entry, by=by, verb=CORRECT, reason=entry.reason)


def _keep_the_rest(entry: CustodyEntry, wrong: CustodyEntry) -> None:
    """Take over what a correction does not say anew; who came from outside is sealed again under the new row."""
    for name in ("party", "outsider", "quantity", "damages", "ground", "document_number", "document_id"):
        setattr(entry, name, getattr(wrong, name))
    entry.outsider_sealed = wrong.outsider_sealed.reveal() if wrong.outsider_sealed is not None else None


def _of_texts(entry: CustodyEntry, wrong: CustodyEntry, dossier: Dossier) -> list[Finding]:
    found = [*gate.of_needs(entry, wrong.outsider), *gate.of_lines(entry, wrong.outsider)]
    if entry.kind == Kind.DESTROYED and entry.happened_at != wrong.happened_at:
        found += gate.of_ground(entry.ground, dossier, entry.happened_at)
    return found


def _after(row: Material, entry: CustodyEntry, wrong: CustodyEntry) -> tuple[chain.Step, ...]:
    """The chain as it counts with the correction in the place of the wrong entry."""
    steps = chain.steps_of(row.entries.all())
    return chain.with_step(steps, chain.step_of(entry, {wrong.pk: wrong.number}))


def open_names(dossier: Dossier, *, by: Actor, reason: str) -> dict[UUID, str]:
    """Return who brought and fetched the materials of a case or entrustment, by the keys of the entries, in plain text.

    The event is committed before anything is opened. Raises NotAllowed, and RuleBroken without a reason.
    """
    if not by.may(REVEAL.code, dossier.row):
        raise NotAllowed(REVEAL.code, _("Your posting does not allow this act."))
    findings = lacking(reason)
    if findings:
        raise RuleBroken(findings)
    with transaction.atomic(durable=True):
        trail.append(dossier.row.stream, REVEAL.code, by=by, facts={"opened": [CUSTODY]}, reason=reason.strip())
    entries = CustodyEntry.objects.filter(case=dossier.row.pk).exclude(outsider="")
    return {row.pk: row.outsider_sealed.reveal() for row in entries if row.outsider_sealed is not None}
