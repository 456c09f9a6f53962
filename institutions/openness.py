"""Whether institutions take new entrustments in a category, as conditions for all of them at once.

The gate of acceptance judges one entrustment (`cases.gate`); lists, the public register and the way to the nearest
institution ask the same of many: items of the licence, compulsory accreditations and restrictions as of the day, and
items that have to stop for want of a standing condition as the nightly look last saw them.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from foundation.law.queries import lineage
from institutions.compulsory import duty_met
from institutions.models import Institution, Lapse, Restriction, ScopeItem
from institutions.standing.conditions import rules_on
from institutions.standing.kinds import Condition


def able(category: str, on: date) -> Q:
    """Institutions that may take something of a practice category on a day, as a condition.

    The licence names the category, nothing bars it, and one item of it at least neither lacks a compulsory
    accreditation nor has to stop; where no items were ever entered, the portal knows no more than the category
    (`covering.scope_on`).
    """
    of_category = ScopeItem.objects.filter(institution=OuterRef("pk"), practice_code=category)
    whole = _stops(on).filter(institution=OuterRef("pk"), category=category)
    barred = Restriction.objects.of_practice().in_force(on).barring(lineage(category))
    return (
        Q(practice_codes__contains=[category])
        & ((~Exists(of_category) & ~Exists(whole)) | Exists(_open(of_category, on)))
        & ~Exists(barred.filter(organisation=OuterRef("pk")))
    )


def able_at_all(on: date) -> Q:
    """Institutions of which one item at least may be taken on, as a condition; without items on record, unknown."""
    items = ScopeItem.objects.filter(institution=OuterRef("pk"))
    return ~Exists(items) | Exists(_open(items, on))


def closed(rows: Sequence[Institution], on: date) -> set[object]:
    """The keys of those institutions that have to stop every item, by one question."""
    listed = Institution.objects.filter(pk__in=[row.pk for row in rows])
    return set(listed.exclude(able_at_all(on)).values_list("pk", flat=True))


def closed_categories(row: Institution, on: date) -> set[str]:
    """The practice categories of an institution of which it may take nothing on a day, by one question."""
    codes = list(row.practice_codes)
    asked = {
        f"able_{place}": ExpressionWrapper(able(code, on), output_field=BooleanField())
        for place, code in enumerate(codes)
    }
    said = Institution.objects.filter(pk=row.pk).values(**asked).first() if asked else None
    return {code for place, code in enumerate(codes) if said is not None and not said[f"able_{place}"]}


def stopped_items(row: Institution, on: date) -> set[str]:
    """The categories of the items in force of an institution that have to stop on a day, or are barred."""
    items = ScopeItem.objects.filter(institution=row).in_force(on)
    taken = set(_open(ScopeItem.objects.filter(institution=row), on).values_list("category_id", flat=True))
    bars = list(Restriction.objects.of_practice().in_force(on).filter(organisation=row.pk))
    barred = {
        code for code in taken if any(not bar.categories or set(bar.categories) & set(lineage(code)) for bar in bars)
    }
    return (set(items.values_list("category_id", flat=True)) - taken) | barred


def _open(items: "QuerySet[ScopeItem]", on: date) -> "QuerySet[ScopeItem]":
    stops = _stops(on).filter(
        Q(category=OuterRef("category_id")) | Q(category=OuterRef("practice_code")),
        institution=OuterRef("institution"),
    )
    in_force = items.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)
    return in_force.annotate(duty=duty_met(on)).exclude(duty="missing").filter(~Exists(stops))


def _stops(on: date) -> "QuerySet[Lapse]":
    """Lapses that stop their item; accreditations are asked as of the day and not as the look last saw them."""
    stopping = [
        condition.value
        for condition, rule in rules_on(on).items()
        if rule.stops_item and condition is not Condition.ACCREDITATION
    ]
    return Lapse.objects.standing().filter(condition__in=stopping)
