"""Everything that is wrong with the rows of a sheet, kept small and told in the reader's language."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..cells.faults import CELL_MESSAGES, Message, Severity
from .specs import SheetSpec


class Problem(NamedTuple):
    """One thing that is wrong: where, with which value (masked), what, and how bad. Plain enough to be stored as JSON.

    `code` is a key of the message table; `detail` fills its one place. `row` is the row in Excel.
    """

    row: int
    column: str
    value: str
    code: str
    detail: str = ""
    severity: Severity = "error"


class Told(NamedTuple):
    """A problem in words."""

    row: int
    column: str
    value: str
    wrong: str
    to_do: str
    severity: Severity


def teller(spec: SheetSpec, messages: Mapping[str, Message]) -> Callable[[Problem], Told]:
    """A function that puts problems into words of the active language; `messages` adds to those of the cells."""
    known = {**CELL_MESSAGES, **messages}
    texts: dict[str, tuple[str, str]] = {}
    labels = {column.name: str(column.label) for column in spec.columns}

    def tell(problem: Problem) -> Told:
        if problem.code not in texts:
            message = known[problem.code]
            texts[problem.code] = (str(message.wrong), str(message.to_do))
        wrong, to_do = (text % {"detail": problem.detail} if "%(" in text else text for text in texts[problem.code])
        label = labels.get(problem.column, problem.column)
        return Told(problem.row, label, problem.value, wrong, to_do, problem.severity)

    return tell
