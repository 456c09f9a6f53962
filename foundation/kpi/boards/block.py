"""What a block is: the questions it asks, and what it makes of the answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from foundation.accounts.acting import AnyActor
from foundation.clocks.calendar import Calendar
from foundation.desk.charts.city_map import round_limits, shade_of
from foundation.desk.charts.contract import Cell, CityMap, Key, Months, Table, Tone
from foundation.desk.formats import number
from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.boards.peers import Peers
from foundation.kpi.dashboard.gathering import Scene
from foundation.kpi.drilling import link
from foundation.kpi.periods import Span
from foundation.kpi.reading import Answers, Ask
from foundation.kpi.targets import AimedAt


@dataclass(frozen=True)
class Setting:
    """For what a block is drawn: the scene, the calendar, the peers, and the figure chosen for a ranking."""

    scene: Scene
    calendar: Calendar
    peers: Peers | None
    figure: str = ""


@dataclass(frozen=True)
class Known:
    """The answers to the questions of some blocks, and everything that names them. `of_peers` answers for the peers."""

    setting: Setting
    answers: Answers
    of_peers: Answers
    targets: Mapping[str, AimedAt]
    categories: Mapping[str, str]
    names: Mapping[str, str]
    actor: AnyActor

    @cached_property
    def scene(self) -> Scene:
        """What is shown."""
        return self.setting.scene

    def opens(self, code: str) -> bool:
        """Whether the reader may open the page that lists the rows of a measure."""
        verb = measures.countable(code).of.verb
        return not verb or self.actor.may(verb)

    def rows(
        self, count: int, code: str, area: Area, *, span: Span | None = None, category: str = "", tone: Tone = ""
    ) -> Cell:
        """A count that opens its rows, where there are any and the reader may open them."""
        href = link(code, area, span=span, category=category) if count and self.opens(code) else ""
        return Cell(number(count), href, tone if count else "")


@dataclass(frozen=True)
class Drawn:
    """A block as people read it.

    `kpi` names the figure whose definition belongs to it, `explained` is the definition of one that is none; `notes`
    say what to bear in mind; `shades` explains the colours of the cells, light to dark.
    """

    title: str
    finding: str
    table: Table
    kpi: str = ""
    explained: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    shades: tuple[str, ...] = ()
    map: CityMap | None = None
    months: Months | None = None


@dataclass(frozen=True)
class Block:
    """A block by its key. `draw` returns None where the area has no such block; `peers` has the peers asked too."""

    key: str
    asks: Callable[[Setting], Sequence[Ask]]
    draw: Callable[[Known], Drawn | None]
    peers: bool = False


@dataclass(frozen=True)
class Board:
    """A page of blocks about a period, or, where it is not `dated`, about today. `parts`: for areas that have some."""

    key: str
    title: Any
    blocks: tuple[Block, ...]
    dated: bool = True
    parts: bool = False
    chooses_flow: bool = False
    chooses_figure: bool = False


def limits_of(counts: Sequence[int]) -> tuple[int, ...]:
    """The round limits of the five shades of a table's counts; zero has no shade."""
    return round_limits([count for count in counts if count])


def shade(count: int, limits: Sequence[int]) -> int:
    """The shade 1 to 5 of a count, 0 for none."""
    return shade_of(count, limits) if count else 0
