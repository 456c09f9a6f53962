"""The vocabulary of instruments and methods."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from foundation.accounts.models import Organisation
from foundation.accounts.names import normal
from foundation.accounts.naming import is_named
from foundation.accounts.scoping import ScopedQuerySet
from foundation.law.queries import categories, lineage

if TYPE_CHECKING:
    from equipment.models import Instrument, Method  # noqa: F401  (named in the base classes)


class InstrumentQuerySet(ScopedQuerySet["Instrument"]):
    """Questions asked of instruments."""

    def kept(self) -> "InstrumentQuerySet":
        """Instruments that the institution still has."""
        return self.filter(withdrawn_on__isnull=True)

    def kept_on(self, on: date) -> "InstrumentQuerySet":
        """Instruments that the institution had on a day."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), in_service_from__lte=on)

    def out_of_date(self, on: date) -> "InstrumentQuerySet":
        """Instruments whose calibrations on record do not reach a day, though they need one."""
        gone = Q(calibrated_until__lt=on) | Q(calibrated_until__isnull=True)
        return self.kept().filter(gone, needs_calibration=True)

    def expiring(self, on: date, days: int) -> "InstrumentQuerySet":
        """Instruments whose calibration ends within so many calendar days, today included."""
        return self.kept().filter(calibrated_until__gte=on, calibrated_until__lte=on + timedelta(days=days))

    def out_of_use(self) -> "InstrumentQuerySet":
        """Instruments under maintenance or repair."""
        return self.kept().filter(maintenance__ended_on__isnull=True, maintenance__isnull=False)

    def named(self, words: str) -> "InstrumentQuerySet":
        """Instruments whose number begins so, with this in their name, or of institutions named so."""
        typed = words.strip()
        if not normal(words):
            return self.none()
        own = Q(number__istartswith=typed) | Q(name__icontains=typed)
        return self.filter(own | is_named(words, Organisation, "institution_id"))

    def serving(self, category: str) -> "InstrumentQuerySet":
        """Instruments that serve a category, something above it or something within it."""
        return self.filter(categories__overlap=kin_of(category))

    def for_list(self) -> "InstrumentQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("institution__organisation")


class MethodQuerySet(ScopedQuerySet["Method"]):
    """Questions asked of methods."""

    def in_force(self, on: date) -> "MethodQuerySet":
        """Methods that are taken up on a day."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)

    def named(self, words: str) -> "MethodQuerySet":
        """Methods whose code begins so, with this in their title, or of institutions named so."""
        typed = words.strip()
        if not normal(words):
            return self.none()
        own = Q(code__istartswith=typed) | Q(title__icontains=typed)
        return self.filter(own | is_named(words, Organisation, "institution_id"))

    def serving(self, category: str) -> "MethodQuerySet":
        """Methods for a category, something above it or something within it."""
        return self.filter(categories__overlap=kin_of(category))

    def for_list(self) -> "MethodQuerySet":
        """Rows as a list page needs them."""
        return self.select_related("institution__organisation")


def kin_of(category: str) -> list[str]:
    """Return the nodes above and below a category, itself included."""
    return [*lineage(category), *(code for code in categories() if category in lineage(code))]
