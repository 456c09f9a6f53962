"""In whose name a job works: the posting that uploaded the sheet or ordered the load."""

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting, User
from foundation.audit.actors import SYSTEM, Actor


def actor_of(user: User | None, posting: Posting | None) -> Actor:
    """Return the person's actor, or the system for imports the portal made itself.

    The act was allowed when it was ordered; what the job does later is its execution.
    """
    return PostedActor(user, posting) if user is not None else SYSTEM
