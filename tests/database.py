"""Test databases: migrated once into a template keyed by what makes it, cloned for each process.

The owner makes them; the tests then act as the application role, as the portal does.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent
_MAKING = ("**/migrations/*.py", "reference/**/*", "foundation/audit/*.py", "*/*/reference.py")
_LOCK = 20_261_123


@contextmanager
def in_one_transaction() -> Iterator[None]:
    """One transaction in which durable verbs may stand, as in the one that pytest opens around most tests.

    For tests that see committed rows (a browser reads them), so that factories append and write together.
    """
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield


def make_test_database(worker: str) -> str:
    """Clone the template for this process and return the name of the clone."""
    name = f"test_{os.environ.get('PORTAL_TEST_RUN', 'alone')}_{worker}"
    with _owner("postgres") as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])  # one process makes the template, the others wait
        template = _template(cursor)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return name


def serve(name: str) -> None:
    """Point the default connection at database `name`."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def in_a_copy() -> Iterator[None]:
    """Work in a database of one's own: for tests that change reference data for good, which emptying leaves in place.

    Not the database of the process made anew: a browser of an earlier test may still hold a connection to it.
    """
    name, run = str(connection.settings_dict["NAME"]), os.environ.get("PORTAL_TEST_RUN", "alone")
    serve(make_test_database(f"{name.removeprefix(f'test_{run}_')}_copy"))
    try:
        yield
    finally:
        serve(name)


def environment_of(name: str) -> dict[str, str]:
    """Return the environment for a process that shall use database `name`."""
    return {
        **os.environ,
        "DATABASE_URL": _renamed(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": _renamed(os.environ["DATABASE_OWNER_URL"], name),
    }


def _template(cursor: Any) -> str:
    """Return the template of the present code, made if it does not exist yet."""
    name = f"template_{_fingerprint()}"
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    if cursor.fetchone():
        return name
    making = f"{name}_making"
    cursor.execute(f'DROP DATABASE IF EXISTS "{making}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{making}"')
    for command in (["migrate", "--no-input", "-v0"], ["load_reference"]):
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *command],
            env={**environment_of(making), "PORTAL_ROLE": "owner"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {command[0]} failed for the test template:\n{done.stderr[-4000:]}")
    cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    return name


def _fingerprint() -> str:
    """Hash everything that shapes the template."""
    digest = hashlib.sha256()
    for pattern in _MAKING:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and ".venv" not in path.parts and "node_modules" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _renamed(url: str, name: str) -> str:
    return url.rsplit("/", 1)[0] + "/" + name


@contextmanager
def _owner(database: str) -> Iterator[Any]:
    """Yield a cursor of the owner outside transactions."""
    owner = settings.DATABASE_OWNER
    link = psycopg2.connect(
        dbname=database, user=owner["USER"], password=owner["PASSWORD"], host=owner["HOST"], port=owner["PORT"] or None
    )
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()
