"""Jobs that misbehave on purpose, registered in the test worker only."""

import os
import signal
import time

from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.jobs import Run, Stopped, job
from foundation.audit.models import Event


@job("test.mark", title="示例任务甲")
def mark(run: Run) -> None:
    """Append one event unless it is there already."""
    stream = f"test.mark:{run.payload['name']}"
    if not Event.objects.filter(stream=stream).exists():
        trail.append(stream, "test.marked", by=SYSTEM)
    run.result["name"] = run.payload["name"]


@job("test.die_once", title="示例任务乙")
def die_once(run: Run) -> None:
    """Kill the own process like a machine that loses power, the first time."""
    if not Event.objects.filter(stream=f"test.died:{run.message_id}").exists():
        trail.append(f"test.died:{run.message_id}", "test.died", by=SYSTEM)
        os.kill(os.getpid(), signal.SIGKILL)
    mark(run)


@job("test.fail", title="示例任务丙")
def fail(run: Run) -> None:
    """Raise."""
    raise ArithmeticError("370102199001011234")


@job("test.wait", title="示例任务丁")
def wait(run: Run) -> None:
    """Sleep, so that a second delivery overlaps."""
    time.sleep(run.payload["seconds"])
    trail.append(f"test.wait:{run.message_id}", "test.waited", by=SYSTEM)


@job("test.stopped", title="示例任务戊")
def stopped(run: Run) -> None:
    """Say how far it is, and be called off."""
    run.report(3, 7)
    raise Stopped
