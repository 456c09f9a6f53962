"""The vocabulary of appraisers."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.accounts.names import normal
from foundation.accounts.naming import is_named
from foundation.accounts.scoping import ScopedQuerySet
from institutions.models import Institution, Restriction

if TYPE_CHECKING:
    from appraisers.models import Appraiser, CertificateRenewal  # noqa: F401  (named in the base classes)


class AppraiserQuerySet(ScopedQuerySet["Appraiser"]):
    """Questions asked of appraisers."""

    def published(self) -> "AppraiserQuerySet":
        """What everybody may see: the appraisers of institutions on the roster, without their sealed columns."""
        return self.exclude(institution__status="ended").select_related("person", "institution__organisation").only(
            "certificate_number", "certificate_from", "certificate_until", "renewal_pending_since", "practice_codes",
            "title", "city_code", "county_code", "person__name", "institution__licence_number", "institution__status",
            "institution__licence_from", "institution__licence_until", "institution__renewal_pending_since",
            "institution__organisation__name",
        )  # fmt: skip

    def named(self, words: str) -> "AppraiserQuerySet":
        """Appraisers with these words (or initials) in their name, or whose certificate number begins so."""
        return self.filter(self.is_named(words))

    @staticmethod
    def is_named(words: str) -> Q:
        """The same as a condition."""
        typed = normal(words).upper()
        if not typed:
            return Q(pk__in=[])
        return is_named(words, Person, "person_id") | Q(certificate_number__startswith=typed)

    def for_list(self) -> "AppraiserQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("person", "institution__organisation")

    def expiring(self, as_of: date, days: int) -> "AppraiserQuerySet":
        """Appraisers whose certificate ends within so many calendar days, today included."""
        return self.filter(certificate_until__gte=as_of, certificate_until__lte=as_of + timedelta(days=days))

    def certified_on(self, on: date) -> "AppraiserQuerySet":
        """Appraisers whose certificate holds on a day: `institutions.renewing.holds` as a condition.

        A certificate past its last day holds while a renewal asked in time is undecided (许可法 art. 50(2)).
        """
        holds = Q(certificate_until__gte=on) | Q(renewal_pending_since__isnull=False)
        return self.filter(holds, certificate_from__lte=on)

    def practising(self, on: date) -> "AppraiserQuerySet":
        """Appraisers who may practise something on a day: their certificate holds, their institution is in practice,
        and nothing bars the whole practice of the person."""
        barred = Restriction.objects.of_practice().in_force(on).whole().filter(person__isnull=False)
        houses = Institution.objects.practising(on)
        return (
            self.certified_on(on)
            .filter(institution__in=houses.values("pk"))
            .exclude(person__in=barred.values("person"))
        )

    def certified_for(self, practice_code: str, on: date) -> "AppraiserQuerySet":
        """Appraisers whose certificate covers a practice category and holds on a day."""
        return self.certified_on(on).filter(practice_codes__contains=[practice_code])

    def unrestricted(self, lineage: Sequence[str], on: date) -> "AppraiserQuerySet":
        """Appraisers whom no restriction bars on a day from a category, given with everything above it."""
        barred = Restriction.objects.of_practice().in_force(on).barring(lineage).filter(person__isnull=False)
        return self.exclude(person__in=barred.values("person"))


class CertificateRenewalQuerySet(ScopedQuerySet["CertificateRenewal"]):
    """Questions asked of applications for renewal of certificates."""

    def pending(self) -> "CertificateRenewalQuerySet":
        """Applications that wait for a decision."""
        return self.filter(outcome="pending")
