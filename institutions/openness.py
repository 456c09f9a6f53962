"""Whether institutions take new entrustments in a category, as conditions for all of them at once.

The gate of acceptance judges one entrustment (`cases.gate`); lists, the public register and the way to the nearest
institution ask the same of many: items of the licence, compulsory accreditations and restrictions as of the day, and
items that have to stop for want of a standing condition as the nightly look last saw them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from foundation.law.queries import lineage, practice_categories
from institutions.compulsory import LINEAGE, duty_met
from institutions.models import Institution, Lapse, Restriction, ScopeItem
from institutions.standing.conditions import rules_on
from institutions.standing.kinds import Condition


def able(category: str, on: date) -> Q:
    """Institutions that may take something of a practice category on a day, as a condition.

    The licence names the category, and one item of it at least is neither barred nor has to stop nor lacks a compulsory
    accreditation; where no items were ever entered, the same is asked of the category (`covering.scope_on`).
    """
    items = ScopeItem.objects.filter(institution=OuterRef("pk"), practice_code=category)
    return Q(practice_codes__contains=[category]) & (Q(Exists(_open(items, on))) | _whole(category, on))


def able_at_all(on: date) -> Q:
    """Institutions that may take something of some category on a day, as a condition."""
    items = ScopeItem.objects.filter(institution=OuterRef("pk"))
    found = Q(Exists(_open(items, on)))
    for row in practice_categories():
        found |= Q(practice_codes__contains=[row.code]) & _whole(row.code, on)
    return found


def closed(rows: Sequence[Institution], on: date) -> set[object]:
    """The keys of those institutions that may take nothing at all, by one question."""
    listed = Institution.objects.filter(pk__in=[row.pk for row in rows])
    return set(listed.exclude(able_at_all(on)).values_list("pk", flat=True))


@dataclass(frozen=True)
class Taken:
    """What one institution takes on a day: its items in force, those of them and the categories that are taken."""

    listed: frozenset[str]
    items: frozenset[str]
    categories: frozenset[str]
    nothing: bool

    @property
    def stopped(self) -> frozenset[str]:
        """Items in force of which nothing is taken at present."""
        return self.listed - self.items


def taken(row: Institution, on: date) -> Taken:
    """Return what an institution takes on a day, by one question and by the conditions above."""
    items = ScopeItem.objects.filter(institution=OuterRef("pk"))
    codes = {f"able_{place}": code for place, code in enumerate(row.practice_codes)}
    asked = {name: _said(able(code, on)) for name, code in codes.items()}
    said = (
        Institution.objects.filter(pk=row.pk)
        .annotate(
            listed=ArraySubquery(items.in_force(on).values("category_id")),
            taken=ArraySubquery(_open(items, on).values("category_id")),
            something=_said(able_at_all(on)),
            **asked,
        )
        .values("listed", "taken", "something", *asked)
        .get()
    )
    return Taken(
        frozenset(said["listed"]),
        frozenset(said["taken"]),
        frozenset(code for name, code in codes.items() if said[name]),
        not said["something"],
    )


def _said(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _whole(category: str, on: date) -> Q:
    """A category of which no item was ever entered, and that nothing stops or bars as a whole."""
    items = ScopeItem.objects.filter(institution=OuterRef("pk"), practice_code=category)
    stops = _stops(on).filter(institution=OuterRef("pk"), category=category)
    bars = Restriction.objects.of_practice().in_force(on).barring(lineage(category))
    return Q(~Exists(items), ~Exists(stops), ~Exists(bars.filter(organisation=OuterRef("pk"))))


def _open(items: "QuerySet[ScopeItem]", on: date) -> "QuerySet[ScopeItem]":
    """Of items those in force that nothing stops or bars, themselves or what is above them."""
    stops = _stops(on).filter(
        Q(category=OuterRef("category_id")) | Q(category=OuterRef("practice_code")),
        institution=OuterRef("institution"),
    )
    bars = (
        Restriction.objects.of_practice()
        .in_force(on)
        .filter(
            Q(categories=[]) | Q(categories__overlap=[OuterRef(name) for name in LINEAGE]),
            organisation=OuterRef("institution"),
        )
    )
    in_force = items.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)
    return in_force.annotate(duty=duty_met(on)).exclude(duty="missing").filter(~Exists(stops), ~Exists(bars))


def _stops(on: date) -> "QuerySet[Lapse]":
    """Lapses that stop their item; accreditations are asked as of the day and not as the look last saw them."""
    stopping = [
        condition.value
        for condition, rule in rules_on(on).items()
        if rule.stops_item and condition is not Condition.ACCREDITATION
    ]
    return Lapse.objects.standing().filter(condition__in=stopping)
