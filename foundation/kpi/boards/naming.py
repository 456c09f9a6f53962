"""Rows of blocks: which cities, counties or institutions there are, their names and their areas."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from foundation.kpi.areas import Area
from foundation.kpi.boards.block import Known
from foundation.kpi.dashboard.tables import is_below, part_of


def headings() -> Mapping[str, str]:
    """The head of the first column by what the rows are."""
    return {
        "city": _("City"),
        "county": _("County"),
        "institution": _("Institution"),
        "category": _("Practice category"),
        "": _("Area"),
    }


def known_parts(known: Known, by: str, keys: Iterable[str]) -> list[str]:
    """The rows of a table: every division and category there is, of institutions those with a figure; by name."""
    found = set(keys) - {""}
    if by == "category":
        return [*known.categories, *sorted(found - set(known.categories))]
    if by in ("city", "county"):
        found |= {code for code in known.names if is_below(known.scene.asked, code, by)}
        return sorted(found)
    return sorted(found, key=lambda key: known.names.get(key, key))


def name_of(known: Known, by: str, key: str) -> str:
    """The name of a row."""
    return (known.categories if by == "category" else known.names).get(key, key)


def area_of_row(known: Known, by: str, key: str) -> Area:
    """The area whose rows a line opens."""
    asked = known.scene.asked
    return asked if by == "category" else part_of(asked, by, key)
