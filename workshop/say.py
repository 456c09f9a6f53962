"""What the launcher prints: steps with their times, and problems in plain words."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Problem(Exception):
    """Something the user has to know or to do; the text is printed as it is, without a traceback."""


def line(text: str = "") -> None:
    """Print one line at once, also when the output is a file or a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print `name` with the seconds its work took; a step that fails is printed as failed."""
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        line(f"  {name:<44} failed after {time.monotonic() - begun:.1f} s")
        raise
    line(f"  {name:<44} {time.monotonic() - begun:6.1f} s")
