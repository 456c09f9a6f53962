"""Writing states of certificates beside the rows that they explain, in the transaction and by the event of a verb."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models.functions import Now

from appraisers.certified import first_state, states_of
from appraisers.models import Appraiser, CertificateState
from institutions.actions.keeping_states import planned_from
from institutions.models import Act
from institutions.states import Plan

PAPER_JOB: Final = "appraisers.write_certificate"


def begin(rows: Sequence[Appraiser], act: Act) -> list[CertificateState]:
    """Write the first states of certificates that were just entered, by their events."""
    return CertificateState.objects.bulk_create([begun(row, act) for row in rows], batch_size=500)


def begun(row: Appraiser, act: Act) -> CertificateState:
    """Return, unsaved, the first state of a certificate that was just entered."""
    state = first_state(row)
    state.act, state.recorded_at = act, Now()  # stamped by the database
    return state


def planned(row: Appraiser, items: Mapping[str, Any], act: Act, on: date, **made: Any) -> Plan[CertificateState]:
    """Return what a change of items from a day on adds, and put the present values on appraiser and person, unsaved.

    A day before anything is on record counts as the first one.
    """
    found = planned_from(states_of(row), items, act, on, **made)
    for name in CertificateState.items:
        value = getattr(found.present, name)
        target: Any = row.person if name == "name" else row
        setattr(target, name, list(value) if isinstance(value, list) else value)
    return found
