"""The commands of the launcher."""

import sys
from collections.abc import Callable, Sequence

from workshop import packages
from workshop.say import Problem


def setup(arguments: Sequence[str]) -> int:
    """Make the virtual environment and node_modules, with what tests need."""
    packages.prepare(for_tests="--run-only" not in arguments)
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"setup": setup}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first and return the exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in COMMANDS:
        sys.stderr.write(f"Usage: python3 -m workshop {'|'.join(COMMANDS)}\n")
        return 2
    try:
        return COMMANDS[name](rest)
    except Problem as problem:
        sys.stderr.write(f"\n{problem}\n")
        return 1
