"""Every long proof leaves a line in docs/proofs.csv: day, commit, proof, outcome, seconds."""

import csv
import subprocess
import time
from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from time_machine import escape_hatch

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "proofs.csv"
HEADINGS = ("day", "commit", "proof", "outcome", "seconds")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, object, None]:
    """Append the line of a proof that has run."""
    yield
    if call.when == "call" and item.get_closest_marker("prove"):
        outcome = "passed" if call.excinfo is None else "failed"
        append(item.nodeid.removeprefix("tests/proofs/"), outcome, call.duration)


def append(proof: str, outcome: str, seconds: float) -> None:
    """Append one line, and the headings first where there is no file yet."""
    fresh = not FILE.exists()
    with FILE.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if fresh:
            writer.writerow(HEADINGS)
        writer.writerow([today().isoformat(), commit(), proof, outcome, f"{seconds:.1f}"])


def today() -> date:
    """The day by the real clock: a proof may run in a frozen one."""
    now = escape_hatch.time.time() if escape_hatch.is_travelling() else time.time()
    return datetime.fromtimestamp(now, tz=timezone.get_default_timezone()).date()


def commit() -> str:
    """The commit that was proved, marked when the tree differs from it."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "unknown"
