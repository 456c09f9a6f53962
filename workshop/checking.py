"""`make check`: everything that can be said about the code without running the suite."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from workshop.children import stopping_on_signals
from workshop.commands import Words
from workshop.paths import ROOT, VENV_BIN, VENV_PYTHON
from workshop.say import Problem, line
from workshop.testing import test_surroundings

_SHOWN_LINES = 60
_AT_A_TIME = 2  # each is one process; the smallest machine has two cores
_PRODUCTION = {
    "PORTAL_ORIGIN": "https://portal.example",
    "ALLOWED_HOSTS": "portal.example",
    "PORTAL_BEHIND_PROXY": "1",
    "PORTAL_DEMO": "0",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "",
    "DJANGO_SETTINGS_MODULE": "appraisal_portal.settings",
}
_PLAIN = {"DJANGO_SETTINGS_MODULE": "appraisal_portal.settings"}


@dataclass(frozen=True)
class Check:
    """One question about the code: a program that ends with 0 when the answer is good."""

    name: str
    command: Sequence[str | Path]
    needs: str = ""
    environment: Mapping[str, str] | None = None


def checks() -> list[Check]:
    """Return all checks in the order in which they are begun: what takes longest first, the others beside it."""
    ruff = VENV_BIN / "ruff"
    manage: Words = [VENV_PYTHON, "manage.py"]
    compose: Words = [VENV_BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    migrations: Words = [*manage, "makemigrations", "--check", "--dry-run"]
    return [
        # Makes the test database too, so that a suite which follows finds it.
        Check("model graph and sizes", [VENV_PYTHON, "-m", "pytest", "-q", "tests/architecture"]),
        Check("types", [VENV_BIN / "mypy", "."], environment=_PLAIN),
        Check("format", [ruff, "format", "--check", "."]),
        Check("lint", [ruff, "check", "."]),
        Check("imports between apps", [VENV_BIN / "lint-imports", "--no-cache"]),
        Check("templates", [VENV_BIN / "djlint", "templates", "--lint", "--quiet"], needs="templates"),
        Check("translations", [VENV_PYTHON, "-m", "workshop.translations", "check"], needs="locale"),
        Check("compose file", compose, needs="docker-compose.yml"),
        Check("Dockerfile", [VENV_BIN / "hadolint", "deploy/Dockerfile"], needs="deploy/Dockerfile"),
        Check("migrations", migrations, environment=_PLAIN),
        Check("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], environment=_PRODUCTION),
    ]


def check(names: Sequence[str]) -> int:
    """Run the checks named, or all, two at a time, each to its end; print each with its time; 1 if any failed.

    Raises Problem for a name that is none.
    """
    chosen = [each for each in checks() if not names or each.name in names]
    unknown = sorted(set(names) - {each.name for each in chosen})
    if unknown:
        raise Problem(f"No such check: {', '.join(unknown)}. There are: {', '.join(each.name for each in checks())}.")
    with stopping_on_signals(), test_surroundings() as around, ThreadPoolExecutor(_AT_A_TIME) as pool:
        passed = list(pool.map(lambda each: _passes(each, around.environment), chosen))
    failed = [each.name for each, good in zip(chosen, passed, strict=True) if not good]
    if failed:
        line(f"\n{len(failed)} of {len(chosen)} checks failed: {', '.join(failed)}")
        return 1
    line(f"\nAll {len(chosen)} checks passed.")
    return 0


def _passes(each: Check, environment: Mapping[str, str]) -> bool:
    begun = time.monotonic()
    code, output = _outcome(each, {**environment, **(each.environment or {})})
    told = [f"  {each.name:<44} {time.monotonic() - begun:6.1f} s   {'ok' if code == 0 else 'FAILED'}"]
    if code:
        rows = output.splitlines()
        shown = rows[-_SHOWN_LINES:]
        if len(rows) > len(shown):
            told.append(f"    ({len(rows) - len(shown)} lines left out)")
        told += [f"    {row}" for row in shown]
    line("\n".join(told))  # in one piece: another check may be telling its own
    return code == 0


def _outcome(each: Check, environment: Mapping[str, str]) -> tuple[int, str]:
    if each.needs and not (ROOT / each.needs).exists():
        return 1, f"{each.needs} is missing; a check of nothing does not pass."
    command = [str(word) for word in each.command]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        return 1, f"{error.filename} is missing."
    return done.returncode, done.stdout
