"""Writing states of registrations beside the rows that they explain, in the transaction and by the event of a verb."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.db.models.functions import Now
from django.utils import timezone

from foundation.accounts.models import Organisation
from foundation.audit import outbox
from foundation.audit.regulated import Regulated
from foundation.documents.codes import new_code
from institutions.models import PRINTED, Act, Institution, PermitState, RegistrationState
from institutions.registered import first_state, states_of
from institutions.states import Plan, State, counting, plan

PAPER_JOB: Final = "institutions.write_licence"
OF_BODY: Final = ("name", "division_id", "city_code", "county_code")
ONLY_HERE: Final = ("name", "division_id", "funds")
"""Items that the row of the institution does not hold: two stand on its body, one in the state alone."""


def begin(rows: Sequence[Institution], act: Act) -> list[RegistrationState]:
    """Write the first states of registrations that were just entered, by their events."""
    return RegistrationState.objects.bulk_create([begun(row, act) for row in rows], batch_size=500)


def begun(row: Institution, act: Act) -> RegistrationState:
    """Return, unsaved, the first state of a registration that was just entered."""
    state = first_state(row)
    state.act, state.recorded_at = act, Now()  # stamped by the database
    return state


def planned(row: Institution, items: Mapping[str, Any], act: Act, on: date, **made: Any) -> Plan[RegistrationState]:
    """Return what a change of items from a day on adds, and put the present values on the row and its body, unsaved.

    A day before anything is on record counts as the first one.
    """
    found = planned_from(states_of(row), items, act, on, **made)
    present = found.present
    for name in RegistrationState.items:
        value = getattr(present, name)
        if name in OF_BODY:
            setattr(row.organisation, name, value)
        if name not in ONLY_HERE:
            setattr(row, name, list(value) if isinstance(value, list) else value)
    return found


def planned_from(states: Sequence[State], items: Mapping[str, Any], act: Act, on: date, **made: Any) -> Plan[State]:
    """Return what a change of items from a day on adds to states; a state that nobody wrote yet is written with it."""
    day = max(on, counting(states)[0].valid_from)
    found = plan(states, items, act=act, valid_from=day, **made)
    return replace(found, before=tuple(state for state in states if state._state.adding))


def keep(row: Regulated, found: Plan[Any]) -> None:
    """Write what was planned, by the event that has just been written for the row."""
    rows = found.rows
    for state in rows:
        state.trail_seq = row.trail_seq
    type(rows[0])._base_manager.bulk_create(rows)


def ordered(found: Plan[Any], job: str) -> None:
    """Give the present state the code of a new paper and order the paper, where a change made it.

    A change recorded late that a later one has overtaken needs none.
    """
    state: PermitState = found.present
    if state.act in PRINTED and any(state is row for row in found.rows):
        order_paper(state, job)


def order_paper(state: PermitState, job: str) -> None:
    """Give a state that is about to be written the code of its paper, and order the paper."""
    state.code, state.issued_by, state.issued_on = new_code(), issuing_organ(), timezone.localdate()
    outbox.put(job, {"state": str(state.pk)}, key=f"{job}:{state.pk}")


def issuing_organ() -> str:
    """The provincial organ, which issues licences and certificates (决定 art. 3; 条例 art. 12)."""
    organs = Organisation.objects.filter(kind=Organisation.Kind.ORGAN, level=Organisation.Level.PROVINCE)
    return next((organ.name for organ in organs.order_by("pk")[:1]), "")


def changed_items(present: PermitState, items: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return those of the named items that were given and differ from what is on record."""
    return {name: items[name] for name in names if name in items and items[name] != getattr(present, name)}
