"""The vocabulary of reports."""

from typing import TYPE_CHECKING

from django.db.models import Q

from foundation.accounts.scoping import ScopedQuerySet
from governance.reporting.states import ReportState

if TYPE_CHECKING:
    from governance.reporting.models import Report  # noqa: F401  (named in the base class)


class ReportQuerySet(ScopedQuerySet["Report"]):
    """Questions asked of reports."""

    def of(self, city: str, county: str) -> "ReportQuerySet":
        """Reports of exactly this area; nothing set is the whole province."""
        return self.filter(city_code=city, county_code=county)

    def standing(self) -> "ReportQuerySet":
        """Those that are written or will be."""
        return self.filter(~Q(state=ReportState.FAILED))

    def written(self) -> "ReportQuerySet":
        """Those that are written, the newest version first."""
        return self.filter(state=ReportState.WRITTEN).order_by("-version")

    def for_list(self) -> "ReportQuerySet":
        """Rows as a list page needs them: without their contents."""
        return self.select_related("pdf", "xlsx", "ordered_in__organisation").defer("contents")
