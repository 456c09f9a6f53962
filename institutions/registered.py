"""What was true of a registration on a day: asked by the gate, by pages and by programs; one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from institutions.models import Act, Institution, LicenceRenewal, Outcome, RegistrationState, Restriction
from institutions.querysets import Practice
from institutions.states import counting, known_by, on_day


@dataclass(frozen=True)
class LicenceOn:
    """A licence as it was on a day: number, term, since when a timely renewal was undecided, categories, status.

    Nothing but an end of the registration is a status; what barred the institution then are its restrictions.
    """

    number: str
    first: date
    last: date
    pending_since: date | None
    practice_codes: tuple[str, ...]
    status: str


def first_state(row: Institution) -> RegistrationState:
    """Return, unsaved, what a registration says that no state was recorded of: as it is since its licence began."""
    body = row.organisation
    return RegistrationState(
        institution=row,
        act=Act.ENTERED,
        valid_from=min(row.licence_from, timezone.localdate()),
        trail_seq=row.trail_seq,
        recorded_at=row.recorded_at,
        **{
            name: getattr(row, name) for name in RegistrationState.items if name not in ("name", "division_id", "funds")
        },
        name=body.name,
        division_id=body.division_id,
    )


def states_of(row: Institution) -> list[RegistrationState]:
    """Return every state of a registration in its order, those that no longer count included."""
    return list(RegistrationState.objects.filter(institution=row)) or [first_state(row)]


def state_on(row: Institution, on: date, known: datetime | None = None) -> RegistrationState | None:
    """Return what a registration said on a day, by what was on record at a moment; None before anything is."""
    return on_day(known_by(states_of(row), known), on)


def end_of(row: Institution) -> RegistrationState | None:
    """Return the state by which a registration ended that has not begun again; None while it stands."""
    found = None
    for state in reversed(counting(states_of(row))):
        if state.status != Institution.Status.ENDED:
            break
        found = state
    return found


def licence_on(row: Institution, on: date) -> LicenceOn:
    """Return the licence as it was on a day. Today and later it is what the row says, without a question.

    On a day before anything is on record the present one answers, whose term then has not begun.
    """
    state = state_on(row, on) if on < timezone.localdate() else None
    if state is None:
        return LicenceOn(
            row.licence_number, row.licence_from, row.licence_until, row.renewal_pending_since,
            tuple(row.practice_codes), row.status,
        )  # fmt: skip
    return LicenceOn(
        state.licence_number, state.licence_from, state.licence_until, _pending_on(row.pk, state.licence_until, on),
        tuple(state.practice_codes), state.status,
    )  # fmt: skip


def practice_on(row: Institution, on: date) -> Practice:
    """Return whether an institution practised on a day: by its registration, and by what barred its whole practice."""
    if licence_on(row, on).status == Institution.Status.ENDED:
        return Practice.ENDED
    bars = Restriction.objects.in_force(on).whole().filter(organisation=row.pk)
    return Practice.BARRED if bars.exists() else Practice.NORMAL


def _pending_on(key: UUID, until: date, on: date) -> date | None:
    """Since when an application made in time for this term was undecided on a day."""
    undecided = Q(outcome=Outcome.PENDING) | Q(decided_on__gt=on)
    rows = LicenceRenewal.objects.filter(undecided, institution=key, in_time=True, asked_on__lte=on, until=until)
    days: Sequence[date] = list(rows.values_list("asked_on", flat=True))
    return min(days, default=None)
