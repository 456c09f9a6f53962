"""What a block is: the questions it asks, and what it makes of the answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.accounts.acting import AnyActor
from foundation.clocks.calendar import Calendar
from foundation.desk.charts.city_map import round_limits, shade_of
from foundation.desk.charts.contract import Cell, CityMap, Table, Tone
from foundation.desk.formats import number
from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.dashboard.gathering import Scene
from foundation.kpi.drilling import link
from foundation.kpi.periods import Span
from foundation.kpi.reading import Answers, Ask
from foundation.kpi.targets import AimedAt


@dataclass(frozen=True)
class Known:
    """The answers to the questions of some blocks, and everything that names them. `peers` answers for the peers."""

    scene: Scene
    answers: Answers
    peers: Answers
    calendar: Calendar
    targets: Mapping[str, AimedAt]
    categories: Mapping[str, str]
    names: Mapping[str, str]
    actor: AnyActor

    def rows(
        self, count: int, code: str, area: Area, *, span: Span | None = None, category: str = "", tone: Tone = ""
    ) -> Cell:
        """A count that opens its rows, where there are any and the reader may open them."""
        verb = measures.countable(code).of.verb
        opens = count and (not verb or self.actor.may(verb))
        href = link(code, area, span=span, category=category) if opens else ""
        return Cell(number(count), href, tone if count else "")


@dataclass(frozen=True)
class Drawn:
    """A block as people read it. `kpi` names the figure whose definition belongs to it; `notes` say what to bear
    in mind; `shades` explains the colours of the cells, light to dark."""

    title: str
    finding: str
    table: Table
    kpi: str = ""
    notes: tuple[str, ...] = ()
    shades: tuple[str, ...] = ()
    map: CityMap | None = None


@dataclass(frozen=True)
class Block:
    """A block by its key. `draw` returns None where the area has no such block."""

    key: str
    asks: Callable[[Scene, Calendar], Sequence[Ask]]
    draw: Callable[[Known], Drawn | None]
    peers: bool = False


@dataclass(frozen=True)
class Board:
    """A page of blocks."""

    key: str
    title: Any
    blocks: tuple[Block, ...]
    dated: bool = True
    """Whether the page is about a period; otherwise it is about today."""


def limits_of(counts: Sequence[int]) -> tuple[int, ...]:
    """The round limits of the five shades of a table's counts; zero has no shade."""
    return round_limits([count for count in counts if count])


def shade(count: int, limits: Sequence[int]) -> int:
    """The shade 1 to 5 of a count, 0 for none."""
    return shade_of(count, limits) if count else 0
