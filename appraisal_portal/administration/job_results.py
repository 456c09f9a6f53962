"""What a run of a job says it did, in words: jobs write short codes, the jobs page is read by people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.kpi import measures

WORDS: Final[Mapping[str, Any]] = {
    "assessed": gettext_lazy("Institutions assessed"),
    "cells": gettext_lazy("Figures"),
    "changed": gettext_lazy("Changed rows"),
    "closed": gettext_lazy("Warnings closed"),
    "cleared": gettext_lazy("Deleted"),
    "counts": gettext_lazy("Old counts deleted"),
    "created": gettext_lazy("Reviews created"),
    "deltas": gettext_lazy("Changes counted in"),
    "differing_cells": gettext_lazy("Figures that differed"),
    "done": gettext_lazy("Done"),
    "drafts": gettext_lazy("Drafts deleted"),
    "due": gettext_lazy("Due days set anew"),
    "expired": gettext_lazy("Closed because their time was over"),
    "fed": gettext_lazy("Data are there"),
    "filled": gettext_lazy("Names spelt"),
    "graded": gettext_lazy("Grades published"),
    "identical": gettext_lazy("Rows already there"),
    "kept": gettext_lazy("Kept"),
    "kpi_area_day": gettext_lazy("of these by area and day"),
    "kpi_area_year": gettext_lazy("of these by area and year"),
    "kpi_area_month": gettext_lazy("of these by area and month"),
    "kpi_part_day": gettext_lazy("of these by part of a city and day"),
    "kpi_part_month": gettext_lazy("of these by part of a city and month"),
    "kpi_institution_month": gettext_lazy("of these by institution and month"),
    "loaded": gettext_lazy("Rows loaded"),
    "opened": gettext_lazy("Warnings opened"),
    "ordered": gettext_lazy("Messages ordered"),
    "outcome": gettext_lazy("Outcome"),
    "recounting": gettext_lazy("Left to the recompute under way"),
    "refreshed": gettext_lazy("Warnings seen with another figure"),
    "returned": gettext_lazy("Warnings opened again"),
    "rows": gettext_lazy("Rows"),
    "seed": gettext_lazy("Seed"),
    "sent": gettext_lazy("Sent"),
    "state": gettext_lazy("State"),
    "told": gettext_lazy("People told"),
    "turnaround": gettext_lazy("Times set anew"),
    "undone": gettext_lazy("Rows undone"),
    "version": gettext_lazy("Version"),
    "written": gettext_lazy("Paper written"),
}
_VALUES: Final[Mapping[str, Any]] = {
    "failed": gettext_lazy("Failed"),
    "not wanted": gettext_lazy("Not wanted"),
    "nothing waits": gettext_lazy("Nothing to tell"),
    "over": gettext_lazy("Too late"),
    "ready": gettext_lazy("Ready"),
    "refused": gettext_lazy("Refused"),
    "sent": gettext_lazy("Sent"),
}


@dataclass(frozen=True)
class Said:
    """One fact of a run: what, how much."""

    word: Any
    value: Any


def said(result: Mapping[str, Any]) -> list[Said]:
    """Return the facts of a run in the reader's words; a code that nobody has put in words yet stays as it is."""
    titles = {horizon.code: horizon.title for horizon in measures.all_horizons()}
    return [Said(WORDS.get(code) or titles.get(code) or code, _value(value)) for code, value in result.items()]


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _VALUES.get(value, value) if isinstance(value, str) else value
