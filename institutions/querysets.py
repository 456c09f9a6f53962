"""The vocabulary of institutions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Case, Exists, OuterRef, Q, TextChoices, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import Organisation, Person
from foundation.accounts.names import normal
from foundation.accounts.naming import is_named
from foundation.accounts.scoping import ScopedQuerySet
from foundation.law.queries import categories, lineage

if TYPE_CHECKING:
    from institutions.models import (  # noqa: F401  (named in the base classes)
        Accreditation,
        Institution,
        LicenceRenewal,
        Restriction,
        ScopeItem,
    )


class Practice(TextChoices):
    """Whether an institution practises on a day: its registration, and the restrictions of its whole practice."""

    NORMAL = "normal", _("In practice")
    BARRED = "barred", _("Restricted")
    ENDED = "ended", _("Ended")


def wholly_barred(on: date) -> Exists:
    """Whether a restriction bars the whole practice of an institution on a day, as a condition of its row."""
    rows = apps.get_model("institutions", "Restriction").objects.in_force(on).whole()
    return Exists(rows.filter(organisation=OuterRef("pk")))


def standing_accreditation() -> Q:
    """Accreditations of institutions in practice that nobody ended and no longer one follows which covers as much."""
    later = apps.get_model("institutions", "Accreditation")._base_manager.filter(
        institution=OuterRef("institution"),
        ended_on__isnull=True,
        valid_until__gt=OuterRef("valid_until"),
        covers__contains=OuterRef("covers"),
    )
    return Q(~Exists(later), ended_on__isnull=True) & ~Q(institution__status="ended")


def expiring_accreditation(as_of: date, days: int) -> Q:
    """Of these, the ones that end within so many calendar days, today included."""
    return standing_accreditation() & Q(valid_until__gte=as_of, valid_until__lte=as_of + timedelta(days=days))


def lapsed_accreditation(as_of: date) -> Q:
    """Accreditations of institutions in practice past their last day that nothing has followed."""
    return standing_accreditation() & Q(valid_until__lt=as_of)


class InstitutionQuerySet(ScopedQuerySet["Institution"]):
    """Questions asked of institutions."""

    def published(self) -> "InstitutionQuerySet":
        """What everybody may see: the roster, and with their state those whose end was announced (条例 art. 43)."""
        return self.select_related("organisation__division").defer("organisation__tokens", "organisation__name_key")

    def may_accept(self, on: date) -> "InstitutionQuerySet":
        """Institutions that may accept entrustments on a day: in practice, with a licence that holds, not restricted.

        A licence past its last day holds while a renewal asked in time is undecided (许可法 art. 50(2)).
        """
        holds = Q(licence_until__gte=on) | Q(renewal_pending_since__isnull=False)
        return self.practising(on).filter(holds, licence_from__lte=on)

    def in_practice(self) -> "InstitutionQuerySet":
        """Institutions whose registration has not ended."""
        return self.exclude(status="ended")

    def practising(self, on: date) -> "InstitutionQuerySet":
        """Institutions whose registration stands and whose whole practice nothing bars on a day."""
        return self.in_practice().filter(~wholly_barred(on))

    def barred(self, on: date) -> "InstitutionQuerySet":
        """Institutions whose registration stands and whose whole practice is barred on a day."""
        return self.in_practice().filter(wholly_barred(on))

    def with_practice(self, on: date) -> "InstitutionQuerySet":
        """Institutions, each with its `practice` on a day: a value of `Practice`."""
        return self.annotate(
            practice=Case(
                When(status="ended", then=Value(Practice.ENDED.value)),
                When(wholly_barred(on), then=Value(Practice.BARRED.value)),
                default=Value(Practice.NORMAL.value),
                output_field=TextField(),
            )
        )

    def of_practice(self, practice: str, on: date) -> "InstitutionQuerySet":
        """Institutions whose practice is so on a day; `practice` is a value of `Practice`."""
        if practice == Practice.ENDED:
            return self.filter(status="ended")
        return self.barred(on) if practice == Practice.BARRED else self.practising(on)

    def named(self, words: str) -> "InstitutionQuerySet":
        """Institutions with these words (or initials) in their name, or that had or have this licence number."""
        return self.filter(self.is_named(words))

    @staticmethod
    def is_named(words: str) -> Q:
        """The same as a condition."""
        typed = normal(words).upper()
        if not typed:
            return Q(pk__in=[])
        numbered = Q(licence_number__startswith=typed) | Q(former_licence_numbers__contains=[typed])
        return is_named(words, Organisation, "organisation_id") | numbered

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

    def for_list(self) -> "ScopeItemQuerySet":
        """Rows as a list needs them."""
        return self.select_related("category", "institution__organisation")


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
        return self.filter(expiring_accreditation(as_of, days))

    def lapsed(self, as_of: date) -> "AccreditationQuerySet":
        """Accreditations of institutions in practice past their last day that nothing has followed."""
        return self.filter(lapsed_accreditation(as_of))

    def named(self, words: str) -> "AccreditationQuerySet":
        """Accreditations whose number begins so, or of institutions with these words (or initials) in their name."""
        if not normal(words):
            return self.none()
        numbered = Q(certificate_number__istartswith=words.strip())
        return self.filter(numbered | is_named(words, Organisation, "institution_id"))

    def covering(self, category: str) -> "AccreditationQuerySet":
        """Accreditations that cover a category, something above it or something within it."""
        kin = [code for code in categories() if category in lineage(code)]
        return self.filter(covers__overlap=[*lineage(category), *kin])

    def for_list(self) -> "AccreditationQuerySet":
        """Rows as a list needs them."""
        return self.select_related("institution__organisation")


class RestrictionQuerySet(ScopedQuerySet["Restriction"]):
    """Questions asked of restrictions."""

    def in_force(self, on: date) -> "RestrictionQuerySet":
        """Restrictions that hold on a day."""
        return self.unlifted(on).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)

    def of_practice(self) -> "RestrictionQuerySet":
        """Restrictions that keep whom they bar from practising, and not from heading an institution alone."""
        return self.filter(kind="practice")

    def of_heading(self) -> "RestrictionQuerySet":
        """Restrictions that keep a person from heading an institution and from applying to practise."""
        return self.filter(kind="heading")

    def unlifted(self, on: date) -> "RestrictionQuerySet":
        """Restrictions that are not lifted by a day."""
        return self.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=on))

    def over(self, on: date) -> "RestrictionQuerySet":
        """Restrictions that bar nothing any more on a day."""
        return self.filter(Q(lifted_on__lte=on) | Q(valid_until__lt=on))

    def held_in(self, first: date, last: date) -> "RestrictionQuerySet":
        """Restrictions that held on a day from `first` to `last`; one whose objection was upheld should never have."""
        held = self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=first),
            Q(lifted_on__isnull=True) | Q(lifted_on__gt=first),
            valid_from__lte=last,
        )
        return held.filter(Q(objection__isnull=True) | ~Q(objection__state="upheld"))

    def objected(self) -> "RestrictionQuerySet":
        """Restrictions about whose objection nobody has decided; one that was lifted closed it."""
        return self.filter(objection__state="raised", lifted_on__isnull=True)

    def named(self, words: str) -> "RestrictionQuerySet":
        """Restrictions whose document begins so, or of an institution or a person with these words in the name."""
        if not normal(words):
            return self.none()
        who = is_named(words, Organisation, "organisation_id") | is_named(words, Person, "person_id")
        return self.filter(who | Q(document_number__startswith=words.strip()))

    def for_list(self) -> "RestrictionQuerySet":
        """Rows as a list needs them."""
        return self.select_related("institution__organisation", "person", "set_by", "lifted_by", "document")

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
