"""The vocabulary of appraisers."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from appraisers.models import Appraiser


class AppraiserQuerySet(ScopedQuerySet["Appraiser"]):
    """Questions asked of appraisers."""

    def expiring(self, as_of: date, days: int) -> "AppraiserQuerySet":
        """Appraisers whose certificate ends within so many calendar days, today included."""
        return self.filter(certificate_until__gte=as_of, certificate_until__lte=as_of + timedelta(days=days))
