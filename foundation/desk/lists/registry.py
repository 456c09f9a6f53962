"""The lists of the portal by their code. Apps register theirs when they are loaded (`apps.py`)."""

from foundation.desk.lists.declaring import KINDS, ListSpec

_lists: dict[str, ListSpec] = {}


def register(*specs: ListSpec) -> None:
    """Make lists known. Raises ValueError for a code given twice and for a declaration that cannot work."""
    for spec in specs:
        if _lists.get(spec.code, spec) != spec:
            raise ValueError(f"The list {spec.code} is registered twice.")
        _check(spec)
        _lists[spec.code] = spec


def known(code: str) -> ListSpec:
    """Return the list. Raises KeyError for one that nobody registered."""
    return _lists[code]


def all_lists() -> list[ListSpec]:
    """Return every list in the order of its code."""
    return [_lists[code] for code in sorted(_lists)]


def _check(spec: ListSpec) -> None:
    codes = [column.code for column in spec.columns]
    if not spec.columns or len(codes) != len(set(codes)):
        raise ValueError(f"The list {spec.code} needs columns, each code once.")
    if not spec.columns[0].essential:
        raise ValueError(f"The first column of the list {spec.code} names the row and is essential.")
    if not spec.orders or any(code != order.code for code, order in spec.orders.items()):
        raise ValueError(f"The list {spec.code} needs an order, each under its own code.")
    for column in spec.columns:
        if column.kind not in KINDS or (column.order and column.order not in spec.orders):
            raise ValueError(f"The column {column.code} of the list {spec.code} has no such kind or order.")
