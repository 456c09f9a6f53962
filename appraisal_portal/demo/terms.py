"""Earlier terms in the demo: its licences and certificates are renewed ones, so that nothing precedes them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from appraisers.actions.keeping_certificates import begun as certificate_begun
from appraisers.actions.practising import begun as practice_begun
from appraisers.models import Appraiser, CertificateState
from institutions.actions.keeping_states import begun as registration_begun
from institutions.models import Act, Institution, PermitState, RegistrationState


def five_years_before(until: date) -> date:
    """The first day of a validity of five years that ends on `until` (条例 art. 13; decisions.md 7)."""
    day_after = date.fromordinal(until.toordinal() + 1)
    if (day_after.month, day_after.day) == (2, 29):
        return date(day_after.year - 5, 3, 1)
    return day_after.replace(year=day_after.year - 5)


def begin_terms_of_institutions(rows: Sequence[Institution]) -> None:
    """Write the term before the present one and that the registration was renewed, by the event of the entry."""
    made = []
    for row in rows:
        last = row.licence_from - timedelta(days=1)
        term = {"licence_from": five_years_before(last), "licence_until": last}
        made += [_earlier(registration_begun(row, Act.ENTERED), term), registration_begun(row, Act.RENEWED)]
    RegistrationState.objects.bulk_create(made, batch_size=500)


def begin_terms_of_appraisers(rows: Sequence[Appraiser]) -> None:
    """Write the same of certificates, none of them older than the registration of the institution; and practices."""
    since: dict[UUID, date] = {}
    made = []
    for row in rows:
        last = row.certificate_from - timedelta(days=1)
        house = five_years_before(row.institution.licence_from - timedelta(days=1))
        first = max(five_years_before(last), house)
        if first > last:
            made.append(certificate_begun(row, Act.ENTERED))
            continue
        term = {"certificate_from": first, "certificate_until": last}
        made += [_earlier(certificate_begun(row, Act.ENTERED), term), certificate_begun(row, Act.RENEWED)]
        since[row.pk] = first
    CertificateState.objects.bulk_create(made, batch_size=500)
    practice_begun(rows, since)


def _earlier(state: PermitState, term: dict[str, date]) -> Any:
    for name, day in term.items():
        setattr(state, name, day)
    state.valid_from = min(term.values())
    return state
