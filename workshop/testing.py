"""`make test` and `make prove`: pytest with its own servers, and a last line that counts."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workshop import assets, browser, packages
from workshop.broker import Redis
from workshop.catalogues import compile_catalogues
from workshop.children import Child, stopping_on_signals
from workshop.commands import Words
from workshop.paths import BUILD, ROOT, TEST_VAR, VENV_PYTHON
from workshop.postgres import Postgres
from workshop.processes import alive
from workshop.say import line
from workshop.surroundings import Surroundings, portal_environment, servers_around

ALLOWED_SKIPS = ROOT / "tests" / "allowed_skips.txt"
_RUNS = TEST_VAR / "runs"
_NO_TESTS = 5
_KEPT_TEMPLATES = 4
_PARALLEL = ("-n", "--numprocesses", "--pdb", "-s", "--capture=no")


def test(arguments: Sequence[str]) -> int:
    """Run the suite, or the tests named in `arguments`; return 0 when all passed and none was skipped unasked."""
    return _pytest(parallel_options(arguments))


def prove(arguments: Sequence[str]) -> int:
    """Run the long proofs (marker `prove`); they append their figures to docs/proofs.csv themselves."""
    return _pytest(["-m", "prove", *(arguments or ["tests/proofs"])])


# In the order of the folders: the long walks of tests/access begin first, and no process waits for them at the end.
_BY_MODULE = ("--dist", "loadscope", "--no-loadscope-reorder")


def parallel_options(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with three processes for the whole suite, one when tests are named.

    A few tests are done before a second process has made its database. PORTAL_TEST_PROCESSES or
    an own -n overrides both.
    """
    if any(word.startswith(_PARALLEL) for word in arguments):
        return list(arguments)
    named = any((ROOT / word.split("::", 1)[0]).exists() for word in arguments if not word.startswith("-"))
    processes = os.environ.get("PORTAL_TEST_PROCESSES") or ("0" if named else "3")
    return ["-n", processes, *_BY_MODULE, *arguments] if processes != "0" else list(arguments)


def _pytest(arguments: Sequence[str]) -> int:
    with stopping_on_signals(), test_surroundings() as around:
        counts = Path(around.environment["PORTAL_TEST_COUNTS"])
        command: Words = [VENV_PYTHON, "-m", "pytest", "-p", "workshop.pytest_counts", *arguments]
        child = Child("pytest", command, around.environment)
        try:
            code = child.process.wait()
        finally:
            child.stop()
        ended = json.loads(counts.read_text(encoding="utf-8")) if counts.exists() else {}
    return _verdict(code, ended)


def _verdict(code: int, ended: dict[str, list[str]]) -> int:
    """Print the last lines and return the exit code: skips count as failures unless they are allowed."""
    passed, failed, skipped = (ended.get(kind, []) for kind in ("passed", "failed", "skipped"))
    unasked = unexpected_skips(skipped, ALLOWED_SKIPS)
    for name in unasked:
        line(f"Skipped without leave (tests/allowed_skips.txt): {name}")
    if code == _NO_TESTS:
        line("No tests were found; that is a failure, not a success.")
    elif code and not failed:
        line(f"pytest ended with exit code {code}.")
    line(f"{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if code or failed or unasked else 0


def unexpected_skips(skipped: Sequence[str], allowed_file: Path) -> list[str]:
    """Return the skipped tests the file does not list; # begins a comment (the reason)."""
    text = allowed_file.read_text(encoding="utf-8") if allowed_file.exists() else ""
    allowed = {entry for entry in (row.split("#", 1)[0].strip() for row in text.splitlines()) if entry}
    return sorted(name for name in set(skipped) if name not in allowed)


@contextmanager
def test_surroundings() -> Iterator[Surroundings]:
    """Provide environment and servers of one test run.

    The cluster is shared by runs at the same time; every run has databases of its own prefix
    (PORTAL_TEST_RUN), a Redis and a data folder of its own.
    """
    packages.prepare(for_tests=True)
    assets.build()
    compile_catalogues()
    run = f"r{os.getpid()}"
    folder = _RUNS / run
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "build").symlink_to(BUILD)
    environment = portal_environment(folder)
    environment |= {
        "PORTAL_CHROMIUM": str(browser.chromium()),
        "PORTAL_TEST_RUN": run,
        "PORTAL_TEST_COUNTS": str(folder / "counts.json"),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        # The browser driver runs an event loop in the thread of the test; Django would refuse its own database calls.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    postgres = Postgres(TEST_VAR / "postgres", durable=False)
    try:
        with servers_around(environment, postgres, Redis(folder / "redis", durable=False)) as around:
            if around.postgres():
                _clear_away_killed_runs(postgres)
            try:
                yield around
            finally:
                if around.postgres():
                    postgres.drop_databases(f"test_{run}_")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_away_killed_runs(postgres: Postgres) -> None:
    """Remove databases, Redis and files of runs whose launcher no longer lives, and old migrated templates."""
    templates = postgres.sql(
        "SELECT datname FROM pg_database WHERE starts_with(datname, 'template_') "
        f"ORDER BY oid DESC OFFSET {_KEPT_TEMPLATES};"
    )
    for name in templates.split():
        postgres.drop_databases(name)
    for folder in _RUNS.iterdir():
        if folder.name[1:].isdigit() and not alive(int(folder.name[1:]), "workshop"):
            Redis(folder / "redis").stop()
            postgres.drop_databases(f"test_{folder.name}_")
            shutil.rmtree(folder, ignore_errors=True)
