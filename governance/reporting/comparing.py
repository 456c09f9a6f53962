"""What changed between two versions of a report."""

from collections.abc import Iterator
from typing import Any, Final

from governance.reporting.asking import TODAY
from governance.reporting.contents import Contents

MOST_TOLD: Final = 200
Key = tuple[str, str, str, str]


def changes(before: Contents, after: Contents, version: int) -> dict[str, Any]:
    """Return what the version after says otherwise than the one `version` before it: figures, and definitions.

    How things stand at the data time is another moment each time and counts as no change. A figure whose definition is
    another one is named, not compared.
    """
    redefined = sorted(
        kpi
        for kpi, words in after["definitions"].items()
        if kpi in before["definitions"] and _arithmetic(words) != _arithmetic(before["definitions"][kpi])
    )
    old, new = dict(_cells(before)), dict(_cells(after))
    names = {row["key"]: row["name"] for _table, rows in _tables(after) for row in rows} | {
        row["key"]: row["name"] for _table, rows in _tables(before) for row in rows
    }
    rows = [
        {
            "table": key[0],
            "name": names.get(key[1], {}),
            "kpi": key[2],
            "column": key[3],
            "before": old.get(key),
            "after": new.get(key),
        }
        for key in dict.fromkeys([*new, *old])
        if key[2] not in redefined
        and key[2] in after["definitions"]
        and _counted(old.get(key)) != _counted(new.get(key))
    ]
    return {"against": version, "count": len(rows), "rows": rows[:MOST_TOLD], "redefined": redefined}


def _arithmetic(definition: Any) -> tuple[Any, Any]:
    return definition["version"], definition["measures"]


def _counted(cell: Any) -> tuple[Any, ...]:
    if not cell or not (cell["numerator"] or cell["denominator"]):
        return None, 0, 0  # nothing counted, whether the row stood in the table or not
    return cell["number"], cell["numerator"], cell["denominator"]


def _tables(contents: Contents) -> tuple[tuple[str, Any], ...]:
    return ("areas", contents["areas"]["rows"]), ("categories", contents["categories"])


def _cells(contents: Contents) -> Iterator[tuple[Key, Any]]:
    for figure in contents["figures"]:
        for column, cell in figure["values"].items():
            if column != TODAY:
                yield ("figures", "", figure["kpi"], column), cell
    for table, rows in _tables(contents):
        for row in rows:
            for kpi, columns in row["values"].items():
                for column, cell in columns.items():
                    if column != TODAY:
                        yield (table, row["key"], kpi, column), cell
