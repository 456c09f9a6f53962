"""What a licence and an accreditation cover: one question asked of the tree of categories.

A node covers itself and everything below it. An entrustment may name a node above those that a licence lists;
then the tree alone cannot say whether the matter lies within them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.statements import Statement
from foundation.desk import formats
from foundation.desk.detail.page import Standing
from foundation.law import queries as law
from foundation.law.models import Category, Ground
from institutions.models import Accreditation, Institution, ScopeItem
from institutions.registered import licence_on

COMPULSORY: Final = "accreditation_compulsory"


_ITEMS: Final[Statement[ScopeItem]] = Statement(
    lambda institution, practice: ScopeItem.objects.filter(institution=institution, practice_code=practice)
)


class Fit(Enum):
    """How a category lies to the nodes that something covers."""

    WITHIN = "within"
    WIDER = "wider"
    OUTSIDE = "outside"


def fit(category: str, codes: Iterable[str]) -> Fit:
    """Say whether a category lies within the nodes `codes`, is wider than some of them, or lies outside."""
    known = set(codes)
    if known.intersection(law.lineage(category)):
        return Fit.WITHIN
    return Fit.WIDER if any(category in law.lineage(code) for code in known) else Fit.OUTSIDE


def named(codes: Iterable[str]) -> str:
    """Return categories in words, one after the other, in the order of the official documents."""
    every = law.categories()
    return formats.listed(every[code].name if code in every else code for code in sorted(codes))


@dataclass(frozen=True)
class ScopeFound:
    """What the licence says about a category on a day. `fit` is None where only practice categories are on file."""

    fit: Fit | None
    items: tuple[str, ...] = ()


def scope_on(institution: Institution, category: Category, on: date) -> ScopeFound:
    """Compare a category with the items of the licence on a day (程序通则 art. 15(1)).

    Outside the practice categories nothing is asked further. Where no item of the practice category was ever entered,
    the portal knows no more than the practice category.
    """
    if category.practice_code not in licence_on(institution, on).practice_codes:
        return ScopeFound(Fit.OUTSIDE)
    rows = _ITEMS.rows(institution=institution.pk, practice=category.practice_code)
    if not rows:
        return ScopeFound(None)
    held = tuple(
        row.category_id for row in rows if row.valid_from <= on and (row.valid_until is None or on <= row.valid_until)
    )
    return ScopeFound(fit(category.code, held), held)


@dataclass(frozen=True)
class Duty:
    """That accreditation is compulsory for a category: of which kinds one suffices, by which source."""

    kinds: tuple[str, ...]
    article: str
    to_be_confirmed: bool


def duty_of(category: str, on: date) -> Duty | None:
    """Return the duty of accreditation of a category on a day, from the dated list; None where there is none."""
    return _duty_among(law.entries(COMPULSORY, on), law.lineage(category))


def duties_on(on: date) -> dict[str, Duty]:
    """Return the duties of all categories that have one on a day, as `duty_of` says them one by one."""
    rows, every, found = law.entries(COMPULSORY, on), law.categories(), {}
    for code in every:
        line, above = [], every.get(code)
        while above is not None:
            line.append(above.code)
            above = every.get(above.parent_id or "")
        duty = _duty_among(rows, line)
        if duty is not None:
            found[code] = duty
    return found


def _duty_among(rows: Iterable[Ground], line: Sequence[str]) -> Duty | None:
    row = next((row for row in rows if row.details.get("category") in line), None)
    if row is None:
        return None
    kinds = tuple(str(row.details.get("kinds", "")).split())
    return Duty(kinds, row.source_text, row.to_be_confirmed)


@dataclass(frozen=True)
class AccreditationFound:
    """What the accreditations of an institution say about a category; `lapsed` is the last one that covered it."""

    fit: Fit
    covers: tuple[str, ...] = ()
    lapsed: Accreditation | None = None


def accreditation_on(institution: Institution, category: str, kinds: Sequence[str], on: date) -> AccreditationFound:
    """Compare a category with the accreditations of the given kinds that an institution holds on a day."""
    rows = list(Accreditation.objects.filter(institution=institution, kind__in=kinds).order_by("-valid_until"))
    holding = [row for row in rows if holds(row, on)]
    covers = tuple(dict.fromkeys(code for row in holding for code in row.covers))
    found = fit(category, covers)
    lapsed = None
    if found is not Fit.WITHIN:
        gone = (row for row in rows if row.valid_from <= on and not holds(row, on))
        lapsed = next((row for row in gone if fit(category, row.covers) is not Fit.OUTSIDE), None)
    return AccreditationFound(found, covers, lapsed)


def holds(row: Accreditation, on: date) -> bool:
    """Whether an accreditation holds on a day."""
    return row.valid_from <= on <= row.valid_until and (row.ended_on is None or on < row.ended_on)


def last_day(row: Accreditation) -> date:
    """The last day on which an accreditation held or holds."""
    return row.valid_until if row.ended_on is None else min(row.valid_until, row.ended_on - timedelta(days=1))


def standing_of(row: Accreditation, on: date | None = None) -> Standing:
    """The state of an accreditation on a day (today where none is given), in words and as a shape."""
    on = on or timezone.localdate()
    if holds(row, on):
        return Standing("ok", _("In force"))
    if row.valid_from > on:
        return Standing("hold", _("Not in force yet"))
    if row.ended_on is not None:
        return Standing("void", _("Ended early"))
    return Standing("late", _("Has run out"))


def stopped_by_end(row: Accreditation, practices: Iterable[str]) -> list[str]:
    """Return what an accreditation that ended early leaves without a compulsory one: items of the licence.

    `practices` are the practice categories of the licence; one without items on record counts as an item itself.
    """
    day = row.ended_on
    if day is None or day > row.valid_until:
        return []
    items = list(ScopeItem.objects.filter(institution=row.institution_id))
    listed = {each.category_id for each in items if each.valid_from <= day <= (each.valid_until or day)}
    listed |= set(practices) - {each.practice_code for each in items}
    kept = [each for each in Accreditation.objects.filter(institution=row.institution_id) if holds(each, day)]
    duties = duties_on(day)

    def stops(code: str) -> bool:
        kinds = duties[code].kinds if code in duties else ()
        covered = any(fit(code, each.covers) is not Fit.OUTSIDE for each in kept if each.kind in kinds)
        return row.kind in kinds and fit(code, row.covers) is not Fit.OUTSIDE and not covered

    return sorted(code for code in listed if stops(code))


def methods_accredited(institution: UUID, category: str, on: date) -> frozenset[str] | None:
    """The numbers of methods by which an institution may appraise a category for which accreditation is compulsory.

    Those that the annexes of the accreditations name which cover the category on a day. None where none is compulsory,
    or where no annex is on record: then nothing is known of methods.
    """
    duty = duty_of(category, on)
    if duty is None:
        return None
    rows = Accreditation.objects.in_force(on).filter(institution=institution, kind__in=duty.kinds)
    found = [method for row in rows if fit(category, row.covers) is not Fit.OUTSIDE for method in row.methods]
    return frozenset(found) or None
