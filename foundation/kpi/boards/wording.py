"""Values of figures as the blocks write them."""

from foundation.desk.formats import number
from foundation.kpi.catalogue import Days, Kpi
from foundation.kpi.dashboard.overview import DECIMALS


def value_text(kpi: Kpi, value: float) -> str:
    """A value with the decimals of its arithmetic; half a day only where a median lies between two."""
    if isinstance(kpi.arithmetic, Days):
        return number(value, 0 if value == int(value) else 1)
    return number(value, DECIMALS.get(type(kpi.arithmetic), 0))
