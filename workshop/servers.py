"""What the two embedded servers have in common: several launchers may use one, the last one stops it."""

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Server:
    """A server with its data in one folder; subclasses know how to start and stop it."""

    name = ""

    def __init__(self, folder: Path) -> None:
        """Use `folder` for data, locks and notes of the server."""
        self.folder = folder

    def running(self) -> bool:
        """Say whether the server runs now."""
        raise NotImplementedError

    def start(self) -> None:
        """Start the server and return when it answers; raises Problem when it does not."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop the server; its data stays."""
        raise NotImplementedError

    def url(self) -> str:
        """Return the address with the credentials of the application."""
        raise NotImplementedError

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the server running inside the `with` block; the last user stops it.

        Every user holds a shared lock. Whoever leaves tries for the exclusive lock: getting it
        means that nobody else uses the server.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with (
            self.folder.with_suffix(".start").open("w") as starting,
            self.folder.with_suffix(".users").open("w") as users,
        ):
            fcntl.flock(starting, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_SH)
            if not self.running():
                self.start()
            fcntl.flock(starting, fcntl.LOCK_UN)
            try:
                yield
            finally:
                if _last_user(users.fileno()):
                    self.stop()


def _last_user(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def free_port(wanted: int = 0) -> int:
    """Return `wanted` if nobody listens there on the loopback address, else some free port."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on 127.0.0.1")


def answers(port: int) -> bool:
    """Say whether something accepts connections on this port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
