"""The addresses of boards, of their blocks, and of the blocks' files."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Link
from foundation.kpi.areas import Area
from foundation.kpi.boards.contents import OVERVIEW, boards_of
from foundation.kpi.dashboard.addresses import page_of, with_period
from foundation.kpi.periods import Period

FORMS: Final = ("csv", "xlsx", "png")
KEPT: Final = ("show", "rows", "against", "figure")
"""Parameters of an address that choose what a page of figures shows, beside its area and period."""


def address_of(board: str, asked: Area, period: Period, kept: Mapping[str, str]) -> str:
    """The address of a board of an area for a period."""
    if board == OVERVIEW:
        return with_period(page_of(asked), {**period.parameters(), **kept})
    return (
        f"{reverse('figures_board', args=[board])}?{urlencode({**asked.parameters(), **period.parameters(), **kept})}"
    )


def tabs(current: str, asked: Area, child: str, period: Period, kept: Mapping[str, str]) -> tuple[Link, ...]:
    """The boards of an area, the one that is shown marked."""
    plain = {name: value for name, value in kept.items() if name == "rows"}
    return tuple(
        Link(str(board.title), address_of(board.key, asked, period, plain), board.key == current)
        for board in boards_of(child)
    )


def files(board: str, block: str, asked: Area, period: Period, kept: Mapping[str, str]) -> tuple[Link, ...]:
    """The block as CSV, workbook and picture."""
    asked_for = urlencode({**asked.parameters(), **period.parameters(), **kept})
    names = {"csv": "CSV", "xlsx": "XLSX", "png": _("Picture")}
    return tuple(
        Link(names[form], f"{reverse('figures_block', args=[board, block, form])}?{asked_for}") for form in FORMS
    )
