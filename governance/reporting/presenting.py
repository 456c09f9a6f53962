"""A written report for its page, in the language of the reader."""

from dataclasses import dataclass
from typing import Any

from governance.reporting import paper, tables, wording
from governance.reporting.models import Report
from governance.reporting.tables import Table


@dataclass(frozen=True)
class Shown:
    """What the page shows: the sentences, the tables of figures by subject, and the others."""

    summary: list[str]
    targets: Table | None
    mains: list[Table]
    others: list[Table]
    changes: Table | None
    quality: list[str]
    notes: list[str]


def shown(row: Report) -> Shown:
    """Put the page of a report together from its contents alone."""
    contents = row.contents
    others = (tables.area_table(contents), tables.category_table(contents), tables.month_table(contents))
    return Shown(
        wording.summary(contents),
        tables.target_table(contents),
        tables.main_tables(contents),
        [table for table in others if table is not None],
        tables.change_table(contents),
        wording.quality(contents),
        wording.notes(),
    )


def definitions(row: Report) -> list[dict[str, Any]]:
    """The definitions as they were, in the order of the tables."""
    return [paper.definition(row.contents, kpi) for kpi in tables.in_order(row.contents)]
