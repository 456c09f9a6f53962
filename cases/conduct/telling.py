"""Whom to tell about what happens to a case: users by what they may do, never by name."""

from collections.abc import Iterable
from datetime import date

from appraisers.models import Appraiser
from cases.models import Case, Entrustment
from foundation.accounts.models import Delegation, Posting, User


def users_of(appraisers: Iterable[Appraiser]) -> list[int]:
    """The accounts of appraisers; those without one hear it from their institution."""
    people = [row.person_id for row in appraisers]
    return list(User.objects.filter(person__in=people, is_active=True).order_by("pk").values_list("pk", flat=True))


def users_with(verb: str, case: Case | Entrustment, on: date) -> list[int]:
    """The users whose posting at the institution of a case or entrustment holds a verb on a day."""
    organisation = case.institution.organisation
    roles = Delegation.objects.in_force(on).filter(verb=verb, level=organisation.level).values("role")
    postings = Posting.objects.in_force(on).filter(organisation=organisation, role__in=roles, user__is_active=True)
    return list(postings.order_by("user_id").values_list("user_id", flat=True).distinct())
