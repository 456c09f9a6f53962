"""A printed paper beside the register: what it said, what is registered today, and whether it still stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse

from appraisers import certified
from appraisers.models import CertificateState
from appraisers.registration import showing as certificates
from foundation.documents.codes import normalised
from institutions import registered
from institutions.models import ENDING, PermitState, RegistrationState
from institutions.registered import licence_on
from institutions.registration import showing as licences
from institutions.registration.showing import Item, written
from institutions.renewing import holds
from institutions.states import spells

PRINTED_ITEMS: Final = {
    RegistrationState: (
        "name", "division_id", "address", "head_name", "funds", "practice_codes", "licence_number", "licence_from",
        "licence_until",
    ),
    CertificateState: (
        "name", "title", "institution_id", "practice_codes", "is_full_time", "certificate_number", "certificate_from",
        "certificate_until",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A paper beside the register: verdict (stands, replaced, ended, expired), lines (label, on it, today), link."""

    is_licence: bool
    state: PermitState
    verdict: str
    since: date | None
    lines: tuple[tuple[str, str, str], ...]
    url: str


def paper_under(code: str, today: date) -> Paper | None:
    """Return the paper with a code beside what is registered on a day; None for a code that nobody gave."""
    known = normalised(code)
    if known is None:
        return None
    licence = RegistrationState.objects.select_related("institution__organisation").filter(code=known).first()
    if licence is not None:
        row = licence.institution
        on = licence_on(row, today)
        holding = holds(on.first, on.last, on.pending_since, today)
        url = reverse("register_institution", args=[row.licence_number])
        return _beside(licence, registered.states_of(row), licences.REGISTRATION, holding, url)
    certificate = CertificateState.objects.select_related("appraiser__person").filter(code=known).first()
    if certificate is None:
        return None
    person = certificate.appraiser
    states = certified.states_of(person)
    now = certified.certificate_on(person, today)
    holding = now is not None and holds(now.first, now.last, now.pending_since, today)
    url = reverse("register_appraiser", args=[person.certificate_number])
    return _beside(certificate, states, certificates.items_with(states), holding, url)


def _is_replaced(state: PermitState, states: list[Any], lines: tuple[tuple[str, str, str], ...]) -> bool:
    """Whether another paper was printed since, or the register says otherwise than this one."""
    printed = any(row.code and row.trail_seq > state.trail_seq for row in states)
    return printed or any(said != now for _label, said, now in lines)


def _beside(state: PermitState, states: list[Any], items: Mapping[str, Item], holding: bool, url: str) -> Paper:
    every = spells(states)
    present = every[-1]
    names = PRINTED_ITEMS[type(state)]
    lines = tuple(
        (
            str(items[name].label),
            written(items[name], getattr(state, name)),
            written(items[name], getattr(present.state, name)),
        )
        for name in names
    )
    if present.state.act in ENDING:
        verdict, since = "ended", present.first
    elif present.state.pk != state.pk and _is_replaced(state, states, lines):
        verdict, since = "replaced", present.first
    else:
        verdict, since = ("stands" if holding else "expired"), None
    return Paper(isinstance(state, RegistrationState), state, verdict, since, lines, url)
