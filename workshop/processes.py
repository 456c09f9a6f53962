"""Looking at and ending processes, without trusting a bare process number."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


def alive(pid: int, word: str) -> bool:
    """Say whether process `pid` runs and has `word` in its command line.

    The word guards against numbers reused after a restart of the machine. A process that has ended
    but that nobody has reaped (usual in containers) counts as dead.
    """
    if pid <= 0:
        return False
    proc = Path(f"/proc/{pid}")
    if Path("/proc/self").exists():
        try:
            state = (proc / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
            command = (proc / "cmdline").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        return state not in {"Z", "X"} and word in command
    shown = subprocess.run(["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.lstrip().startswith("Z") and word in shown.stdout


def number_taken(pid: int) -> bool:
    """Say whether any process, even an ended one nobody has reaped, has this number."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def read_pid(path: Path) -> int:
    """Return the process number in the first line of a file, 0 if there is none."""
    try:
        return int(path.read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def end(pid: int, word: str, *, patience: float = 10.0, gentle: signal.Signals = signal.SIGTERM) -> None:
    """Ask the process to end; kill it if it still runs after `patience` seconds."""
    if not alive(pid, word):
        return
    os.kill(pid, gentle)
    if not wait_until(lambda: not alive(pid, word), patience):
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not alive(pid, word), 5.0)


def wait_until(condition: Callable[[], bool], seconds: float, *, pause: float = 0.05) -> bool:
    """Return True as soon as `condition()` holds, False when it does not within `seconds`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(pause)
    return bool(condition())
