"""`make bench`: the measurements in bench/, on a cluster that waits for the disk as production does."""

from collections.abc import Sequence

from workshop import assets, packages
from workshop.broker import Redis
from workshop.catalogues import compile_catalogues
from workshop.children import Child, stopping_on_signals
from workshop.commands import quiet
from workshop.paths import ROOT, VAR, VENV_PYTHON
from workshop.postgres import Postgres
from workshop.say import Problem, line, step
from workshop.surroundings import portal_environment, servers_around

_FOLDER = VAR / "bench"


def bench(arguments: Sequence[str]) -> int:
    """Run bench/measure_*.py, or those whose names (without measure_) are given; 1 if one fails."""
    names = _chosen(arguments)
    packages.prepare(for_tests=True)
    assets.build()
    compile_catalogues()
    environment = portal_environment(_FOLDER)
    with (
        stopping_on_signals(),
        servers_around(environment, Postgres(_FOLDER / "postgres"), Redis(_FOLDER / "redis")) as around,
    ):
        for command in ("migrate", "load_reference"):
            with step(command):
                quiet([VENV_PYTHON, "manage.py", command], log=f"bench-{command}", environment=around.as_owner())
        failed = [name for name in names if not _measured(name, around.environment)]
    if failed:
        line(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def _chosen(arguments: Sequence[str]) -> list[str]:
    """Return the names of the measurements to run. Raises Problem for a name that does not exist."""
    present = [path.stem.removeprefix("measure_") for path in sorted((ROOT / "bench").glob("measure_*.py"))]
    unknown = sorted(set(arguments) - set(present))
    if unknown or not present:
        raise Problem(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(present) or 'none'}.")
    return list(arguments) or present


def _measured(name: str, environment: dict[str, str]) -> bool:
    line(f"\n{name}")
    child = Child(name, [VENV_PYTHON, "-m", f"bench.measure_{name}"], environment)
    try:
        return child.process.wait() == 0
    finally:
        child.stop()
