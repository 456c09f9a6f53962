"""Tables of the exchange app."""

from foundation.exchange.models.correction import Correction, Decision
from foundation.exchange.models.memory import SheetMemory
from foundation.exchange.models.problem import Problem
from foundation.exchange.models.sheet_import import Import

__all__ = ["Correction", "Decision", "Import", "Problem", "SheetMemory"]
