"""Telling those concerned what was decided about their standing."""

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.notices import notify
from institutions.covering import named
from institutions.models import Accreditation, Institution, Renewal, Restriction
from institutions.recipients import in_charge_of

TOLD_APART: Final = frozenset({"restriction_set", "restriction_lifted"})
"""Of these the notice says whom it is about: oneself, a person of one's institution, or the institution."""


def tell_restriction(row: Restriction, kind: str) -> None:
    """Tell the institution, and the person where one is barred, in the transaction of the caller."""
    keepers = in_charge_of([row.institution_id], timezone.localdate())[row.institution_id]
    own = list(User.objects.filter(person=row.person_id).values_list("pk", flat=True)) if row.person_id else []
    of_whom = "person" if row.person_id is not None else "institution"
    said, told = {"number": row.document_number}, kind in TOLD_APART
    notify(own, f"{kind}_own" if told else kind, f"{kind}:{row.pk}", said, row.get_absolute_url())
    notify(keepers, f"{kind}_{of_whom}" if told else kind, f"{kind}:{row.pk}", said, row.get_absolute_url())


def tell_renewal(renewal: Renewal, institution: Any, name: str) -> None:
    """Tell the institution what became of an application, in the transaction of the caller."""
    users = in_charge_of([institution.pk], timezone.localdate())[institution.pk]
    kind = f"renewal_{renewal.outcome}"
    notify(
        users, kind, f"{kind}:{renewal.pk}", {"number": renewal.document_number, "name": name}, institution.standing_url
    )


def tell_registration(row: Institution, kind: str, number: str) -> None:
    """Tell the institution that its registration changed, in the transaction of the caller."""
    users = in_charge_of([row.pk], timezone.localdate())[row.pk]
    link = reverse("institution_registration", args=[row.pk])
    notify(users, kind, f"{kind}:{row.pk}:{row.trail_seq}", {"number": number, "name": str(row)}, link)


def tell_accreditation_ended(row: Accreditation, institution: Institution, stopped: Sequence[str]) -> None:
    """Tell the institution that an accreditation ended early and which items stop, in the transaction of the caller."""
    users = in_charge_of([institution.pk], timezone.localdate())[institution.pk]
    said: dict[str, str | int] = {
        "number": row.certificate_number,
        "name": str(institution),
        "day": str(row.ended_on),
        "items": named(stopped),
    }
    kind = "accreditation_ended_items" if stopped else "accreditation_ended"
    notify(users, kind, f"accreditation_ended:{row.pk}", said, institution.standing_url)


def tell_certificate(row: Any, kind: str, number: str, *others: Institution) -> None:
    """Tell an appraiser and the institution what was decided about a certificate, in the transaction of the caller.

    `others` are further institutions concerned.
    """
    houses = [row.institution_id, *(house.pk for house in others)]
    told_there = in_charge_of(houses, timezone.localdate())
    users = [user for house in houses for user in told_there[house]]
    users = [*users, *User.objects.filter(person=row.person_id).values_list("pk", flat=True)]
    told = {"number": number, "certificate": row.certificate_number}
    notify(users, kind, f"{kind}:{row.pk}:{row.trail_seq}", told, reverse("appraiser_registration", args=[row.pk]))
