"""Running programs whose output matters only when they fail."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from workshop.paths import LOGS, ROOT, VENV_BIN, nice
from workshop.say import Problem

_SHOWN_LINES = 25

# Programs and arguments, before they become text.
Words = list[str | Path]


def base_environment() -> dict[str, str]:
    """Return the user's environment with the programs of the virtual environment first on PATH."""
    environment = dict(os.environ)
    environment["PATH"] = f"{VENV_BIN}{os.pathsep}{environment.get('PATH', os.defpath)}"
    environment["PYTHONUNBUFFERED"] = "1"
    for name in ("PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"):
        environment.pop(name, None)
    return environment


def quiet(
    command: Sequence[str | Path],
    *,
    log: str,
    environment: Mapping[str, str] | None = None,
    advice: str = "",
) -> None:
    """Run a program, its output going to the log file of that name.

    Raises Problem with the end of the output, and `advice`, when the program is missing or fails.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    words = [str(word) for word in command]
    try:
        with path.open("w", encoding="utf-8") as output:
            done = subprocess.run(
                words,
                cwd=ROOT,
                env=dict(environment or base_environment()),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
    except FileNotFoundError as error:
        raise Problem(f"{words[0]} is missing. {advice}") from error
    if done.returncode:
        raise Problem(f"{Path(words[0]).name} failed (exit {done.returncode}). {advice}\n{_end_of(path)}")


def _end_of(path: Path) -> str:
    """Return the last lines of a log, indented, with the place of the whole."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[-_SHOWN_LINES:]
    return "\n".join(f"    {text}" for text in lines) + f"\n  The whole output is in {nice(path)}."
