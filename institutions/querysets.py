"""The vocabulary of institutions."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from foundation.accounts.models import Organisation
from foundation.accounts.names import normal
from foundation.accounts.naming import is_named
from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from institutions.models import Institution  # noqa: F401  (named in the base class)


class InstitutionQuerySet(ScopedQuerySet["Institution"]):
    """Questions asked of institutions."""

    def published(self) -> "InstitutionQuerySet":
        """What everybody may see: the roster, and with their state those whose end was announced (条例 art. 43)."""
        return self.select_related("organisation__division").defer("organisation__tokens", "organisation__name_key")

    def may_accept(self, on: date) -> "InstitutionQuerySet":
        """Institutions that may accept entrustments on a day: in practice, with a licence in force."""
        return self.filter(status="normal", licence_from__lte=on, licence_until__gte=on)

    def in_practice(self) -> "InstitutionQuerySet":
        """Institutions whose registration has not ended."""
        return self.exclude(status="ended")

    def named(self, words: str) -> "InstitutionQuerySet":
        """Institutions with these words (or initials) in their name, or that had or have this licence number."""
        typed = normal(words).upper()
        if not typed:
            return self.none()
        numbered = Q(licence_number__startswith=typed) | Q(former_licence_numbers__contains=[typed])
        return self.filter(is_named(words, Organisation, "organisation_id") | numbered)

    def for_list(self) -> "InstitutionQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("organisation__division")

    def expiring(self, as_of: date, days: int) -> "InstitutionQuerySet":
        """Institutions whose licence ends within so many calendar days, today included."""
        return self.in_practice().filter(licence_until__gte=as_of, licence_until__lte=as_of + timedelta(days=days))
