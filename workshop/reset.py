"""`make reset`: throw away data and builds, keep the installed packages."""

import os
import shutil
import sys
from pathlib import Path

from workshop.paths import ROOT, VAR, nice
from workshop.processes import alive
from workshop.running import nobody_runs
from workshop.say import Problem, line
from workshop.servers import Server
from workshop.surroundings import embedded_servers
from workshop.unprivileged import shelter


def reset() -> int:
    """Delete var/ after asking (FORCE=1 does not ask); stops nothing. Raises Problem while anything runs."""
    if not VAR.exists():
        line("There is nothing to throw away.")
        return 0
    with nobody_runs():
        _refuse_while_in_use(embedded_servers())
        if os.environ.get("FORCE") != "1" and not _agreed():
            line("Nothing was deleted.")
            return 1
        for folder in (VAR, shelter() if VAR == ROOT / "var" else None):
            if folder is not None and folder.exists():
                _delete(folder)
    line(f"{nice(VAR)}/ is gone; `make run` begins anew.")
    return 0


def _refuse_while_in_use(servers: list[Server]) -> None:
    busy = [server.name for server in servers if server.running()]
    runs = VAR / "test" / "runs"
    busy += [f"make test ({path.name})" for path in runs.glob("r*") if alive(int(path.name[1:]), "workshop")]
    if busy:
        raise Problem(f"Still in use: {', '.join(busy)}. Stop it first; `make reset` ends nothing by itself.")


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Problem("`make reset` asks first, and there is nobody to ask here. FORCE=1 make reset does not ask.")
    return input(f"Delete all data in {VAR} (database, uploads, keys)? Type yes: ").strip().lower() == "yes"


def _delete(folder: Path) -> None:
    """Delete a folder. Raises Problem naming what could not be deleted."""
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise Problem(f"Could not delete {error.filename}: {error.strerror}.") from error
