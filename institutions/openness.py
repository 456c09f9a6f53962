"""Whether institutions take new entrustments in a category, as conditions for all of them at once.

The gate of acceptance judges one entrustment (`cases.gate`); lists, the public register and the way to the nearest
institution ask the same of many: items of the licence, compulsory accreditations and restrictions as of the day, and
items that have to stop for want of a standing condition as the nightly look last saw them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

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


@dataclass(frozen=True)
class Taken:
    """What one institution takes on a day: its items in force, each with whether it is taken, and its bars."""

    items: Mapping[str, bool]
    practices: Mapping[str, str]
    bars: Sequence[Restriction]

    def takes(self, category: str) -> bool:
        """Whether an item in force is taken: neither stopped nor barred."""
        return self.items[category] and not self._is_barred(category)

    def is_closed(self, practice: str) -> bool:
        """Whether a practice category is barred, or has items in force of which none is taken."""
        items = [self.takes(code) for code, within in self.practices.items() if within == practice]
        return self._is_barred(practice) or (bool(items) and not any(items))

    @property
    def stops_all(self) -> bool:
        """Whether there are items in force and every one has to stop; bars are told by themselves."""
        return bool(self.items) and not any(self.items.values())

    def _is_barred(self, category: str) -> bool:
        return any(not bar.categories or set(bar.categories) & set(lineage(category)) for bar in self.bars)


def taken(row: Institution, bars: Sequence[Restriction], on: date) -> Taken:
    """Return what an institution takes on a day, by one question; `bars` are its restrictions of that day."""
    items = ScopeItem.objects.filter(institution=row)
    found = items.in_force(on).annotate(taken=Exists(_open(items, on).filter(pk=OuterRef("pk"))))
    rows = list(found.values_list("category_id", "practice_code", "taken"))
    return Taken({code: said for code, _practice, said in rows}, {code: of for code, of, _said in rows}, bars)


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
