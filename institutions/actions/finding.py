"""Recording a finding about an institution, and ordering that it be put right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.accounts.notices import notify
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding as Refusal
from foundation.audit.errors import RuleBroken, StaleState
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.outbox import put
from foundation.audit.regulated import write
from foundation.documents import codes
from institutions.models import Finding, Institution, RectificationOrder
from institutions.rectification import deadlines
from institutions.rectification.gate import not_of_the_organ, unfit_text
from institutions.rectification.grounds import cited, ground
from institutions.rectification.recipients import who_may
from institutions.rectification.states import ORDERING, FindingState, OrderState
from institutions.rectification.verbs import ANSWER

LETTER_JOB: Final = "institutions.write_rectification_letter"


@dataclass(frozen=True)
class Found:
    """What was found: the code of a ground, what is wrong in words, and how grave it is."""

    ground: str
    description: str
    severity: str


def objections(found: Found, on: date) -> Iterator[Refusal]:
    """What is wrong with a finding as it was written, beside its fields."""
    if ground(found.ground, on) is None:
        yield Refusal(_("Choose one of the points in force."), field="ground")
    if found.severity not in Finding.Severity.values:
        yield Refusal(_("Say how grave it is."), field="severity")
    yield from unfit_text(found.description, "description")


def record(
    found: Found,
    *,
    by: Actor,
    organ: Organisation,
    institution: Institution,
    source: str,
    source_id: UUID,
    about: str,
    on: date,
    is_synthetic: bool = False,
    ordered: bool = False,
) -> Finding:
    """Write a finding in the transaction of the verb that found it, and return it.

    Whether the actor may do this was asked by that verb; `ordered` says that it makes the order too, by
    `order_at_once`. Raises RuleBroken with findings beside `ground`, `severity`
    and `description`.
    """
    wrong = list(objections(found, on))
    chosen = ground(found.ground, on)
    if wrong or chosen is None:
        raise RuleBroken(wrong)
    row = Finding(
        institution=institution,
        organ=organ,
        city_code=institution.city_code,
        county_code=institution.county_code,
        source=source,
        source_id=source_id,
        about=about,
        ground=chosen.code,
        article=cited(chosen),
        description=found.description.strip(),
        severity=found.severity,
        state=FindingState.ORDERED if ordered else FindingState.RECORDED,
        found_on=on,
        is_synthetic=is_synthetic,
    )
    facts = {"ground": chosen.code, "severity": found.severity, "source": source, "source_id": str(source_id)}
    return write(row, "finding.recorded", by=by, facts=facts, occurred_on=on)


@act
def order(
    pk: UUID, *, by: AnyActor, version: int, requirement: str, days: int, occurred_on: date | None = None
) -> RectificationOrder:
    """Order that a finding be put right within so many working days, and return the order (政策文件 art. 12).

    The letter is written by a job after the commit; the people of the institution who may answer are told.
    `occurred_on` is the day of an order entered later; it shows as such on the trail. Raises NotAllowed, StaleState,
    and RuleBroken: it is the organ's own finding, and it is ordered once.
    """
    finding = (
        Finding.objects.select_related("institution__organisation", "organ").select_for_update(of=("self",)).get(pk=pk)
    )
    if finding.trail_seq != version:
        raise StaleState(row_label=finding.about)
    if finding.state != FindingState.RECORDED:
        raise RuleBroken(Refusal(_("About this finding an order has been made already.")))
    wrong = [*not_of_the_organ(finding.organ, by), *order_objections(requirement, days)]
    if wrong:
        raise RuleBroken(wrong)
    row = _new_order(finding, requirement, days, occurred_on or timezone.localdate())
    move(finding, ORDERING, by=by, facts={"order": row.code}, occurred_on=occurred_on)
    return _ordered(row, by, occurred_on)


def order_at_once(finding: Finding, *, by: Actor, requirement: str, days: int, on: date) -> RectificationOrder:
    """Order in the transaction of the decision that recorded the finding as ordered.

    Whether the actor may do this was asked by that verb. Raises RuleBroken with findings beside `requirement` and
    `days`.
    """
    wrong = order_objections(requirement, days)
    if wrong:
        raise RuleBroken(wrong)
    return _ordered(_new_order(finding, requirement, days, on), by, on)


def order_objections(requirement: str, days: int) -> list[Refusal]:
    """What is wrong with an order as it was written, beside its fields."""
    return [*unfit_text(requirement, "requirement"), *unfit_days(days)]


def _new_order(finding: Finding, requirement: str, days: int, on: date) -> RectificationOrder:
    clock = deadlines.due_from(on, days)
    return RectificationOrder(
        code=codes.new_code(),
        finding=finding,
        institution=finding.institution,
        organ=finding.organ,
        city_code=finding.city_code,
        county_code=finding.county_code,
        state=OrderState.OPEN,
        requirement=requirement.strip(),
        days=days,
        ordered_on=on,
        running_from=on,
        due_on=clock.due_on or on,
        due_provisional=clock.provisional,
        is_synthetic=finding.is_synthetic,
    )


def _ordered(row: RectificationOrder, by: Actor, occurred_on: date | None) -> RectificationOrder:
    """Write a new order with its event, its letter and the notices to those who may answer."""
    facts = {"days": row.days, "due_on": row.due_on, "finding": str(row.finding_id)}
    write(row, "rectification.ordered", by=by, facts=facts, occurred_on=occurred_on)
    put(LETTER_JOB, {"order": str(row.pk)}, key=f"{LETTER_JOB}:{row.pk}")
    told = {"code": row.code, "due": row.due_on.isoformat()}
    key = f"rectification_ordered:{row.pk}"
    notify(who_may(ANSWER.code, row.institution_id), "rectification_ordered", key, told, row.get_absolute_url())
    return row


def unfit_days(days: int) -> Iterator[Refusal]:
    """What is wrong with a time limit, beside the field `days`."""
    if not deadlines.LEAST <= days <= deadlines.MOST:
        bounds = {"least": deadlines.LEAST, "most": deadlines.MOST}
        yield Refusal(_("The time limit is %(least)d to %(most)d working days.") % bounds, field="days")
