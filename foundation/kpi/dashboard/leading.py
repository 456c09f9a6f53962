"""Links of a dashboard to what apps above keep of the same area and period, such as its reports."""

from collections.abc import Callable

from foundation.accounts.acting import AnyActor
from foundation.desk.charts.contract import Link
from foundation.kpi.areas import Area
from foundation.kpi.periods import Period

Leader = Callable[[Area, Period, AnyActor], tuple[Link, ...]]
_leaders: list[Leader] = []


def register(leader: Leader) -> None:
    """Make known who leads on from dashboards; the same one twice is one."""
    if leader not in _leaders:
        _leaders.append(leader)


def links_beyond(area: Area, period: Period, actor: AnyActor) -> tuple[Link, ...]:
    """Where the page of an area and period leads, as the reader may go there."""
    return tuple(link for leader in _leaders for link in leader(area, period, actor))
