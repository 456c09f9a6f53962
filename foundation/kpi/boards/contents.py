"""Which boards there are, and which blocks stand on them."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.kpi.boards import comparison, deadlines, expiry, flow, matrix
from foundation.kpi.boards.block import Board
from foundation.kpi.boards.circles import CIRCLES_BLOCK
from foundation.kpi.boards.ranking import RANKING

OVERVIEW: Final = "overview"
"""The page of an area itself: drawn by `dashboard`, its blocks for files by `overview`."""

BOARDS: Final[Mapping[str, Board]] = {
    board.key: board
    for board in (
        Board(OVERVIEW, _("Overview"), (), chooses_flow=True),
        Board("comparison", _("Comparison"), (CIRCLES_BLOCK, *comparison.BLOCKS)),
        Board("ranking", _("Ranking"), (RANKING,), parts=True, chooses_figure=True),
        Board("categories", _("Areas and categories"), (matrix.MATRIX,), parts=True, chooses_flow=True),
        Board("flow", _("From entrustment to archive"), (flow.WHOLE, flow.BY_MONTH, flow.BY_AREA)),
        Board("deadlines", _("Deadlines"), (deadlines.BY_AREA, deadlines.BY_CATEGORY), dated=False),
        Board("expiry", _("Expiry calendar"), (expiry.CALENDAR, expiry.BY_AREA), dated=False),
    )
}


def boards_of(child: str) -> list[Board]:
    """The boards of an area whose parts are `child`; an institution has none of those that compare parts."""
    return [board for board in BOARDS.values() if child or not board.parts]
