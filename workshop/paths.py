"""Where things lie in the checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_BIN = VENV / "bin"
VENV_PYTHON = VENV_BIN / "python"
NODE_MODULES = ROOT / "node_modules"
REQUIREMENTS = ROOT / "requirements"
VAR = Path(os.environ.get("PORTAL_DATA_DIR") or ROOT / "var").resolve()
BUILD = VAR / "build"
STATIC_BUILD = BUILD / "static"
FONTS = BUILD / "fonts"
LOGS = VAR / "log"
TEST_VAR = VAR / "test"


def nice(path: Path) -> str:
    """Return `path` as a person in the checkout would type it."""
    try:
        return str(path.relative_to(ROOT))
    except ValueError:
        return str(path)
