"""What was true of a certificate on a day: asked by the gates, by pages and by programs; one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from appraisers.models import Appraiser, CertificateRenewal, CertificateState, Practice
from institutions.models import Act, Outcome
from institutions.renewing import holds
from institutions.states import known_by, on_day


@dataclass(frozen=True)
class CertificateOn:
    """A certificate as it was on a day, and at which institution its holder practised; None where at none."""

    person: UUID
    number: str
    first: date
    last: date
    pending_since: date | None
    practice_codes: tuple[str, ...]
    is_full_time: bool | None
    institution: UUID | None


def first_state(row: Appraiser) -> CertificateState:
    """Return, unsaved, what a certificate says that no state was recorded of: as it is since it began."""
    return CertificateState(
        appraiser=row,
        act=Act.ENTERED,
        valid_from=min(row.certificate_from, timezone.localdate()),
        trail_seq=row.trail_seq,
        recorded_at=row.recorded_at,
        name=row.person.name,
        **{name: getattr(row, name) for name in CertificateState.items if name != "name"},
    )


def states_of(row: Appraiser) -> list[CertificateState]:
    """Return every state of a certificate in its order, those that no longer count included."""
    return list(CertificateState.objects.filter(appraiser=row)) or [first_state(row)]


def state_on(row: Appraiser, on: date, known: datetime | None = None) -> CertificateState | None:
    """Return what a certificate said on a day, by what was on record at a moment; None before anything is."""
    return on_day(known_by(states_of(row), known), on)


def certificates_on(rows: Iterable[Appraiser], on: date) -> dict[UUID, CertificateOn]:
    """Return the certificates of appraisers as they were on a day, by appraiser; a fixed number of questions.

    `rows` come with their persons. One who had no certificate yet is left out. Where somebody practised is told by
    the history of practices, where one is on record.
    """
    appraisers = {row.pk: row for row in rows}
    states: dict[UUID, list[CertificateState]] = {}
    for state in CertificateState.objects.filter(appraiser__in=appraisers):
        states.setdefault(state.appraiser_id, []).append(state)
    pending = _pending_on(appraisers, on)
    places: dict[UUID, UUID | None] = {}
    for practice in Practice.objects.filter(appraiser__in=appraisers).order_by("valid_from"):
        holding = practice.valid_from <= on and (practice.valid_until is None or on <= practice.valid_until)
        if holding or practice.appraiser_id not in places:
            places[practice.appraiser_id] = practice.institution_id if holding else None
    found = {}
    for key, row in appraisers.items():
        then = on_day(states.get(key) or [first_state(row)], on)
        if then is not None:
            found[key] = _on(then, row, pending, places)
    return found


def _on(
    state: CertificateState,
    row: Appraiser,
    pending: dict[tuple[UUID, date], date],
    places: dict[UUID, UUID | None],
) -> CertificateOn:
    return CertificateOn(
        person=row.person_id,
        number=state.certificate_number,
        first=state.certificate_from,
        last=state.certificate_until,
        pending_since=pending.get((row.pk, state.certificate_until)) if state.ended_on is None else None,
        practice_codes=tuple(state.practice_codes),
        is_full_time=state.is_full_time,
        institution=places.get(row.pk, state.institution_id),
    )


def certificate_on(row: Appraiser, on: date) -> CertificateOn | None:
    """Return one certificate as it was on a day; None before anything is on record."""
    return certificates_on([row], on).get(row.pk)


def practising_at(institution: UUID, on: date) -> list[CertificateOn]:
    """Return who practised at an institution on a day with a certificate that held then."""
    once_here = CertificateState.objects.filter(institution=institution).values("appraiser")
    practised = Practice.objects.filter(institution=institution).values("appraiser")
    rows = Appraiser.objects.filter(Q(institution=institution) | Q(pk__in=once_here) | Q(pk__in=practised))
    found = certificates_on(rows.select_related("person"), on).values()
    return [
        each
        for each in found
        if each.institution == institution and holds(each.first, each.last, each.pending_since, on)
    ]


def certified_at(institution: UUID, practice_code: str, on: date) -> list[CertificateOn]:
    """Return those of them who were certified for a practice category."""
    return [each for each in practising_at(institution, on) if practice_code in each.practice_codes]


def _pending_on(keys: Iterable[UUID], on: date) -> dict[tuple[UUID, date], date]:
    """Since when an application in time was undecided on a day, by appraiser and the last day it was made for."""
    undecided = Q(outcome=Outcome.PENDING) | Q(decided_on__gt=on)
    rows = CertificateRenewal.objects.filter(undecided, appraiser__in=list(keys), in_time=True, asked_on__lte=on)
    return {(row.appraiser_id, row.until): row.asked_on for row in rows.order_by("-asked_on")}
