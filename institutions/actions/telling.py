"""Telling those concerned what was decided about their standing."""

from typing import Any

from django.utils import timezone

from foundation.accounts.models import User
from foundation.accounts.notices import notify
from institutions.models import Renewal, Restriction
from institutions.recipients import in_charge_of


def tell_restriction(row: Restriction, kind: str) -> None:
    """Tell the institution, and the person where one is barred, in the transaction of the caller."""
    users = in_charge_of([row.institution_id], timezone.localdate())[row.institution_id]
    if row.person_id is not None:
        users = [*users, *User.objects.filter(person=row.person_id).values_list("pk", flat=True)]
    notify(users, kind, f"{kind}:{row.pk}", {"number": row.document_number}, row.get_absolute_url())


def tell_renewal(renewal: Renewal, institution: Any, name: str) -> None:
    """Tell the institution what became of an application, in the transaction of the caller."""
    users = in_charge_of([institution.pk], timezone.localdate())[institution.pk]
    kind = f"renewal_{renewal.outcome}"
    notify(
        users, kind, f"{kind}:{renewal.pk}", {"number": renewal.document_number, "name": name}, institution.standing_url
    )
