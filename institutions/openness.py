"""Whether institutions take new entrustments in a category, as conditions for all of them at once.

The gate of acceptance judges one entrustment (`cases.gate`); lists, the public register and the way to the nearest
institution ask the same of many: items of the licence, compulsory accreditations, restrictions, and the appraisers who
may work in an item, all as of the day. Nothing waits for the nightly look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from foundation.audit.remembering import remembered
from foundation.law.queries import lineage, practice_categories
from institutions.compulsory import LINEAGE, duty_met
from institutions.covering import duty_of
from institutions.models import Accreditation, Institution, Lapse, Restriction, ScopeItem
from institutions.staffing import staffed
from institutions.standing.conditions import rules_on
from institutions.standing.kinds import Condition

ASKED_OF_THE_DAY: Final = (Condition.ACCREDITATION, Condition.THIRD_APPRAISER)


def able(category: str, on: date, among: Sequence[UUID] = ()) -> Q:
    """Institutions that may take something of a practice category on a day, as a condition.

    The licence names the category, and one item of it at least is neither barred nor has to stop, lacks no compulsory
    accreditation and has its appraisers; where no items were ever entered, the same is asked of the category
    (`covering.scope_on`).
    """
    items = _items(among).filter(practice_code=category)
    return Q(practice_codes__contains=[category]) & (Q(Exists(_open(items, on))) | _whole(category, on))


def able_at_all(on: date, among: Sequence[UUID] = ()) -> Q:
    """Institutions that may take something of some category on a day, as a condition; of a few only if keys are given.

    The database works the items out for all institutions at once: whoever asks about a few has to say of which.
    """
    found = Q(Exists(_open(_items(among), on)))
    for row in practice_categories():
        found |= Q(practice_codes__contains=[row.code]) & _whole(row.code, on)
    return found


def keys_of_able(category: str, on: date) -> Sequence[UUID]:
    """The keys of all institutions that may take something of a category, or of any, asked once a request.

    A page of the register asks it of its rows, their number and the counts of cities: at national size (4,000
    institutions) the condition costs more than everything else on the page, and a list of keys costs nothing.
    """

    def ask() -> Sequence[UUID]:
        condition = able(category, on) if category else able_at_all(on)
        return list(Institution.objects.published().may_accept(on).filter(condition).values_list("pk", flat=True))

    return remembered(("able", category, on), ask)


def closed(rows: Sequence[Institution], on: date) -> set[object]:
    """The keys of those institutions that may take nothing at all, by one question."""
    keys = [row.pk for row in rows]
    return set(Institution.objects.filter(pk__in=keys).exclude(able_at_all(on, keys)).values_list("pk", flat=True))


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
    asked = {name: _said(able(code, on, [row.pk])) for name, code in codes.items()}
    said = (
        Institution.objects.filter(pk=row.pk)
        .annotate(
            listed=ArraySubquery(items.in_force(on).values("category_id")),
            taken=ArraySubquery(_open(items, on).values("category_id")),
            something=_said(able_at_all(on, [row.pk])),
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


def taken_by(keys: Sequence[UUID], practices: Sequence[str], on: date) -> dict[UUID, set[str]]:
    """Return what institutions take of practice categories on a day: items, and categories without items on record.

    By two questions for all of them, however many they are.
    """
    found: dict[UUID, set[str]] = {key: set() for key in keys}
    if not keys or not practices:
        return found
    open_items = _open(ScopeItem.objects.filter(institution__in=keys, practice_code__in=practices), on)
    for key, code in open_items.values_list("institution", "category"):
        found[key].add(code)
    asked = {f"whole_{place}": _said(_whole(code, on)) for place, code in enumerate(practices)}
    for row in Institution.objects.filter(pk__in=keys).annotate(**asked).values("pk", "practice_codes", *asked):
        found[row["pk"]].update(
            code for place, code in enumerate(practices) if row[f"whole_{place}"] and code in row["practice_codes"]
        )
    return found


def _items(among: Sequence[UUID]) -> "QuerySet[ScopeItem]":
    items = ScopeItem.objects.filter(institution=OuterRef("pk"))
    return items.filter(institution__in=among) if among else items


def _said(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _whole(category: str, on: date) -> Q:
    """A category of which no item was ever entered and that nothing stops or bars as a whole.

    Where accreditation is compulsory for all of it, one of something within it is needed at least.
    """
    items = ScopeItem.objects.filter(institution=OuterRef("pk"), practice_code=category)
    stops = _stops(on).filter(institution=OuterRef("pk"), category=category)
    bars = Restriction.objects.of_practice().in_force(on).barring(lineage(category))
    people = staffed(OuterRef("pk"), category, lineage(category), on)
    free = Q(~Exists(items), ~Exists(stops), ~Exists(bars.filter(organisation=OuterRef("pk")))) & people
    duty = duty_of(category, on)
    if duty is None:
        return free
    held = Accreditation.objects.in_force(on).covering(category).filter(kind__in=duty.kinds)
    return free & Q(Exists(held.filter(institution=OuterRef("pk"))))


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
    above = [OuterRef(OuterRef(name)) for name in LINEAGE]  # asked of each bar of each appraiser of the item
    people = staffed(OuterRef("institution"), OuterRef("practice_code"), above, on)
    kept = in_force.annotate(duty=duty_met(on)).exclude(duty="missing")
    return kept.filter(~Exists(stops), ~Exists(bars)).filter(people)


def _stops(on: date) -> "QuerySet[Lapse]":
    """Lapses of conditions that stop their item and that are not asked as of the day: at present there are none."""
    stopping = [
        condition.value
        for condition, rule in rules_on(on).items()
        if rule.stops_item and condition not in ASKED_OF_THE_DAY
    ]
    return Lapse.objects.standing().filter(condition__in=stopping)
