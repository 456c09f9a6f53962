"""Tables of the equipment app."""

from equipment.models.instrument import Calibration, Instrument, Maintenance
from equipment.models.method import Method

__all__ = ["Calibration", "Instrument", "Maintenance", "Method"]
