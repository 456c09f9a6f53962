"""`make run`: everything from an empty checkout to a portal that answers, until the user stops it."""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workshop import assets, packages
from workshop.catalogues import compile_catalogues
from workshop.children import Child, Stopped, stopping_on_signals
from workshop.commands import Words, quiet
from workshop.paths import LOGS, ROOT, STATIC_BUILD, VAR, VENV_BIN, VENV_PYTHON, nice
from workshop.running import checked_port, note_children, the_only_run
from workshop.say import Problem, line, step
from workshop.stamps import Stamp, digest, files_under
from workshop.surroundings import Surroundings, run_environment, run_surroundings

_MANAGE: Words = [VENV_PYTHON, "manage.py"]
_HEALTH_PATIENCE = 90.0
_SERVER_CHECK_EVERY = 3.0


def run() -> int:
    """Start the portal and stay until it is stopped; 0 when the user stopped it."""
    begun = time.monotonic()
    address = f"http://127.0.0.1:{run_environment()['PORT']}/"
    try:
        with stopping_on_signals(), the_only_run(address):
            port = checked_port(run_environment()["PORT"])
            packages.prepare(for_tests=False)
            assets.build()
            compile_catalogues()
            with run_surroundings() as around:
                _prepare_data(around)
                with _processes(around, port, address) as children:
                    with step("web server, worker and beat"):
                        _wait_for_health(port, children)
                    _load_demo_once(around, children)
                    line(
                        f"\nThe portal answers at {address} (after {time.monotonic() - begun:.1f} s). Ctrl-C stops it."
                    )
                    _watch(around, children)
    except Stopped as stopped:
        line(f"Stopped ({stopped}). The data stays in {nice(VAR)}/; `make reset` throws it away.")
    return 0


def _prepare_data(around: Surroundings) -> None:
    """Collect the static files, migrate, and load the reference data, as far as something has changed."""
    static = Stamp(VAR / "static.stamp")
    lock = ROOT / "requirements" / "run.txt"
    wanted = digest([*files_under(STATIC_BUILD, "*"), lock])
    if not static.holds(wanted):
        with step("static files"):
            quiet([*_MANAGE, "collectstatic", "--noinput", "--clear"], log="static", environment=around.environment)
            static.set(wanted)
    # A database of the user may have been changed or restored meanwhile: there, always look.
    data = Stamp(VAR / "postgres.stamp")
    wanted = digest([*_sources_of_data(), lock], around.environment["DATABASE_OWNER_URL"].rpartition("@")[0])
    if around.postgres() and data.holds(wanted):
        return
    data.lift()
    for name, command in (("migrations", "migrate"), ("reference data", "load_reference")):
        with step(name):
            quiet([*_MANAGE, command], log=command, environment=around.as_owner())
    data.set(wanted)


def _sources_of_data() -> list[Path]:
    """Return the files that decide what migrations and reference loading write."""
    migrations = [path for path in ROOT.glob("*/**/migrations/*") if path.suffix in {".py", ".sql"}]
    loaders = [*ROOT.glob("*/**/commands/load_reference.py"), *ROOT.glob("*/**/reference.py")]
    return sorted({*_outside_packages([*migrations, *loaders]), *files_under(ROOT / "reference", "*")})


def _outside_packages(paths: list[Path]) -> list[Path]:
    return [path for path in paths if path.relative_to(ROOT).parts[0] not in {".venv", "node_modules", "var"}]


@contextmanager
def _processes(around: Surroundings, port: int, address: str) -> Iterator[list[Child]]:
    """Start web server, worker and beat; stop all of them after the block."""
    celery: Words = [VENV_BIN / "celery", "-A", "appraisal_portal", "--skip-checks"]
    commands: dict[str, Words] = {
        "web": [
            *(VENV_BIN / "gunicorn", "appraisal_portal.wsgi", "--bind", f"127.0.0.1:{port}"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--timeout", "120"),
            "--no-control-socket",
        ],
        "worker": [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "-l", "INFO"],
        "beat": [
            *(*celery, "beat", "--scheduler", "appraisal_portal.beat.OutboxScheduler", "-l", "INFO"),
            *("--pidfile", "", "--schedule", VAR / "beat-schedule"),
        ],
    }
    children: list[Child] = []
    LOGS.mkdir(parents=True, exist_ok=True)
    try:
        for name, command in commands.items():
            with _log(name).open("wb") as output:
                children.append(Child(name, command, around.environment, output))
            note_children(address, {child.name: child.process.pid for child in children})
        yield children
    finally:
        for child in children:
            child.ask_to_stop()
        for child in children:
            child.stop()


def _log(name: str) -> Path:
    return LOGS / f"{name}.log"


def _fail_if_one_ended(children: list[Child]) -> None:
    for child in children:
        if child.exit_code is not None:
            tail = _log(child.name).read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
            shown = "\n".join(f"    {text}" for text in tail)
            raise Problem(
                f"The {child.name} process ended (exit {child.exit_code}); everything is stopped.\n{shown}\n"
                f"  The whole output is in {nice(_log(child.name))}."
            )


def _wait_for_health(port: int, children: list[Child]) -> None:
    """Wait until /health/ answers 200; say what it says when it answers something else for too long."""
    until = time.monotonic() + _HEALTH_PATIENCE
    answer = "no answer"
    while time.monotonic() < until:
        _fail_if_one_ended(children)
        status, answer = _health(port)
        if status == http.client.OK:
            return
        time.sleep(0.2)
    raise Problem(f"The portal did not become healthy within {_HEALTH_PATIENCE:.0f} s. /health/ says: {answer}")


def _health(port: int) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/health/")
        response = connection.getresponse()
        return response.status, f"{response.status} {response.read(2000).decode('utf-8', 'replace')}"
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()


def _load_demo_once(around: Surroundings, children: list[Child]) -> None:
    """Load the demo province at the first start, showing its progress."""
    stamp = Stamp(VAR / "demo.stamp")
    if around.environment.get("PORTAL_DEMO") != "1" or stamp.path.exists():
        return
    with step("demo province"):
        child = Child("demo", [*_MANAGE, "load_demo"], around.environment)
        try:
            while child.exit_code is None:
                _fail_if_one_ended(children)
                time.sleep(0.2)
        finally:
            child.stop()
        if child.exit_code:
            raise Problem(f"Loading the demo province failed (exit {child.exit_code}); everything is stopped.")
        stamp.set("loaded")


def _watch(around: Surroundings, children: list[Child]) -> None:
    """Stay while everything runs. Raises Problem naming the first process that ends."""
    next_look = 0.0
    while True:
        _fail_if_one_ended(children)
        if time.monotonic() >= next_look:
            for server in around.servers:
                if not server.running():
                    raise Problem(f"{server.name} ended; everything is stopped. Its log is in {nice(server.folder)}/.")
            next_look = time.monotonic() + _SERVER_CHECK_EVERY
        time.sleep(0.5)
