"""Tables of the kpi app."""

from foundation.kpi.models.cells import AreaDay, AreaMonth, AreaYear, InstitutionMonth, PartDay, PartMonth
from foundation.kpi.models.check import FigureCheck, Recount
from foundation.kpi.models.delta import Delta, InstalledMeasure
from foundation.kpi.models.expiry import ExpiryFigure
from foundation.kpi.models.release import Release, ReleasedFigure
from foundation.kpi.models.target import Target

__all__ = [
    "AreaDay", "AreaMonth", "AreaYear", "Delta", "ExpiryFigure", "FigureCheck", "InstalledMeasure", "InstitutionMonth",
    "PartDay", "PartMonth", "Recount", "Release", "ReleasedFigure", "Target",
]  # fmt: skip
