"""The vocabulary of reports."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from foundation.accounts.scoping import ScopedQuerySet
from governance.reporting.states import ReportLevel, ReportState

if TYPE_CHECKING:
    from governance.reporting.models import Report  # noqa: F401  (named in the base class)


class ReportQuerySet(ScopedQuerySet["Report"]):
    """Questions asked of reports."""

    def of(self, place: Mapping[str, Any]) -> "ReportQuerySet":
        """Reports of exactly the area of these columns (`Report.place`, `Place.columns`)."""
        return self.filter(**place)

    def of_level(self, level: str) -> "ReportQuerySet":
        """Reports of areas of one level."""
        if level == ReportLevel.INSTITUTION:
            return self.filter(institution__isnull=False)
        whole = self.filter(institution__isnull=True)
        if level == ReportLevel.COUNTY:
            return whole.exclude(county_code="")
        if level == ReportLevel.CIRCLE:
            return whole.exclude(circle="")
        rows = whole.filter(county_code="", circle="")
        return rows.filter(city_code="") if level == ReportLevel.PROVINCE else rows.exclude(city_code="")

    def standing(self) -> "ReportQuerySet":
        """Those that are written or will be."""
        return self.filter(~Q(state=ReportState.FAILED))

    def written(self) -> "ReportQuerySet":
        """Those that are written, the newest version first."""
        return self.filter(state=ReportState.WRITTEN).order_by("-version")

    def for_list(self) -> "ReportQuerySet":
        """Rows as a list page needs them: without their contents."""
        return self.select_related("pdf", "xlsx", "institution", "ordered_in__organisation").defer("contents")
