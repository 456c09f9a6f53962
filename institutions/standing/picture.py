"""What is on record about an institution, as plain values: the picture over which its standing conditions are judged.

Filled by `governance.standing.gathering` from the rows of several apps. A what-if is the same picture with one value
changed, so that nothing is judged twice by different rules.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from foundation.law import queries as law
from institutions.covering import Fit, fit

DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From a first to a last day, both included; without a last day it goes on."""

    first: date
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Whether a day lies within."""
        return self.first <= on and (self.last is None or on <= self.last)

    def cut(self, from_day: date) -> "Span | None":
        """Return what is left of it before a day; None where nothing is."""
        if from_day <= self.first:
            return None
        last = from_day - DAY
        return self if self.last is not None and self.last <= last else Span(self.first, last)

    @property
    def turns(self) -> Iterator[date]:
        """The days on which something changes by it."""
        yield self.first
        if self.last is not None:
            yield self.last + DAY


@dataclass(frozen=True)
class Barred:
    """A restriction of a person or of the institution; no categories means the whole practice."""

    span: Span
    categories: tuple[str, ...] = ()

    def against(self, category: str, on: date) -> bool:
        """Whether it bars a category wholly on a day; a bar on something within it leaves the rest open."""
        bars = not self.categories or fit(category, self.categories) is Fit.WITHIN
        return bars and self.span.holds(on)


@dataclass(frozen=True)
class Practitioner:
    """An appraiser: when he practises here, his certificate, its categories, whether full-time (None: not on record).

    A certificate whose renewal was asked in time and is undecided has no last day (许可法 art. 50(2)).
    """

    key: UUID
    name: str
    practice_codes: tuple[str, ...]
    full_time: bool | None
    here: tuple[Span, ...]
    certificate: Span
    bars: tuple[Barred, ...] = ()

    def practises(self, on: date) -> bool:
        """Whether he may practise here at all on a day."""
        held = self.certificate.holds(on) and any(span.holds(on) for span in self.here)
        return held and not any(not bar.categories and bar.span.holds(on) for bar in self.bars)

    def works_in(self, category: str, practice: str, on: date) -> bool:
        """Whether he may work in a category of a practice category here on a day."""
        return (
            practice in self.practice_codes
            and self.certificate.holds(on)
            and any(span.holds(on) for span in self.here)
            and not any(bar.against(category, on) for bar in self.bars)
        )


@dataclass(frozen=True)
class Item:
    """An item of the licence, as deep as the licence says (decisions.md 42)."""

    category: str
    practice: str
    span: Span


@dataclass(frozen=True)
class Certificate:
    """A certificate of accreditation: kind, what it covers, how long it holds."""

    key: UUID
    number: str
    kind: str
    covers: tuple[str, ...]
    span: Span


@dataclass(frozen=True)
class Tool:
    """An instrument: what it serves, whether it may be used on a day, and the days on which that may change."""

    categories: tuple[str, ...]
    fit_on: Callable[[date], bool]
    turns: tuple[date, ...] = ()


@dataclass(frozen=True)
class Manager:
    """Who is quality manager of a practice category, since when and until when."""

    practice: str
    person: UUID
    span: Span


@dataclass(frozen=True)
class Place(Span):
    """Premises: from when to when they may be used, and where they are."""

    address: str = ""

    def is_at(self, seat: str) -> bool:
        """Whether it may be the same place: written alike, or the one with city and county and the other without."""
        here, there = _plain(self.address), _plain(seat)
        return here.endswith(there) or there.endswith(here)


@dataclass(frozen=True)
class Picture:
    """What is on record about one institution.

    `items` are those that its licence ever listed; `practices` its practice categories: one without items on record
    counts as an item itself. `seat` is the registered address, `last_accepted` the day of the last case
    accepted, `head` the name of the head.
    """

    key: UUID
    licence_from: date
    practices: tuple[str, ...]
    ended: bool = False
    items: tuple[Item, ...] = ()
    people: tuple[Practitioner, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    tools: tuple[Tool, ...] = ()
    managers: tuple[Manager, ...] = ()
    bars: tuple[Barred, ...] = ()
    premises: tuple[Place, ...] = ()
    seat: str = ""
    last_accepted: date | None = None
    head: str = ""
    turns: tuple[date, ...] = field(default=(), init=False, compare=False)
    told: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Reckon once on which days something changes; `told` keeps what was judged of a day, which stays true."""
        object.__setattr__(self, "turns", tuple(sorted(set(_turns(self)))))

    def items_on(self, on: date) -> list[Item]:
        """Return the items in force on a day, in the order of the official documents."""
        if self.ended:
            return []
        listed = {item.practice for item in self.items}
        whole = [Item(code, code, Span(self.licence_from)) for code in self.practices if code not in listed]
        return sorted((item for item in (*self.items, *whole) if item.span.holds(on)), key=lambda item: item.category)

    def practices_on(self, on: date) -> list[str]:
        """Return the practice categories of the items in force on a day."""
        return sorted({item.practice for item in self.items_on(on)})

    def without(self, person: UUID, from_day: date) -> "Picture":
        """Return the picture as it is if a person does not practise here any more from a day on."""
        return replace(self, people=tuple(_leaving(self.people, person, from_day)))

    def lapsed(self, certificate: UUID, from_day: date) -> "Picture":
        """Return the picture as it is if a certificate of accreditation does not hold any more from a day on."""
        kept = []
        for each in self.certificates:
            span = each.span.cut(from_day) if each.key == certificate else each.span
            if span is not None:
                kept.append(replace(each, span=span))
        return replace(self, certificates=tuple(kept))


def _leaving(people: Iterable[Practitioner], person: UUID, from_day: date) -> Iterator[Practitioner]:
    for each in people:
        if each.key != person:
            yield each
        else:
            here = tuple(span for span in (span.cut(from_day) for span in each.here) if span is not None)
            yield replace(each, here=here)


def _turns(picture: Picture) -> Iterator[date]:
    yield picture.licence_from
    for item in picture.items:
        yield from item.span.turns
    for person in picture.people:
        for span in (*person.here, person.certificate, *(bar.span for bar in person.bars)):
            yield from span.turns
    for place in picture.premises:
        yield from place.turns
    for certificate in picture.certificates:
        yield from certificate.span.turns
    for tool in picture.tools:
        yield from tool.turns
    for manager in picture.managers:
        yield from manager.span.turns
    for bar in picture.bars:
        yield from bar.span.turns


def _plain(address: str) -> str:
    return "".join(unicodedata.normalize("NFKC", address).split())


def within(category: str, codes: Iterable[str]) -> bool:
    """Whether a category lies at or below one of some nodes."""
    return bool(set(codes).intersection(law.lineage(category)))
