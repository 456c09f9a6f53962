"""Child processes: each in a group of its own, so that Ctrl-C reaches only the launcher, which stops them in order."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from workshop.paths import ROOT

_PATIENCE = 30.0


class Stopped(BaseException):
    """The user asked the launcher to end (Ctrl-C, SIGTERM, closed terminal)."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn SIGINT, SIGTERM and SIGHUP into Stopped inside the block; later ones are ignored while stopping."""
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, _frame: FrameType | None) -> None:
        for each in wanted:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(signal.Signals(number).name)

    before: dict[signal.Signals, Callable[..., object] | int | None] = {}
    for each in wanted:
        before[each] = signal.signal(each, stop)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


class Child:
    """A named program under the launcher."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        environment: Mapping[str, str],
        output: IO[bytes] | None = None,
    ) -> None:
        """Start the program in the checkout; without `output` it writes where the launcher writes."""
        self.name = name
        self.process = subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
        )

    @property
    def exit_code(self) -> int | None:
        """Return the exit code, None while the program runs."""
        return self.process.poll()

    def ask_to_stop(self) -> None:
        """Send SIGTERM to the program itself, which stops its own workers."""
        if self.exit_code is None:
            self.process.terminate()

    def stop(self, patience: float = _PATIENCE) -> None:
        """Stop the program and all of its group; kill what is left after `patience` seconds."""
        self.ask_to_stop()
        try:
            self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self._kill_group()
            self.process.wait()
        else:
            self._kill_group()

    def _kill_group(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            # The group is empty, or its number belongs to somebody else by now: nothing of ours is left.
            return
