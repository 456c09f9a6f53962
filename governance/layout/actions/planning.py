"""Adopting and ending the plan of a city for its institutions. A plan is never rewritten."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from governance.layout import gate
from governance.layout.models import LayoutPlan, LayoutTarget
from governance.layout.verbs import ADOPT, END
from institutions.standing.gate import past_objections


@act
def adopt_plan(plan: gate.Planned, *, by: Actor, city: str = "", is_synthetic: bool = False) -> LayoutPlan:
    """Adopt the plan of the city whose organ acts, and return it (政策文件 art. 3). The portal itself names the city.

    Of several who adopt one at the same moment one does. Raises NotAllowed, and RuleBroken with findings beside the
    fields.
    """
    city = city if by is SYSTEM else city_of(by)
    if not city or not by.may(ADOPT.code):
        raise NotAllowed(ADOPT.code, _("The organ of a city adopts the plan of its city."))
    row = LayoutPlan(
        city_code=city,
        title=plan.title.strip(),
        document_number=plan.document_number.strip(),
        from_year=plan.from_year,
        until_year=plan.until_year,
        adopted_on=plan.adopted_on,
        is_synthetic=is_synthetic,
    )
    current = plan_in_force(city)
    found = [*gate.adopting_objections(plan, timezone.localdate())]
    if current is not None:
        found = gate.in_force_already(current) + found
    if found:
        raise RuleBroken(found)
    facts = {
        "document": row.document_number, "from_year": row.from_year, "until_year": row.until_year,
        "targets": len(plan.targets),
    }  # fmt: skip
    try:
        with transaction.atomic():  # the unique plan in force decides between two who adopted at the same moment
            write(row, ADOPT.code, by=by, facts=facts)
    except IntegrityError:
        raise RuleBroken(gate.in_force_already(LayoutPlan.objects.in_force().get(city_code=city))) from None
    LayoutTarget.objects.bulk_create(
        LayoutTarget(plan=row, aim=aim, practice_code=category, value=value, trail_seq=row.trail_seq)
        for (aim, category), value in sorted(plan.targets.items())
    )
    return row


@act
def end_plan(pk: UUID, *, by: Actor, version: int, ended_on: date, reason: str) -> LayoutPlan:
    """End a plan from a day on, for a reason: it is replaced, or given up. What it said stays.

    Raises NotAllowed, StaleState, and RuleBroken with findings beside the fields.
    """
    row = LayoutPlan.objects.select_for_update().get(pk=pk)
    if not by.may(END.code, row):
        raise NotAllowed(END.code, _("Your posting does not allow this act."))
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    found = [
        *gate.ending_barred(row),
        *past_objections(ended_on, "ended_on", timezone.localdate(), row.adopted_on),
        *unfit(reason),
    ]
    if found:
        raise RuleBroken(found)
    row.ended_on, row.end_reason = ended_on, reason.strip()
    facts: dict[str, Any] = {"ended_on": ended_on}
    return write(row, END.code, by=by, facts=facts, reason=row.end_reason)


def plan_in_force(city: str) -> LayoutPlan | None:
    """The plan that a city has now; None where it has none."""
    return LayoutPlan.objects.in_force().filter(city_code=city).first()


def city_of(actor: Any) -> str:
    """The city whose plan an organ adopts: that of a municipal organ, else none."""
    posting = getattr(actor, "posting", None)
    if posting is None or posting.organisation.level != Organisation.Level.CITY:
        return ""
    return str(posting.organisation.city_code or "")
