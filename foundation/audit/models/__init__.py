"""Tables of the audit app."""

from foundation.audit.models.event import Event, Head
from foundation.audit.models.job import Heartbeat, JobRun, Tick
from foundation.audit.models.message import OutboxMessage
from foundation.audit.models.once import OnceDone

__all__ = ["Event", "Head", "Heartbeat", "JobRun", "OnceDone", "OutboxMessage", "Tick"]
