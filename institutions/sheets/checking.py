"""The dry run of a sheet of records: cells, then rows with each other, then each row by the rules of its verb."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.audit.once import taken_back
from foundation.exchange.kinds import Outcome
from foundation.exchange.sheets.checking import ColumnCheck
from foundation.exchange.sheets.mapping import MappedRows
from institutions.sheets.declaring import Entry, RecordSheet, Seen
from institutions.sheets.messages import OTHER, SHARED

AT_ONCE: Final = 100
"""Rows tried in one transaction."""


def check_records(sheet: RecordSheet, mapped: MappedRows, seen: Seen, by: Actor) -> Outcome:
    """Check all rows at once; every problem of a row is noted, and nothing is kept of what was tried."""
    return _Check(sheet, mapped, seen, by).run()


def ordered(sheet: RecordSheet, entries: Iterable[Entry]) -> list[Entry]:
    """Rows in the order in which they are recorded: by owner, and within one by the day that the kind names."""
    by_row = sorted(entries, key=lambda entry: entry.row)
    if sheet.order:
        by_row.sort(key=lambda entry: entry.values[sheet.order])
    return sorted(by_row, key=lambda entry: str(entry.owner.pk))


def _pieces(groups: Iterable[list[Entry]]) -> Iterator[list[Entry]]:
    """Rows of one owner, so many at a time: whoever else acts on the institution waits for no more than these."""
    for group in groups:
        for start in range(0, len(group), AT_ONCE):
            yield group[start : start + AT_ONCE]


class _Check:
    """One run over one sheet."""

    def __init__(self, sheet: RecordSheet, mapped: MappedRows, seen: Seen, by: Actor) -> None:
        self.sheet, self.seen, self.by = sheet, seen, by
        self.messages = {**SHARED, **sheet.messages}
        self.cells = ColumnCheck(mapped, sheet.spec, self.messages)
        self.places: dict[int, int] = {}

    def run(self) -> Outcome:
        """Read, compare, try."""
        cells, sheet = self.cells, self.sheet
        read = [self._entry(position) for position in range(cells.count)]
        whole = [entry if at not in cells.faulty else None for at, entry in enumerate(read)]
        for positions in cells.repeated([repr(sheet.key(entry)) if entry else "" for entry in whole]):
            cells.add_repeated(positions, sheet.identity[-1], "repeated")
        entries = [entry for at in cells.sound() if (entry := read[at]) is not None]
        self.places = {entry.row: at for at, entry in enumerate(read) if entry is not None}
        counts = self._tried(entries)
        return Outcome(
            rows=[entry for entry in ordered(sheet, entries) if self.places[entry.row] not in cells.faulty],
            columns=frozenset(cells.mapped.columns),
            problems=cells.sorted_problems(),
            reported=[],
            questions=[],
            counts=counts,
            total=cells.count,
        )

    def _entry(self, position: int) -> Entry | None:
        cells, values = self.cells, self.cells.row(position)
        owner = self.sheet.settle(values, self.seen, partial(self._note, position))
        for column in self.sheet.spec.columns:
            empty = values.get(column.name) in (None, "", ())
            if column.required and empty and cells.was_read(position, column.name):
                cells.add(position, column.name, "missing")
        return Entry(cells.numbers[position], owner, values) if owner is not None else None

    def _note(self, position: int, column: str, code: str, detail: str = "") -> None:
        """Note what is wrong; what was said about a cell is not called missing besides."""
        self.cells.add(position, column, code, detail)
        self.cells.unread.setdefault(column, set()).add(position)

    def _tried(self, entries: list[Entry]) -> dict[str, int]:
        """Do what a load would do, owner by owner, and take it back; count what is new, the same, other."""
        counts = {"new": 0, "identical": 0, "changed": 0}
        known = self.sheet.known(entries)
        groups: dict[UUID, list[Entry]] = defaultdict(list)
        for entry in ordered(self.sheet, entries):
            groups[entry.owner.pk].append(entry)
        with translation.override("zh-hans"):  # what a verb objects to is kept in the language of the sheet
            for piece in _pieces(groups.values()):
                with taken_back():
                    for entry in piece:
                        stored = known.get(self.sheet.key(entry))
                        what = "new" if stored is None else "changed" if self._differs(entry, stored) else "identical"
                        counts[what] += what == "identical" or self._try(entry, stored)
        return counts

    def _differs(self, entry: Entry, stored: Any) -> bool:
        return bool(self.sheet.differences(entry, stored))

    def _try(self, entry: Entry, stored: Any) -> bool:
        """Record or correct a row; say whether its rules allow it, and note at which column they do not."""
        position = self.places[entry.row]
        try:
            with transaction.atomic():
                if stored is None:
                    self.sheet.record(entry, self.by)
                else:
                    said = {name: pair[1] for name, pair in self.sheet.differences(entry, stored).items()}
                    self.sheet.correct(stored, said, self.by, _("Dry run"))
        except RuleBroken as broken:
            for finding in broken.findings:
                self._object(position, finding)
            return False
        except NotAllowed:
            self.cells.add(position, self.sheet.spec.columns[0].name, "not_allowed")
            return False
        return True

    def _object(self, position: int, finding: Finding) -> None:
        columns = self.sheet.spec.by_name
        column = self.sheet.columns_of.get(finding.field, finding.field)
        code = finding.code if finding.code in self.messages else OTHER
        detail = finding.message if code == OTHER else finding.fact
        self.cells.add(position, column if column in columns else self.sheet.identity[-1], code, detail)
