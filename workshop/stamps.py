"""Remembering which steps are done: a step is done while the hash of its inputs is the one written down."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from workshop.paths import ROOT


def files_under(folder: Path, *patterns: str) -> list[Path]:
    """Return the files below `folder` that match one of the patterns, sorted."""
    found = {path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()}
    return sorted(found)


def digest(files: Iterable[Path], *facts: str) -> str:
    """Return one hash over names and contents of `files` and over `facts` (versions, settings)."""
    total = hashlib.sha256()
    for fact in facts:
        total.update(f"{len(fact)}:{fact}".encode())
    for path in files:
        name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
        content = path.read_bytes() if path.exists() else b"absent"
        total.update(f"{len(name)}:{name}{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()


class Stamp:
    """The note beside the result of a step, saying from which inputs it was made."""

    def __init__(self, path: Path) -> None:
        """Use the file `path` for the note."""
        self.path = path

    def holds(self, value: str) -> bool:
        """Say whether the result was made from inputs of this hash."""
        return self.path.exists() and self.path.read_text(encoding="utf-8") == value

    def lift(self) -> None:
        """Forget the result, before work on it begins."""
        self.path.unlink(missing_ok=True)

    def set(self, value: str) -> None:
        """Write down that the result is now made from inputs of this hash."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(value, encoding="utf-8")
