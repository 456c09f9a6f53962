"""The servers and environment variables a process of the portal needs around it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workshop.broker import Redis
from workshop.commands import base_environment
from workshop.paths import FONTS, TEST_VAR, VAR
from workshop.postgres import Postgres
from workshop.private_files import make_keys
from workshop.say import step
from workshop.servers import Server

DEFAULT_PORT = "8000"


@dataclass
class Surroundings:
    """Environment variables for child processes, and the servers started for them."""

    environment: dict[str, str]
    servers: list[Server] = field(default_factory=list)

    def as_owner(self) -> dict[str, str]:
        """Return the environment in which migrations and reference data are loaded."""
        return {**self.environment, "PORTAL_ROLE": "owner"}

    def postgres(self) -> Postgres | None:
        """Return the embedded cluster, None when the user gave a database."""
        return next((server for server in self.servers if isinstance(server, Postgres)), None)


@contextmanager
def servers_around(environment: dict[str, str], postgres: Postgres, redis: Redis) -> Iterator[Surroundings]:
    """Start the servers whose addresses the user has not given, and stop them after the block."""
    around = Surroundings(dict(environment))
    with ExitStack() as stack:
        if around.environment.get("DATABASE_URL"):
            around.environment.setdefault("DATABASE_OWNER_URL", around.environment["DATABASE_URL"])
        else:
            with step("PostgreSQL"):
                stack.enter_context(postgres.held())
            around.servers.append(postgres)
            around.environment["DATABASE_URL"] = postgres.url()
            around.environment["DATABASE_OWNER_URL"] = postgres.owner_url()
        if not around.environment.get("REDIS_URL"):
            with step("Redis"):
                stack.enter_context(redis.held())
            around.servers.append(redis)
            around.environment["REDIS_URL"] = redis.url()
        yield around


def portal_environment(data: Path) -> dict[str, str]:
    """Return the user's environment completed by what the portal needs; what the user set stays."""
    environment = base_environment()
    keys, secret = make_keys(data)
    environment["PORTAL_DATA_DIR"] = str(data)
    environment.setdefault("PORTAL_FONTS_DIR", str(FONTS))
    environment.setdefault("DJANGO_SETTINGS_MODULE", "appraisal_portal.settings")
    if "PORTAL_KEYS_FILE" not in environment:
        environment["PORTAL_KEYS_FILE"] = str(keys)
    if "SECRET_KEY" not in environment and "SECRET_KEY_FILE" not in environment:
        environment["SECRET_KEY_FILE"] = str(secret)
    return environment


def run_environment() -> dict[str, str]:
    """Return the environment of `make run`: data in var/, the demo on, the port from PORT."""
    environment = portal_environment(VAR)
    port = environment.setdefault("PORT", DEFAULT_PORT)
    environment.setdefault("PORTAL_DEMO", "1")
    environment.setdefault("PORTAL_ORIGIN", f"http://127.0.0.1:{port}")
    return environment


@contextmanager
def run_surroundings() -> Iterator[Surroundings]:
    """Provide the durable servers of `make run`; `manage` may use them at the same time."""
    with servers_around(run_environment(), Postgres(VAR / "postgres"), Redis(VAR / "redis")) as around:
        yield around


def embedded_servers() -> list[Server]:
    """Return all servers whose data lies in var/, running or not (those of single test runs left out)."""
    return [Postgres(VAR / "postgres"), Redis(VAR / "redis"), Postgres(TEST_VAR / "postgres", durable=False)]
