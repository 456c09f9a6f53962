"""Reading a whole column at once: equal values are read once, and nothing is allocated per cell."""

from collections.abc import Callable, Sequence
from typing import Any

from .faults import Fault, Raw

Reader = Callable[[Any], Any]


def read_column(values: Sequence[Raw], read: Reader) -> tuple[list[Any], dict[int, Fault]]:
    """The meanings of a column's cells, with None where a cell is faulty, and the faults by position.

    `read` must depend on nothing but the value, since it is called once for each distinct value.
    """
    meanings: dict[Any, Any] = {}
    faulty = False
    for value in set(values):
        meaning = value if type(value) is Fault else read(value)
        meanings[value] = meaning
        faulty = faulty or type(meaning) is Fault
    column = list(map(meanings.__getitem__, values))
    if not faulty:
        return column, {}
    faults = {position: meaning for position, meaning in enumerate(column) if type(meaning) is Fault}
    for position in faults:
        column[position] = None
    return column, faults
