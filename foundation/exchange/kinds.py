"""Kinds of sheets that can be imported. The owning app registers each with what only it knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.models import Correction, Import
from foundation.exchange.sheets.heading import Reported, Table
from foundation.exchange.sheets.mapping import MappedRows
from foundation.exchange.sheets.problems import Problem
from foundation.exchange.sheets.specs import SheetSpec


@dataclass(frozen=True, slots=True)
class Question:
    """A wording that several codes fit, or none; asked once. `key` is where the answer is put."""

    key: str
    wording: str
    hint: str
    candidates: tuple[str, ...]
    suggestion: str
    rows: int


@dataclass(slots=True)
class Outcome:
    """What a check found. `rows` are the valid rows in the kind's own form; `counts` names new, identical, changed."""

    rows: Sequence[Any]
    columns: frozenset[str]
    problems: Sequence[Problem]
    reported: Sequence[Reported]
    questions: Sequence[Question]
    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that says something else than the portal: old and new values of the fields that differ (JSON values)."""

    row: int
    target: UUID
    label: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]


@dataclass(slots=True)
class Loaded:
    """What loading did: rows written now, rows that were there already, rows that differ."""

    loaded: int = 0
    identical: int = 0
    differences: list[Difference] = field(default_factory=list)


Advance = Callable[[int], None]
"""Called inside the transaction of each chunk with the number of rows done; raises when the import was stopped."""


@dataclass(frozen=True)
class Words:
    """What the pages say about a kind, each a whole sentence or noun, so that it can be translated as one.

    `sheet` names the kind ("Case ledger"), `record` one row of it ("Case"), `template` the file to download;
    `new`, `loaded`, `identical` and `changed` stand under the figures of a check and of a load; `see` is the link to
    what was loaded; `records` counts them in a sentence ("cases").
    """

    sheet: Any
    record: Any
    template: Any
    about: Any
    new: Any
    loaded: Any
    see: Any


@dataclass(frozen=True)
class Change:
    """One field of a correction in words; empty text where there is no value.

    `private` values name people: they are read where somebody decides about one sheet, and on no list.
    """

    label: str
    old: str
    new: str
    private: bool = False


@dataclass(frozen=True)
class CorrectionRules:
    """How rows that say something else than the portal are decided.

    `take_over` writes the new values of a chunk inside the transaction of the caller, each with an event, and raises
    StaleState when a record changed since it was compared; `changes` tells them in words, in the same order; `page`
    is the address of a record.
    """

    verb: str
    take_over: Callable[[Sequence[Correction], Actor, str], None]
    changes: Callable[[Sequence[Correction]], Sequence[Sequence[Change]]]
    page: Callable[[UUID], str]


@dataclass(frozen=True)
class Touched:
    """A record that an undo leaves alone because something else happened to it since: its address and why it stays."""

    label: str
    url: str
    why: str


@dataclass(frozen=True)
class UndoRules:
    """How the records of an import loaded by mistake become void again by a counter-entry.

    `open` are the records nothing else happened to; `touched` tells the others (at most `limit`), `count_touched`
    counts them. `void` makes a chunk of open records void inside the transaction of the caller, each with an event,
    and returns how many.
    """

    verb: str
    open: Callable[[Import], "QuerySet[Any]"]
    touched: Callable[[Import, int], Sequence[Touched]]
    count_touched: Callable[[Import], int]
    void: Callable[[Import, Sequence[UUID], Actor, str], int]


@dataclass(frozen=True)
class ImportKind:
    """A kind of sheet: its columns and words, the verb that imports it, and how its rows are checked and loaded.

    `check` writes nothing; `load` writes in chunks, each in a durable transaction that calls `advance`; `created` are
    the records an import has written. A kind whose sheets belong to one institution gives `bodies`, those an actor may
    import for, and `whose`, which finds the one that a sheet names. `answers` are the codes a question can be answered
    with; `loaded_url` lists what an import loaded; `by_category` counts it for the printed report. `why_no_undo` says
    why a kind without `undo` has none; `position` orders kinds where one is chosen.
    """

    code: str
    label: Any
    verb: str
    spec: SheetSpec
    messages: Mapping[str, Message]
    words: Words
    check: Callable[[Import, MappedRows], Outcome]
    load: Callable[[Import, Outcome, Actor, Advance], Loaded]
    created: Callable[[Import], "QuerySet[Any]"]
    loaded_url: Callable[[UUID], str]
    corrections: CorrectionRules
    bodies: Callable[[AnyActor], "QuerySet[Organisation]"] | None = None
    whose: Callable[[Table, Mapping[str, int], Actor], Organisation | None] | None = None
    answers: Callable[[], Sequence[tuple[str, str]]] = tuple
    by_category: Callable[[Import], Sequence[tuple[str, int]]] = lambda _imported: ()
    undo: UndoRules | None = None
    why_no_undo: Any = ""
    position: int = 0


_registry: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind known. Apps call this when they are loaded; the same code twice is an error."""
    if _registry.get(kind.code, kind) is not kind:
        raise ValueError(f"The kind of import {kind.code} is registered twice.")
    _registry[kind.code] = kind


def known(code: str) -> ImportKind:
    """Return the kind. Raises KeyError for one that nobody registered."""
    return _registry[code]


def choices() -> list[tuple[str, Any]]:
    """Code and name of every kind, for filters."""
    return [(kind.code, kind.words.sheet) for kind in _in_order()]


def _in_order() -> list[ImportKind]:
    """The kinds as pages offer them."""
    return sorted(_registry.values(), key=lambda kind: kind.position)


def specs() -> dict[str, SheetSpec]:
    """The specification of every kind by its code."""
    return {kind.code: kind.spec for kind in _registry.values()}


def importable(actor: AnyActor) -> list[ImportKind]:
    """The kinds whose sheets the actor may import, as pages offer them."""
    return [kind for kind in _in_order() if actor.may(kind.verb)]


def seen(actor: AnyActor) -> list[ImportKind]:
    """The kinds whose imports the actor may see: those he may import, and those whose corrections he decides."""
    return [kind for kind in _in_order() if actor.may(kind.verb) or actor.may(kind.corrections.verb)]
