"""The commands of the launcher."""

import subprocess
import sys
from collections.abc import Callable, Sequence

from workshop import benchmarks, checking, packages, portal, reset, testing
from workshop.catalogues import compile_catalogues
from workshop.children import Stopped, stopping_on_signals
from workshop.commands import Words, base_environment
from workshop.paths import ROOT, VENV_PYTHON
from workshop.say import Problem
from workshop.surroundings import run_surroundings


def setup(arguments: Sequence[str]) -> int:
    """Make the virtual environment and node_modules, with what tests need."""
    packages.prepare(for_tests="--run-only" not in arguments)
    return 0


def translations(arguments: Sequence[str]) -> int:
    """Merge the parts into the catalogue (default), or only `check` or `compile`."""
    packages.prepare(for_tests=False)
    command: Words = [VENV_PYTHON, "-m", "workshop.translations", *(arguments or ["merge"])]
    return subprocess.run(command, cwd=ROOT, env=base_environment(), check=False).returncode


def manage(arguments: Sequence[str]) -> int:
    """Run a command of manage.py with the servers and the environment of `make run`.

    PORTAL_ROLE=owner before the command makes it act as the owner of the database.
    """
    return env([str(VENV_PYTHON), "manage.py", *arguments])


def env(arguments: Sequence[str]) -> int:
    """Run any program with the servers and the environment of `make run`: `env -- PROGRAM ARGUMENTS`."""
    if not arguments:
        raise Problem("Which program? For example: python3 -m workshop env -- .venv/bin/python")
    packages.prepare(for_tests=False)
    compile_catalogues()
    with stopping_on_signals(), run_surroundings() as around:
        return subprocess.run(list(arguments), cwd=ROOT, env=around.environment, check=False).returncode


def run(_arguments: Sequence[str]) -> int:
    """Start the portal and stay until it is stopped."""
    return portal.run()


def throw_away(_arguments: Sequence[str]) -> int:
    """Throw away all data in var/, after asking."""
    return reset.reset()


def check(arguments: Sequence[str]) -> int:
    """Run every check of the code, or those named."""
    return checking.check(arguments)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": testing.test,
    "check": check,
    "prove": testing.prove,
    "bench": benchmarks.bench,
    "reset": throw_away,
    "translations": translations,
    "env": env,
    "manage": manage,
    "setup": setup,
}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first and return the exit code."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if rest[:1] == ["--"]:
        rest = rest[1:]
    if name not in COMMANDS:
        sys.stderr.write(f"Usage: python3 -m workshop {'|'.join(COMMANDS)}\n")
        return 2
    try:
        return COMMANDS[name](rest)
    except Problem as problem:
        sys.stderr.write(f"\n{problem}\n")
        return 1
    except Stopped as stopped:
        sys.stderr.write(f"\nStopped ({stopped}).\n")
        return 130
