"""How a reader has a list laid out: which columns, how dense, how many rows; remembered per user and list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from foundation.desk.lists.declaring import Column, ListSpec

SIZE = "size"
SIZES = (25, 50, 100)
DENSITIES = ("tight", "roomy")


@dataclass(frozen=True)
class Layout:
    """The columns that stand there, in their declared order, and how. `chosen`: somebody chose them."""

    columns: tuple[Column, ...]
    density: str = "tight"
    size: int = SIZES[0]
    chosen: bool = False
    keys: bool = True

    def is_on_phone(self, column: Column) -> bool:
        """Whether a column stands on a phone too: chosen ones, essential ones and those declared so."""
        return self.chosen or column.essential or column.on_phone

    def has(self, code: str) -> bool:
        """Whether a column stands there."""
        return any(column.code == code for column in self.columns)


def layout_of(spec: ListSpec, params: QueryDict) -> Layout:
    """Return the layout that holds for this address."""
    return Layout(columns_of(spec, None), size=_size(params.get(SIZE, ""), SIZES[0]))


def columns_of(spec: ListSpec, codes: Iterable[str] | None) -> tuple[Column, ...]:
    """Return the columns that were chosen, in their declared order; None chooses those shown by themselves."""
    chosen = None if codes is None else set(codes)
    return tuple(
        column
        for column in spec.columns
        if column.essential or (column.shown if chosen is None else column.code in chosen)
    )


def _size(text: str, otherwise: int) -> int:
    return int(text) if text in {str(size) for size in SIZES} else otherwise
