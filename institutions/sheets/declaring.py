"""What one kind of sheet of records declares: whose rows they are, how a record is found, recorded and corrected."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model

from foundation.audit.actors import Actor
from foundation.exchange.cells.faults import Message
from foundation.exchange.kinds import Words
from foundation.exchange.sheets.specs import SheetSpec
from institutions.models import Institution
from institutions.roster.comparing import Register

Note = Callable[[str, str, str], None]
"""Notes a problem of the row at a column: column, code, detail."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A valid row: its number in Excel, who or what it belongs to, and its values by column."""

    row: int
    owner: Any
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """Within what a sheet is read: the institution that brings it, or the city of the organ; and its memory."""

    own: Institution | None = None
    area: str = ""
    register: Register = field(default_factory=Register.of_today)
    memo: dict[Any, Any] = field(default_factory=dict)

    def once(self, key: Any, read: Callable[[], Any]) -> Any:
        """What `read` answers, asked once a sheet."""
        if key not in self.memo:
            self.memo[key] = read()
        return self.memo[key]


class RecordSheet(ABC):
    """One kind of sheet whose rows are records, written and corrected by the verbs of their pages.

    Nothing is judged here: a dry run does what a load does and takes it back, so that the rules of the verbs object.
    `of_institution` says that an institution brings its own sheet (else an organ brings one of many). `identity` are
    the columns that make a record known, in the order in which a repeated row is told; `order` the column by which
    rows of one owner are recorded. `columns_of` names the column for fields of findings that are called otherwise.
    """

    code: ClassVar[str]
    label: ClassVar[Any]
    verb: ClassVar[str]
    model: ClassVar[type[Model]]
    spec: ClassVar[SheetSpec]
    words: ClassVar[Words]
    position: ClassVar[int]
    route: ClassVar[str]
    of_institution: ClassVar[bool] = True
    identity: ClassVar[tuple[str, ...]]
    compared: ClassVar[tuple[str, ...]]
    order: ClassVar[str] = ""
    columns_of: ClassVar[Mapping[str, str]] = {}
    messages: ClassVar[Mapping[str, Message]] = {}

    def settle(self, values: dict[str, Any], seen: Seen, note: Note) -> Any:
        """Return whom a row belongs to, and put into its values what its words mean; None with a note."""
        return house(values, seen, note)

    @abstractmethod
    def known(self, entries: Iterable[Entry]) -> Mapping[Hashable, Any]:
        """Return the records on file that entries speak about, by `key`; a fixed number of questions."""

    @abstractmethod
    def told(self, stored: Any) -> Mapping[str, Any]:
        """Return what is on file of a record, by the compared columns, as `settle` leaves values of a row."""

    @abstractmethod
    def record(self, entry: Entry, by: Actor) -> Any:
        """Record a row by the verb of its page, and return the record. Raises RuleBroken, NotAllowed."""

    @abstractmethod
    def correct(self, stored: Any, values: Mapping[str, Any], by: Actor, reason: str) -> None:
        """Write other values of some columns by a verb. Raises RuleBroken, StaleState, NotAllowed."""

    @abstractmethod
    def stored(self, keys: Iterable[UUID]) -> Mapping[UUID, Any]:
        """Return records by their keys, locked for a correction."""

    @abstractmethod
    def page(self, key: UUID) -> str:
        """The address of a record."""

    def key(self, entry: Entry) -> Hashable:
        """What the record of a row is known by."""
        return (entry.owner.pk, *(entry.values[name] for name in self.identity))

    def shown(self, name: str, value: Any) -> str | None:
        """Return a value of a column in words, where it is not plain; None leaves it to the kit."""
        return None

    def called(self, owner: Any, stored: Any) -> str:
        """How a record is called where corrections are decided."""
        return f"{owner} {stored}"

    def differences(self, entry: Entry, stored: Any) -> dict[str, tuple[Any, Any]]:
        """What a row says differently from the register: column → (on file, said). An empty cell says nothing."""
        on_file = self.told(stored)
        return {
            name: (on_file[name], said)
            for name in self.compared
            if (said := entry.values.get(name)) not in (None, "", ()) and _plain(said) != _plain(on_file[name])
        }


def house(values: Mapping[str, Any], seen: Seen, note: Note, column: str = "institution") -> Institution | None:
    """The institution that a row names by name or licence number; without one, that which brings the sheet."""
    text = values.get(column) or ""
    if not text:
        if seen.own is None:
            note(column, "missing", "")
        return seen.own
    named = seen.register.by_name.get(text, [])
    found = seen.register.by_number.get(text.upper()) or (named[0] if len(named) == 1 else None)
    if found is None:
        note(column, "institution_ambiguous" if named else "institution_unknown", "")
    elif seen.own is not None and found.pk != seen.own.pk:
        note(column, "another_institution", "")
    elif seen.area and found.city_code != seen.area:
        note(column, "outside_area", "")
    else:
        return found
    return None


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value
