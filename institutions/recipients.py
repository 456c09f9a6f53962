"""Who is told what concerns an institution: its own people, and the officers of its city."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from foundation.accounts.models import Organisation, Posting
from foundation.accounts.roles import Role

IN_CHARGE = (Role.INSTITUTION_ADMINISTRATOR, Role.HEAD_OF_INSTITUTION)


def in_charge_of(institutions: Iterable[UUID], on: date, roles: Iterable[Role] = IN_CHARGE) -> dict[UUID, list[int]]:
    """Return the users in charge of institutions on a day, by institution."""
    found: dict[UUID, list[int]] = defaultdict(list)
    rows = Posting.objects.in_force(on).filter(organisation__in=list(institutions), role__in=list(roles))
    for institution, user in rows.values_list("organisation_id", "user_id"):
        found[institution].append(user)
    return found


def officers_of(cities: Iterable[str], on: date) -> dict[str, list[int]]:
    """Return the users who are officers of the municipal organs of cities on a day, by city."""
    found: dict[str, list[int]] = defaultdict(list)
    rows = Posting.objects.in_force(on).filter(
        role=Role.OFFICER,
        organisation__kind=Organisation.Kind.ORGAN,
        organisation__level=Organisation.Level.CITY,
        organisation__city_code__in=list(cities),
    )
    for city, user in rows.values_list("organisation__city_code", "user_id"):
        found[city].append(user)
    return found


def deciders_of(organ: UUID, on: date) -> list[int]:
    """Return the users who are leaders of an organ on a day: they decide about objections."""
    rows = Posting.objects.in_force(on).filter(role=Role.LEADER, organisation=organ)
    return list(rows.values_list("user_id", flat=True))
