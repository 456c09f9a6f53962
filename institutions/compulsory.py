"""Items of licences for which accreditation is compulsory, as conditions that a database can answer for all of them.

The rule for one category stands in `covering`: the dated list says whether accreditation is compulsory, and one
accreditation must cover the item or something above it. An accreditation of a part of the item is not enough.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from institutions.covering import duties_on
from institutions.models import Accreditation

# The tree of categories has four levels (rules.md, section 5): an item and what stands above it.
LINEAGE: Final = ("category", "category__parent", "category__parent__parent", "category__parent__parent__parent")


def compulsory_items(today: date) -> Q:
    """The items in force of licences in force for which the list of the day demands accreditation."""
    return _in_force(today) & Q(category_id__in=[code for codes in _by_kinds(today).values() for code in codes])


def accredited_items(today: date) -> Q:
    """Of these, the items that an accreditation of their institution, of a kind that suffices, covers on the day."""
    covered = Q()
    for kinds, codes in _by_kinds(today).items():
        held = Accreditation._base_manager.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=today),
            institution=OuterRef("institution"),
            kind__in=kinds,
            valid_from__lte=today,
            valid_until__gte=today,
            covers__overlap=[OuterRef(name) for name in LINEAGE],
        )
        covered |= Q(category_id__in=codes) & Q(Exists(held))
    return _in_force(today) & covered


def duty_met(today: date) -> Case:
    """Of each item: `held` where a compulsory accreditation is in force, `missing` where it is not, empty otherwise."""
    return Case(
        When(accredited_items(today), then=Value("held")),
        When(compulsory_items(today), then=Value("missing")),
        default=Value(""),
    )


def _in_force(today: date) -> Q:
    """Items that hold today, of licences that hold: past its last day one holds while a renewal is undecided."""
    held = Q(institution__licence_until__gte=today) | Q(institution__renewal_pending_since__isnull=False)
    listed = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    return Q(valid_from__lte=today) & listed & held & ~Q(institution__status="ended")


def _by_kinds(today: date) -> Mapping[Sequence[str], Sequence[str]]:
    """The categories with a duty of accreditation on the day, by the kinds of which one suffices."""
    found: dict[Sequence[str], list[str]] = defaultdict(list)
    for code, duty in duties_on(today).items():
        found[duty.kinds].append(code)
    return found or {("",): ("",)}  # a day without any duty: no item
