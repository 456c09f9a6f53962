"""Only one `make run` per checkout: who runs, where, and clearing up after one that was killed."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from workshop.paths import VAR
from workshop.private_files import write_private
from workshop.processes import alive, end
from workshop.say import Problem, line
from workshop.servers import answers

_LOCK = VAR / "run.lock"
_NOTE = VAR / "run.json"
# In the command line of web server, worker and beat.
_MARK = "appraisal_portal"


@contextmanager
def the_only_run(address: str) -> Iterator[None]:
    """Hold the lock of `make run`. Raises Problem, naming the address, when the portal runs already.

    The kernel frees the lock when its holder dies, so a lock cannot be left behind. Child
    processes of a killed run can; they are ended here.
    """
    with _locked():
        leftover = _read_note().get("children", {})
        for name, pid in leftover.items():
            if alive(pid, _MARK):
                line(f"  Ending the {name} process of a run that was killed ({pid}).")
                end(pid, _MARK)
        _write_note(address, {})
        try:
            yield
        finally:
            _NOTE.unlink(missing_ok=True)


def note_children(address: str, children: Mapping[str, int]) -> None:
    """Write down the process numbers of the children, for the case that this launcher is killed."""
    _write_note(address, children)


@contextmanager
def nobody_runs() -> Iterator[None]:
    """Hold the same lock for `make reset`. Raises Problem when the portal runs."""
    with _locked():
        yield


@contextmanager
def _locked() -> Iterator[None]:
    VAR.mkdir(parents=True, exist_ok=True)
    with _LOCK.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            note = _read_note()
            raise Problem(
                f"The portal of this checkout runs already: {note.get('address', 'starting')} "
                f"(process {note.get('pid', 'unknown')}). Stop it there with Ctrl-C first."
            ) from error
        yield


def _read_note() -> dict[str, dict[str, int]]:
    if not _NOTE.exists():
        return {}
    content: dict[str, dict[str, int]] = json.loads(_NOTE.read_text(encoding="utf-8"))
    return content


def _write_note(address: str, children: Mapping[str, int]) -> None:
    write_private(_NOTE, json.dumps({"pid": os.getpid(), "address": address, "children": dict(children)}))


def checked_port(text: str) -> int:
    """Return the port as a number. Raises Problem when it is none, or when somebody listens there."""
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Problem(f"PORT={text} is not a port number (1 to 65535).")
    port = int(text)
    if answers(port):
        raise Problem(
            f"Port {port} of 127.0.0.1 is taken{_by_whom(port)}. Choose another one: make run PORT={port + 1}"
        )
    return port


def _by_whom(port: int) -> str:
    """Return ' by NAME (process N)' if the machine tells, else nothing."""
    pid = _listener_by_proc(port) or _listener_by_lsof(port)
    if not pid:
        return ""
    command = Path(f"/proc/{pid}/comm")
    name = command.read_text(encoding="utf-8").strip() if command.exists() else "a program"
    return f" by {name} (process {pid})"


def _listener_by_proc(port: int) -> int:
    """Return the process listening on the port, 0 if /proc does not tell."""
    sockets = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        for row in table.read_text(encoding="ascii").splitlines()[1:] if table.exists() else []:
            columns = row.split()
            if columns[3] == "0A" and int(columns[1].rpartition(":")[2], 16) == port:
                sockets.add(f"socket:[{columns[9]}]")
    for process in Path("/proc").glob("[0-9]*") if sockets else []:
        try:
            if any(os.readlink(handle) in sockets for handle in (process / "fd").iterdir()):
                return int(process.name)
        except OSError:
            # The process ended meanwhile, or belongs to another user.
            continue
    return 0


def _listener_by_lsof(port: int) -> int:
    if not shutil.which("lsof"):
        return 0
    command = ["lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-t"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return int(found[0]) if found else 0
