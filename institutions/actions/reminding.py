"""Reminding of what ends soon: each who is concerned, once for each number of days of the dated list.

A job that is run twice, late, or by two workers doubles nothing: the key of a notice names the thing, its last day and
the number of days, and the database keeps it once for each user. A day on which no job ran is caught up with the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.urls import reverse

from foundation.accounts.models import Organisation, Posting
from foundation.accounts.notices import notify
from foundation.accounts.roles import Role
from foundation.law import queries as law
from institutions.models import Accreditation, Institution, InsurancePolicy, Premises
from institutions.recipients import in_charge_of, officers_of

REMINDERS: Final = "expiry_reminders"
ACCREDITATION: Final = "accreditation"


@dataclass(frozen=True)
class Ending:
    """Something that ends: the kind of notice, its key, last day, number, institution, and the user of the person.

    `pending` says that a renewal asked in time is undecided: then the organ is told to decide, and nobody else.
    """

    kind: str
    key: str
    until: date
    number: str
    institution: Institution
    link: str
    person_user: int | None = None
    pending: bool = False


def thresholds(on: date, what: str = "") -> tuple[int, ...]:
    """Return how many days before the end the portal reminds, by the dated list, the fewest first.

    `what` is of which kind the thing is that ends: some numbers of days are for accreditations alone.
    """
    entries = (row for row in law.entries(REMINDERS, on) if row.details.get("what", "") in {"", what})
    rows = (str(row.details.get("days", "")) for row in entries)
    return tuple(sorted({int(days) for days in rows if days.isdecimal()}))


def reached(until: date, on: date, days: Sequence[int]) -> int | None:
    """Return the fewest of `days` within which a last day lies; None where it lies further off or is over."""
    left = (until - on).days
    return next((each for each in sorted(days) if 0 <= left <= each), None)


def remind_institutions(on: date) -> int:
    """Remind of licences, accreditations, policies and leases; return how many notices were written."""
    days, earlier = thresholds(on), thresholds(on, ACCREDITATION)
    if not days:
        return 0
    licences = (
        Ending("licence_expires", f"licence:{row.pk}", row.licence_until, row.licence_number, row,
               row.get_absolute_url(), pending=row.renewal_pending_since is not None)
        for row in Institution.objects.expiring(on, max(days)).for_list()
    )  # fmt: skip
    accreditations = (
        Ending("accreditation_expires", f"accreditation:{row.pk}", row.valid_until, row.certificate_number,
               row.institution, row.institution.standing_url)
        for row in Accreditation.objects.expiring(on, max(earlier)).for_list()
    )  # fmt: skip
    policies = (
        Ending("insurance_expires", f"policy:{row.pk}", row.valid_until, row.policy_number, row.institution,
               reverse("institution_insurance", args=[row.institution_id]))
        for row in InsurancePolicy.objects.expiring(on, max(days)).for_list()
    )  # fmt: skip
    leases = (
        Ending("lease_expires", f"premises:{row.pk}", row.valid_until, row.document_number, row.institution,
               reverse("institution_premises", args=[row.institution_id]))
        for row in Premises.objects.expiring(on, max(days)).for_list()
        if row.valid_until is not None
    )  # fmt: skip
    return remind([*licences, *accreditations, *policies, *leases], on)


@transaction.atomic
def remind(endings: Sequence[Ending], on: date) -> int:
    """Write the notices of what ends within the numbers of days of the list; return how many are new."""
    days, earlier = thresholds(on), thresholds(on, ACCREDITATION)
    administrators = in_charge_of(
        {each.institution.pk for each in endings}, on, roles=(Role.INSTITUTION_ADMINISTRATOR,)
    )
    officers = officers_of({each.institution.city_code for each in endings}, on)
    deciders = _deciders(on) if any(each.pending for each in endings) else []
    told = 0
    for each in endings:
        within = reached(each.until, on, earlier if each.kind == "accreditation_expires" else days)
        if within is None:
            continue
        city = officers[each.institution.city_code]
        users = [*city, *deciders] if each.pending else [*administrators[each.institution.pk], *city]
        told += _tell(each, users, within, each.link)
        if each.person_user is not None and not each.pending:
            told += _tell(each, [each.person_user], within, "")
    return told


def _tell(each: Ending, users: Iterable[int], within: int, link: str) -> int:
    kind = f"{each.kind}_undecided" if each.pending else each.kind
    told: dict[str, str | int] = {
        "number": each.number,
        "name": str(each.institution),
        "day": each.until.isoformat(),
        "days": within,
    }
    return notify(users, kind, f"{each.key}:{each.until}:{within}:{kind}", told, link)


def _deciders(on: date) -> list[int]:
    """The officers of the provincial organ, which decides about renewals (条例 art. 12)."""
    rows = Posting.objects.in_force(on).filter(
        role=Role.OFFICER, organisation__kind=Organisation.Kind.ORGAN, organisation__level=Organisation.Level.PROVINCE
    )
    return list(rows.values_list("user_id", flat=True))
