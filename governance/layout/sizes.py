"""Which institutions are micro, small or specialised: by a dated list, since no text was found that says it.

The bounds stand in the legal table `institution_sizes` (appraisers whose certificate holds, practice categories) and
are to be confirmed; an administrator amends them without a program. The kinds do not exclude one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from appraisers.models import Appraiser
from foundation.law import queries as law
from institutions.querysets import InstitutionQuerySet

SIZES: Final = "institution_sizes"
SMALL: Final = ("micro", "small")
SPECIALISED: Final = "specialised"
SMALL_OR_MICRO: Final = "small_or_micro"
"""Small and micro together, as the policy names them."""


@dataclass(frozen=True)
class Size:
    """One kind with its bounds, each of which may be absent."""

    kind: str
    name_zh: str
    name_en: str
    appraisers_at_least: int | None
    appraisers_at_most: int | None
    categories_at_most: int | None
    source: str
    to_be_confirmed: bool

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_zh if (get_language() or "").startswith("zh") or not self.name_en else self.name_en

    def fits(self, appraisers: int, categories: int) -> bool:
        """Whether an institution with so many appraisers and categories is of this kind."""
        return (
            appraisers >= (self.appraisers_at_least or 0)
            and (self.appraisers_at_most is None or appraisers <= self.appraisers_at_most)
            and (self.categories_at_most is None or categories <= self.categories_at_most)
        )

    def condition(self) -> Q:
        """`fits` as a condition on rows that `counted` has counted."""
        found = Q(appraiser_count__gte=self.appraisers_at_least or 0)
        if self.appraisers_at_most is not None:
            found &= Q(appraiser_count__lte=self.appraisers_at_most)
        if self.categories_at_most is not None:
            found &= Q(category_count__lte=self.categories_at_most)
        return found


def sizes_on(on: date) -> tuple[Size, ...]:
    """Return the kinds of a day in their order."""
    return tuple(
        Size(
            kind=str(row.details["kind"]),
            name_zh=row.name_zh,
            name_en=row.name_en,
            appraisers_at_least=_bound(row.details, "appraisers_at_least"),
            appraisers_at_most=_bound(row.details, "appraisers_at_most"),
            categories_at_most=_bound(row.details, "categories_at_most"),
            source=row.source_text,
            to_be_confirmed=row.to_be_confirmed,
        )
        for row in law.entries(SIZES, on)
    )


def _bound(details: dict[str, Any], name: str) -> int | None:
    said = str(details.get(name, "")).strip()
    return int(said) if said else None


def counted(rows: InstitutionQuerySet, on: date) -> InstitutionQuerySet:
    """Return institutions in practice with how many appraisers and practice categories each has on a day."""
    holding = Appraiser.objects.certified_on(on).filter(institution=OuterRef("pk")).order_by().values("institution")
    return rows.practising(on).annotate(
        appraiser_count=Coalesce(Subquery(holding.annotate(number=Count("pk")).values("number")), 0),
        category_count=Coalesce(Func(F("practice_codes"), function="cardinality", output_field=IntegerField()), 0),
    )


def of_kinds(rows: InstitutionQuerySet, kinds: Sequence[str], on: date) -> InstitutionQuerySet:
    """Of rows that `counted` has counted, those of any of these kinds; none where the list of the day names none."""
    wanted = Q(pk__in=[])
    for size in sizes_on(on):
        if size.kind in kinds:
            wanted |= size.condition()
    return rows.filter(wanted)
