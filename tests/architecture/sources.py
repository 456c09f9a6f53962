"""The project's own sources as the architecture tests read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = (
    "appraisal_portal",
    "appraisers",
    "cases",
    "complaints",
    "equipment",
    "foundation",
    "governance",
    "institutions",
    "quality",
)


def modules(*, migrations: bool = False) -> Iterator[Path]:
    """Yield every Python file of the product."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield path


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, line: int = 0) -> str:
    """Return where something is, for messages."""
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def is_outer(path: Path) -> bool:
    """Whether a file is one of those that hold no rules: views, public pages, API, forms, jobs."""
    names = {"views.py", "public.py", "api.py", "forms.py", "tasks.py"}
    named = path.name in names or path.name.endswith("_api.py")
    return named or bool({"views", "public"} & set(path.relative_to(ROOT).parts[:-1]))
