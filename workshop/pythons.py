"""Choosing the Python the portal runs on.

This module and `__main__` must be readable by old Pythons too: they are what tells the user that
his Python is too old.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 13)
CANDIDATES = ("python3.13", "python3.12", "python3.11")
_ALREADY_TRIED = "PORTAL_PYTHON_CHOSEN"


def suits(version: tuple[int, int]) -> bool:
    """Say whether the portal runs on this (major, minor) version."""
    return OLDEST <= version <= NEWEST


def version_of(executable: str) -> tuple[int, int] | None:
    """Return the (major, minor) version of an interpreter, or None if it does not start."""
    question = "import sys; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.run([executable, "-c", question], capture_output=True, text=True, timeout=20, check=True)
        major, minor = answer.stdout.split()
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return int(major), int(minor)


def another_python() -> str | None:
    """Return a suitable interpreter found on PATH, newest first, or None."""
    for name in CANDIDATES:
        found = shutil.which(name)
        if found is None:
            continue
        version = version_of(found)
        if version is not None and suits(version):
            return found
    return None


def complaint(version: tuple[int, int]) -> str:
    """Return what to tell a user who has no suitable Python."""
    found = ".".join(str(part) for part in version)
    return (
        f"The portal needs Python 3.11, 3.12 or 3.13; this is Python {found}, and no other was found on PATH.\n"
        "  Debian 12, Ubuntu 24.04: sudo apt install python3 python3-venv\n"
        "  macOS:                   brew install python@3.13"
    )


def continue_on_suitable_python(arguments: list[str]) -> None:
    """Return if this Python suits; else start the launcher again on one that does, or exit with advice."""
    here = (sys.version_info[0], sys.version_info[1])
    if suits(here):
        return
    other = None if os.environ.get(_ALREADY_TRIED) else another_python()
    if other is None:
        sys.exit(complaint(here))
    os.environ[_ALREADY_TRIED] = "1"
    os.execv(other, [other, "-m", "workshop", *arguments])
