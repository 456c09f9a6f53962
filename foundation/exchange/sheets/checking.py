"""What every check of rows begins with: all columns read, each fault noted, and a place to note more."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..cells.columns import read_column
from ..cells.faults import CELL_MESSAGES, Message, shown
from .mapping import MappedRows
from .problems import Problem
from .specs import Hints, SheetSpec

_LISTED = 5


class ColumnCheck:
    """The rows of one sheet while they are checked: the values of each column by position, and every problem.

    A column the sheet lacks has None in every row, and so has a cell that could not be read. A problem of severity
    error makes its row faulty; a warning does not.
    """

    def __init__(self, mapped: MappedRows, spec: SheetSpec, messages: Mapping[str, Message]) -> None:
        self.spec, self.messages = spec, messages
        self.mapped = mapped
        self.numbers = mapped.numbers
        self.count = len(mapped.numbers)
        self.problems: list[Problem] = []
        self.faulty: set[int] = set()
        self.unread: dict[str, set[int]] = {}
        self.values: dict[str, list[Any]] = {}
        for column in spec.columns:
            self._read(column.name)

    def _read(self, name: str) -> None:
        cells = self.mapped.columns.get(name)
        if cells is None:
            self.values[name] = [None] * self.count
            return
        read = self.spec.by_name[name].reader(self.mapped.hints.get(name, Hints()))
        values, faults = read_column(cells, read)
        self.unread[name] = set(faults)
        for position, fault in faults.items():
            self.add(position, name, fault.code, fault.detail)
        self.values[name] = values

    def add(self, position: int, column: str, code: str, detail: str = "") -> None:
        """Note a problem of a row at a column. Raises KeyError for a code that has no words."""
        severity = (self.messages.get(code) or CELL_MESSAGES[code]).severity
        cells = self.mapped.columns.get(column)
        value = shown(cells[position] if cells is not None else None, personal=self.spec.by_name[column].personal)
        self.problems.append(Problem(self.numbers[position], column, value, code, detail, severity))
        if severity == "error":
            self.faulty.add(position)

    def row(self, position: int) -> dict[str, Any]:
        """The values of one row by column."""
        return {name: values[position] for name, values in self.values.items()}

    def was_read(self, position: int, column: str) -> bool:
        """Whether the cell says what it says: an unreadable one has its problem already."""
        return position not in self.unread.get(column, ())

    def repeated(self, keys: Sequence[str]) -> Iterable[list[int]]:
        """The positions of each key that occurs more than once; the empty key is none."""
        often = {key for key, count in Counter(keys).items() if count > 1 and key}
        places: dict[str, list[int]] = defaultdict(list)
        for position, key in enumerate(keys):
            if key in often:
                places[key].append(position)
        return places.values()

    def add_repeated(self, positions: Sequence[int], column: str, code: str) -> None:
        """Note the same problem in each of these rows, naming the others."""
        for position in positions:
            rows = [str(self.numbers[other]) for other in positions if other != position]
            self.add(position, column, code, "、".join(rows[:_LISTED]) + ("…" if len(rows) > _LISTED else ""))

    def sound(self) -> list[int]:
        """The positions of the rows without an error, in the order of the sheet."""
        return [position for position in range(self.count) if position not in self.faulty]

    def sorted_problems(self) -> list[Problem]:
        """All problems in the order of the rows."""
        return sorted(self.problems, key=lambda problem: problem.row)
