"""Who is told: the users whose posting at a body holds a verb today."""

from uuid import UUID

from django.utils import timezone

from foundation.accounts.models import Delegation, Posting


def who_may(verb: str, organisation_id: UUID) -> list[int]:
    """Return the users with a posting in force at an organisation whose role and level hold the verb."""
    today = timezone.localdate()
    held = set(Delegation.objects.in_force(today).filter(verb=verb).values_list("role", "level"))
    postings = Posting.objects.in_force(today).filter(organisation_id=organisation_id)
    rows = postings.values_list("user_id", "role", "organisation__level")
    return [user for user, role, level in rows if (role, level) in held]
