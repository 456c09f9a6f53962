"""The embedded servers: credentials, roles, restart, several users at a time."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from workshop.broker import Redis
from workshop.postgres import Postgres


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="servers-"))
    made.chmod(0o755)  # the server's user must be able to pass
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def postgres(folder: Path) -> Iterator[Postgres]:
    server = Postgres(folder / "postgres", durable=False)
    with server.held():
        yield server


def ask(url: str, query: str) -> object:
    link = psycopg2.connect(url)
    try:
        with link.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]
    finally:
        link.close()


def test_the_cluster_is_version_18_with_checksums_and_its_own_collation(postgres: Postgres) -> None:
    assert str(ask(postgres.url(), "SHOW server_version")).startswith("18")
    assert ask(postgres.url(), "SHOW data_checksums") == "on"
    assert ask(postgres.url(), "SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


def test_the_owner_may_make_tables_and_the_application_may_not(postgres: Postgres) -> None:
    roles = "SELECT rolsuper::text || rolcreatedb || rolcreaterole FROM pg_roles WHERE rolname = current_user"
    assert ask(postgres.owner_url(), roles) == "falsetruefalse"
    assert ask(postgres.url(), roles) == "falsefalsefalse"
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(postgres.url(), "CREATE TABLE t (x int)")


def test_a_wrong_password_is_refused(postgres: Postgres) -> None:
    wrong = postgres.url().replace("portal_app:", "portal_app:0")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask(wrong, "SELECT 1")


def test_the_last_user_stops_the_server_and_the_data_stays(folder: Path) -> None:
    first, second = Postgres(folder / "shared"), Postgres(folder / "shared")
    with first.held():
        first.sql("CREATE TABLE kept (x int); INSERT INTO kept VALUES (7);", database="portal")
        with second.held():
            pass
        assert first.running()
    assert not first.running()
    with second.held():
        assert second.sql("SELECT x FROM kept;", database="portal").strip() == "7"


def test_databases_are_dropped_by_prefix_only(postgres: Postgres) -> None:
    for name in ("test_r1_main", "test_r1_gw0", "test_r10_main"):
        postgres.sql(f"CREATE DATABASE {name};")
    postgres.drop_databases("test_r1_")
    assert postgres.sql("SELECT datname FROM pg_database WHERE datname LIKE 'test%';").split() == ["test_r10_main"]


def test_redis_wants_its_password_keeps_its_queue_and_ends(folder: Path) -> None:
    server = Redis(folder / "redis")
    with server.held():
        redis.Redis.from_url(server.url()).lpush("queue", "job")
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(f"redis://{server.url().partition('@')[2]}").ping()
    assert not server.running()
    with server.held():
        assert redis.Redis.from_url(server.url()).llen("queue") == 1
