"""The virtual environment and the packages in it: Python packages by hash, then npm packages by the lock."""

import fcntl
import importlib.util
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from workshop.commands import Words, quiet
from workshop.paths import NODE_MODULES, REQUIREMENTS, ROOT, VAR, VENV, VENV_BIN, VENV_PYTHON
from workshop.pythons import version_of
from workshop.say import Problem, line, step
from workshop.stamps import Stamp, digest

ENOUGH_BYTES = 2 * 1024**3
_NO_NETWORK = "Is the network up, and can the package index be reached (proxy settings)?"
_VENV_STAMP = Stamp(VENV / ".stamps" / "venv")
_TOOLS_STAMP = Stamp(VENV / ".stamps" / "tools")
_NODE_STAMP = Stamp(NODE_MODULES / ".stamp")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the setup lock of this checkout, so that two launchers do not install over each other."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "setup.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            line("  Waiting for another launcher that is setting up this checkout ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def check_disk() -> None:
    """Raise Problem when there is not room enough for packages and data."""
    free = shutil.disk_usage(ROOT).free
    if free < ENOUGH_BYTES:
        raise Problem(
            f"The disk is nearly full: {free / 1024**3:.1f} GB free in {ROOT}, "
            f"{ENOUGH_BYTES // 1024**3} GB are needed for packages and data."
        )


def prepare(*, for_tests: bool) -> None:
    """Bring the virtual environment and node_modules to the state of the locks.

    An environment that once got the test packages keeps them, so that `run` and `test` in turn do
    not install and remove them each time.
    """
    with_tests = for_tests or _set_stamp("dev").path.exists()
    with one_at_a_time():
        check_disk()
        _virtual_environment()
        _python_packages("dev" if with_tests else "run")
        _npm_packages(with_tests=with_tests)


def _set_stamp(name: str) -> Stamp:
    return Stamp(VENV / ".stamps" / name)


def _virtual_environment() -> None:
    wanted = f"{sys.version_info[0]}.{sys.version_info[1]}"
    version = version_of(str(VENV_PYTHON)) if VENV_PYTHON.exists() else None
    if version is not None and _VENV_STAMP.holds(".".join(str(part) for part in version)):
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            f"This Python ({sys.executable}) lacks the venv module.\n"
            f"  Debian, Ubuntu: sudo apt install python3-venv   (or python{wanted}-venv)"
        )
    with step("virtual environment"):
        shutil.rmtree(VENV, ignore_errors=True)
        quiet([sys.executable, "-m", "venv", VENV], log="venv", advice="Debian, Ubuntu: sudo apt install python3-venv")
        _VENV_STAMP.set(wanted)


def _python_packages(name: str) -> None:
    tools, lock = REQUIREMENTS / "tools.txt", REQUIREMENTS / f"{name}.txt"
    tools_hash, lock_hash = digest([tools]), digest([lock])
    if not _TOOLS_STAMP.holds(tools_hash):
        with step("package installer"):
            command: Words = [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", tools]
            quiet(command, log="tools", advice=_NO_NETWORK)
            _TOOLS_STAMP.set(tools_hash)
    stamp = _set_stamp(name)
    if stamp.holds(lock_hash):
        return
    with step("Python packages"):
        stamp.lift()
        command = [VENV_BIN / "uv", "pip", "sync", "--python", VENV_PYTHON, "--require-hashes", "--compile-bytecode"]
        quiet([*command, lock, tools], log="packages", advice=_NO_NETWORK)
        stamp.set(lock_hash)


def _npm_packages(*, with_tests: bool) -> None:
    kind = "dev" if with_tests else "run"
    wanted = f"{kind} {digest([ROOT / 'package.json', ROOT / 'package-lock.json', ROOT / '.npmrc'])}"
    if _NODE_STAMP.holds(wanted):
        return
    with step("npm packages"):
        _NODE_STAMP.lift()
        omitted = [] if with_tests else ["--omit=dev"]
        quiet([VENV_BIN / "npm", "ci", *omitted], log="npm", advice=_NO_NETWORK)
        _NODE_STAMP.set(wanted)
