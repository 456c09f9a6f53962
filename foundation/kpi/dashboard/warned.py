"""The warnings of an area on its dashboard: kept by an app above, which registers who tells them."""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.accounts.acting import AnyActor
from foundation.desk.charts.contract import Link, WarningLine
from foundation.kpi.areas import Area


@dataclass(frozen=True)
class Warned:
    """The most urgent warnings of an area, how many are open in all, and links that lead on."""

    lines: tuple[WarningLine, ...] = ()
    total: int = 0
    links: tuple[Link, ...] = ()


Teller = Callable[[Area, AnyActor], Warned]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Make known who tells the warnings of an area. A second one is an error: a page has one slot."""
    if _tellers and _tellers != [teller]:
        raise ValueError("The warnings of dashboards are told by somebody already.")
    _tellers[:] = [teller]


def warned(area: Area, actor: AnyActor) -> Warned:
    """What the dashboard of an area warns of, as the reader may see it; nothing where nobody tells it."""
    return _tellers[0](area, actor) if _tellers else Warned()
