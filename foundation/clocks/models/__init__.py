"""Tables of the clocks app."""

from foundation.clocks.models.edition import CalendarDay, CalendarEdition, DayKind

__all__ = ["CalendarDay", "CalendarEdition", "DayKind"]
