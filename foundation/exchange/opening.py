"""From the stored bytes to a table with assigned columns: which sheet, which heading, which column is which."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from foundation.exchange.cells.faults import shown
from foundation.exchange.models import Import, SheetMemory
from foundation.exchange.sheets.heading import Table, find_table
from foundation.exchange.sheets.mapping import ProposedMapping, propose
from foundation.exchange.sheets.reading import Sheet, Workbook, read_workbook
from foundation.exchange.sheets.refusals import SheetRefused
from foundation.exchange.sheets.specs import SheetSpec

_SAMPLES = 3
_FITS = 0.6  # of the needed columns, for a sheet to be offered as one of a kind
_SEARCHED_FOR_SAMPLES = 50


@dataclass(slots=True)
class Opened:
    """A sheet ready to be checked: its table, the proposal, and the assignment in use (column → position)."""

    workbook: Workbook
    table: Table
    proposed: ProposedMapping
    assignment: Mapping[str, int]
    other_sheets: list[tuple[str, int]] = field(default_factory=list)
    by_person: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing about the columns has to be asked."""
        return self.by_person or self.proposed.is_settled


def open_sheet(imported: Import, content: bytes, spec: SheetSpec, memory: SheetMemory | None) -> Opened:
    """Read the workbook and propose the columns; what persons settled wins. Raises SheetRefused."""
    workbook = read_workbook(content, imported.file.name)
    table, others = choose_table(workbook, spec, imported.sheet_name)
    proposed = propose(table, spec, memory.headings if memory else None)
    positions = {cell.position for cell in table.heading}
    settled = {name: position for name, position in imported.mapping.items() if position in positions}
    return Opened(workbook, table, proposed, settled or proposed.assignment, others, by_person=bool(settled))


def choose_table(workbook: Workbook, spec: SheetSpec, name: str = "") -> tuple[Table, list[tuple[str, int]]]:
    """The table of the sheet called `name`, and the other sheets with a table (name, rows).

    Without a name the sheet whose heading has most of the needed columns, the longest of several such.

    Raises SheetRefused when no sheet has a heading.
    """
    found: list[Table] = []
    refusal = SheetRefused("no_heading")
    for sheet in workbook.sheets:
        try:
            found.append(find_table(sheet, spec.vocabulary))
        except SheetRefused as refused:
            refusal = refused
    if not found:
        raise refusal
    named = [table for table in found if table.sheet.name == name]
    chosen = named[0] if named else max(found, key=lambda table: (_needed_words(table, spec), len(table.positions)))
    others = [(table.sheet.name, len(table.positions)) for table in found if table is not chosen]
    return chosen, others


def _needed_words(table: Table, spec: SheetSpec) -> int:
    """How many of the needed columns a heading names by a known word."""
    words = {name for cell in table.heading for key in cell.keys for name in spec.vocabulary.get(key, ())}
    return sum(column.required and column.name in words for column in spec.columns)


def sheets_for_others(workbook: Workbook, chosen: str, specs: Mapping[str, SheetSpec]) -> list[tuple[str, int, str]]:
    """The other sheets of the file, each with its rows and the kind of sheet its heading fits best (or none)."""
    found = []
    for sheet in workbook.sheets:
        if sheet.name == chosen:
            continue
        fits: list[tuple[float, int, str]] = []
        for code, spec in specs.items():
            try:
                table = find_table(sheet, spec.vocabulary)
            except SheetRefused:
                continue
            needed = sum(column.required for column in spec.columns)
            fits.append((_needed_words(table, spec) / needed, len(table.positions), code))
        best = max(fits, default=(0.0, 0, ""))
        found.append((sheet.name, best[1], best[2] if best[0] >= _FITS else ""))
    return found


def samples(table: Table, spec: SheetSpec, proposed: ProposedMapping) -> dict[str, list[str]]:
    """The first values of each column as the mapping page may show them, by position."""
    personal = {column.name for column in spec.columns if column.personal}
    return {
        str(proposal.position): _samples(table.sheet, table.positions, proposal.position, proposal.name in personal)
        for proposal in proposed.proposals
    }


def _samples(sheet: Sheet, positions: list[int], column: int, personal: bool) -> list[str]:
    values: list[str] = []
    for index in positions[:_SEARCHED_FOR_SAMPLES]:
        text = shown(sheet.rows[index][column], personal=personal)
        if text and text not in values:
            values.append(text)
        if len(values) == _SAMPLES:
            break
    return values
