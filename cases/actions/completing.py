"""Having an entrustment completed before it is decided about: the time for the decision stands still in between.

程序通则 art. 14 (a client may be asked for what is missing), decisions.md 6 (the time belongs to the client and goes on
from where it stood).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import gate
from cases.actions.filing import about_material, as_material
from cases.deadlines import decision_clock
from cases.deriving import put_decision_day
from cases.entrustments.asking import about_period, asked_before, last_request, points_of
from cases.entrustments.completing import CompletionGiven, ParticularsGiven
from cases.entrustments.filing import LONGEST_LINE, LONGEST_TEXT, MOST_ROWS, MaterialGiven
from cases.entrustments.locking import locked
from cases.entrustments.states import ASK, COMPLETE, UNDECIDED, EntrustmentState
from cases.models import Completion, EntrustedMaterial, Entrustment
from cases.verbs import ASK_COMPLETION
from cases.verbs import COMPLETE as COMPLETE_VERB
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.reasons import LONGEST, at_most, unfit, unstorable

LETTER_JOB: Final = "cases.write_completion_request"
LEAST: Final = 2
MOST: Final = 2_000
"""Characters of what is wanted: a list of materials and particulars."""


@act
def ask(pk: UUID, *, by: Actor, version: int, wanted: str, period_until: date | None, reason: str = "") -> Entrustment:
    """Ask the client to complete an entrustment: the time for the decision stands still from today; return it.

    Today still counts (decisions.md 4). Asked after the last day the pause changes nothing, which the event keeps. The
    client is asked once: the letter, written by a job after the commit, lists every finding of the gate that the client
    can put in order, and a second request needs new materials and says in `reason` what they raised. `period_until` is
    the last day of the client's period. Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields,
    or when the entrustment does not wait for a decision.
    """
    row = locked(pk, ASK_COMPLETION.code, by=by, version=version)
    if row.state != EntrustmentState.RECEIVED:
        raise RuleBroken(why_not_decided(row))
    today, last = timezone.localdate(), last_request(row)
    findings = [*asked_before(row), *_about_wanted(wanted), *about_period(period_until, today)]
    findings += unfit(reason) if last is not None else _not_asked(reason)
    if findings:
        raise RuleBroken(findings)
    number = 1 + (last.number if last is not None else 0)
    found = [finding.code for finding in gate.may_accept(row, today).findings]
    facts = {
        "number": number,
        "asked_on": today,
        "period_until": period_until,
        "late": decision_clock(row, today).late,
        "findings": found,
    }
    asked = Completion(
        entrustment=row,
        number=number,
        wanted=wanted.strip(),
        asked_on=today,
        period_until=period_until,
        points=points_of(row, today),
        materials_before=row.materials.count(),
        raised=reason.strip(),
    )
    letter = Message(LETTER_JOB, {"completion": str(asked.pk)}, key=f"{LETTER_JOB}:{asked.pk}")
    move(row, ASK, by=by, reason=reason.strip(), facts=facts, messages=[letter])
    asked.trail_seq = row.trail_seq
    asked.save(force_insert=True)
    return row


@act
def complete(
    pk: UUID, *, by: Actor, version: int, completion: CompletionGiven, received_on: date | None = None
) -> Entrustment:
    """Record what completes an entrustment; one that was awaited waits for the decision again; return it.

    Only what was missing is filled in: nothing on record is changed. Where the client was asked, `received_on` lies
    between the request and today, and the time goes on from that day, which itself does not count (decisions.md 4).
    Without a request the time runs on as it did. Raises NotAllowed, StaleState, and RuleBroken with findings beside the
    fields, or after a decision.
    """
    row = locked(pk, COMPLETE_VERB.code, by=by, version=version)
    if row.state not in UNDECIDED:
        raise RuleBroken(why_not_decided(row))
    today = timezone.localdate()
    asked = Completion.objects.select_for_update().filter(entrustment=row, received_on__isnull=True).first()
    materials = list(row.materials.all())
    findings = [
        *_about_arrival(asked, completion, received_on, today),
        *_about_given(row, completion, materials, today),
    ]
    if findings:
        raise RuleBroken(findings)
    filled = _fill_in(row, completion)
    values = {name: getattr(row, name) for name in filled}
    facts: dict[str, Any] = {"filled": filled, "materials": len(completion.materials)}
    facts["particulars"] = [each.position for each in completion.particulars if each.given]
    if asked is not None:
        facts |= {"number": asked.number, "asked_on": asked.asked_on, "received_on": received_on}
    move(row, COMPLETE, by=by, facts=facts, values=values, occurred_on=received_on if asked is not None else None)
    _keep_materials(row, completion, materials)
    if asked is not None:
        asked.received_on, asked.received, asked.trail_seq = received_on, completion.received.strip(), row.trail_seq
        asked.save()
        put_decision_day(row, today)
    return row


def why_not_decided(row: Entrustment) -> Finding:
    """What is said of an act on an entrustment that does not wait for the decision of the institution now."""
    if row.state == EntrustmentState.AWAITING:
        return Finding(
            _("The client was asked to complete this entrustment."),
            way_out=_("Record what has come first."),
            code="completion_awaited",
        )
    return why_decided()


def why_decided() -> Finding:
    """What is said of an act on an entrustment that was decided about or withdrawn."""
    return Finding(_("This entrustment is not waiting for a decision any more."))


def _not_asked(reason: str) -> list[Finding]:
    """A first request has no new material to name."""
    return [Finding(_("Only of a further request."), field="reason", code="not_asked")] if reason.strip() else []


def _fill_in(row: Entrustment, completion: CompletionGiven) -> list[str]:
    """Set the texts that are given; return the names of their columns. Facts are sealed by being set."""
    filled = [name for name in ("purpose", "facts") if getattr(completion, name).strip()]
    for name in filled:
        setattr(row, name, getattr(completion, name).strip())
    return filled


def _keep_materials(row: Entrustment, completion: CompletionGiven, materials: list[EntrustedMaterial]) -> None:
    by_position = {each.position: each for each in materials}
    for particulars in completion.particulars:
        if particulars.given:
            material = by_position[particulars.position]
            for name, value in particulars.given.items():
                setattr(material, name, value)
            material.trail_seq = row.trail_seq
            material.save()
    first = 1 + max(by_position, default=0)
    new = (as_material(given, row, place) for place, given in enumerate(completion.materials, first))
    EntrustedMaterial.objects.bulk_create(new)


def _about_wanted(wanted: str) -> Iterator[Finding]:
    if len(wanted.strip()) < LEAST or "\0" in wanted:
        yield Finding(_("Say what is missing."), field="wanted")
    elif len(wanted) > MOST:
        yield Finding(at_most(wanted, MOST), field="wanted")


def _about_arrival(
    asked: Completion | None, completion: CompletionGiven, received_on: date | None, today: date
) -> Iterator[Finding]:
    words = _("The client was not asked to complete this entrustment, so that nothing has come in answer.")
    if asked is None:
        if received_on is not None:
            yield Finding(words, field="received_on")
        if completion.received.strip():
            yield Finding(words, field="received")
    elif received_on is None:
        yield Finding(_("Write the day on which it came."), field="received_on")
    elif received_on > today:
        yield Finding(_("This day has not come yet."), field="received_on")
    elif received_on < asked.asked_on:
        before = _("It was asked for on %(day)s and cannot have come before.")
        yield Finding(before % {"day": asked.asked_on.isoformat()}, field="received_on")


def _about_given(
    row: Entrustment, completion: CompletionGiven, materials: list[EntrustedMaterial], today: date
) -> Iterator[Finding]:
    if completion.is_empty:
        yield Finding(_("Record what has come: a text, a material, or the particulars of one."), field="received")
    if row.purpose and completion.purpose.strip():
        yield Finding(_("The purpose is on record already."), field="purpose")
    if row.facts is not None and completion.facts.strip():
        yield Finding(_("The basic facts are on record already."), field="facts")
    for name, most in (("received", LONGEST), ("purpose", LONGEST_LINE), ("facts", LONGEST_TEXT)):
        yield from _about_text(getattr(completion, name), name, most)
    if len(materials) + len(completion.materials) > MOST_ROWS:
        yield Finding(_("At most %(most)d subjects and as many materials.") % {"most": MOST_ROWS})
    for place, given in enumerate(completion.materials):
        yield from about_material(given, f"materials-{place}", today)
    by_position = {each.position: each for each in materials}
    positions = [each.position for each in completion.particulars]
    for place, particulars in enumerate(completion.particulars):
        prefix = f"particulars-{place}"
        material = by_position.get(particulars.position)
        if material is None or positions.count(particulars.position) > 1:
            yield Finding(_("Name each material on record once, by its position."), field=f"{prefix}-position")
        else:
            yield from _about_particulars(material, particulars, prefix, today)


def _about_particulars(
    material: EntrustedMaterial, particulars: ParticularsGiven, prefix: str, today: date
) -> Iterator[Finding]:
    for name in particulars.given:
        if getattr(material, name):
            words = _("This is on record of “%(material)s” already.")
            yield Finding(words % {"material": material.name}, field=f"{prefix}-{name}")
    values = {name: getattr(particulars, name) for name in ("kind", "quantity", "condition", "preservation")}
    given = MaterialGiven(name=material.name, received_on=particulars.received_on, **values)
    yield from about_material(given, prefix, today)


def _about_text(text: str, name: str, most: int) -> Iterator[Finding]:
    if len(text) > most:
        yield Finding(at_most(text, most), field=name)
    yield from unstorable(text, name)
