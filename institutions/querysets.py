"""The vocabulary of institutions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from foundation.accounts.models import Organisation
from foundation.accounts.names import normal
from foundation.accounts.naming import is_named
from foundation.accounts.scoping import ScopedQuerySet

if TYPE_CHECKING:
    from institutions.models import (  # noqa: F401  (named in the base classes)
        Accreditation,
        Institution,
        LicenceRenewal,
        Restriction,
        ScopeItem,
    )


class InstitutionQuerySet(ScopedQuerySet["Institution"]):
    """Questions asked of institutions."""

    def published(self) -> "InstitutionQuerySet":
        """What everybody may see: the roster, and with their state those whose end was announced (条例 art. 43)."""
        return self.select_related("organisation__division").defer("organisation__tokens", "organisation__name_key")

    def may_accept(self, on: date) -> "InstitutionQuerySet":
        """Institutions that may accept entrustments on a day: in practice, with a licence that holds, not restricted.

        A licence past its last day holds while a renewal asked in time is undecided (许可法 art. 50(2)).
        """
        restrictions = apps.get_model("institutions", "Restriction").objects
        barred = restrictions.in_force(on).whole().filter(organisation__isnull=False)
        holds = Q(licence_until__gte=on) | Q(renewal_pending_since__isnull=False)
        return self.filter(holds, status="normal", licence_from__lte=on).exclude(pk__in=barred.values("organisation"))

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

    def undecided(self) -> "InstitutionQuerySet":
        """Institutions whose timely application for renewal waits for the organ."""
        return self.in_practice().filter(renewal_pending_since__isnull=False)


class ScopeItemQuerySet(ScopedQuerySet["ScopeItem"]):
    """Questions asked of the items of licences."""

    def in_force(self, on: date) -> "ScopeItemQuerySet":
        """Items that hold on a day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)


class AccreditationQuerySet(ScopedQuerySet["Accreditation"]):
    """Questions asked of accreditations."""

    def in_force(self, on: date) -> "AccreditationQuerySet":
        """Accreditations that hold on a day."""
        return self.not_ended(on).filter(valid_from__lte=on, valid_until__gte=on)

    def not_ended(self, on: date) -> "AccreditationQuerySet":
        """Accreditations that were not ended before their time by a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def expiring(self, as_of: date, days: int) -> "AccreditationQuerySet":
        """Accreditations of institutions in practice that end within so many calendar days, today included."""
        last = as_of + timedelta(days=days)
        return self._of_practice().filter(valid_until__gte=as_of, valid_until__lte=last)

    def lapsed(self, as_of: date) -> "AccreditationQuerySet":
        """Accreditations of institutions in practice past their last day that nothing has followed."""
        return self._of_practice().filter(valid_until__lt=as_of)

    def _of_practice(self) -> "AccreditationQuerySet":
        """Those that nobody ended and that no longer one of the same institution follows which covers as much."""
        later = self.model._default_manager.filter(
            institution=OuterRef("institution"),
            ended_on__isnull=True,
            valid_until__gt=OuterRef("valid_until"),
            covers__contains=OuterRef("covers"),
        )
        return self.filter(~Exists(later), ended_on__isnull=True).exclude(institution__status="ended")

    def for_list(self) -> "AccreditationQuerySet":
        """Rows as a list needs them."""
        return self.select_related("institution__organisation")


class RestrictionQuerySet(ScopedQuerySet["Restriction"]):
    """Questions asked of restrictions."""

    def in_force(self, on: date) -> "RestrictionQuerySet":
        """Restrictions that hold on a day."""
        return self.unlifted(on).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)

    def unlifted(self, on: date) -> "RestrictionQuerySet":
        """Restrictions that are not lifted by a day."""
        return self.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=on))

    def whole(self) -> "RestrictionQuerySet":
        """Restrictions of the whole practice."""
        return self.filter(categories=[])

    def barring(self, lineage: Sequence[str]) -> "RestrictionQuerySet":
        """Restrictions that bar a category, given with what is above it: of the whole practice, or of one."""
        return self.filter(Q(categories=[]) | Q(categories__overlap=lineage))


class LicenceRenewalQuerySet(ScopedQuerySet["LicenceRenewal"]):
    """Questions asked of applications for renewal of licences."""

    def pending(self) -> "LicenceRenewalQuerySet":
        """Applications that wait for a decision."""
        return self.filter(outcome="pending")
