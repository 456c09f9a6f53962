"""Kinds of sheets that can be imported. The owning app registers each with what only it knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from foundation.accounts.models import Organisation
from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.models import Import
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
class ImportKind:
    """A kind of sheet: its columns and words, the verb that imports it, and how its rows are checked and loaded.

    `whose` finds the institution a sheet names, for uploads by officers who did not choose one; `check`
    writes nothing; `load` writes in chunks, each in a durable transaction that calls `advance`; `page` is the
    address of an import.
    """

    code: str
    label: Any
    verb: str
    spec: SheetSpec
    messages: Mapping[str, Message]
    whose: Callable[[Table, Mapping[str, int], Actor], Organisation | None]
    check: Callable[[Import, MappedRows], Outcome]
    load: Callable[[Import, Outcome, Actor, Advance], Loaded]
    page: Callable[[UUID], str]


_registry: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind known. Apps call this when they are loaded; the same code twice is an error."""
    if _registry.get(kind.code, kind) is not kind:
        raise ValueError(f"The kind of import {kind.code} is registered twice.")
    _registry[kind.code] = kind


def known(code: str) -> ImportKind:
    """Return the kind. Raises KeyError for one that nobody registered."""
    return _registry[code]
