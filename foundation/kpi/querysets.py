"""The vocabulary of releases."""

from typing import TYPE_CHECKING

from foundation.accounts.scoping import ScopedQuerySet
from foundation.kpi.releases.states import PUBLIC, ReleaseState

if TYPE_CHECKING:
    from foundation.kpi.models import Release  # noqa: F401  (named in the base class)


class ReleaseQuerySet(ScopedQuerySet["Release"]):
    """Questions asked of releases."""

    def published(self) -> "ReleaseQuerySet":
        """What was published, superseded ones too, newest period first."""
        return self.filter(state__in=sorted(PUBLIC)).order_by("-last_day", "first_day", "-number")

    def in_force(self) -> "ReleaseQuerySet":
        """The published releases that nothing supersedes, newest period first."""
        return self.published().filter(state=ReleaseState.PUBLISHED)

    def restatements(self) -> "ReleaseQuerySet":
        """Those that supersede another one, newest first."""
        return self.filter(supersedes__isnull=False).select_related("supersedes").order_by("-number")

    def for_list(self) -> "ReleaseQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("supersedes")
