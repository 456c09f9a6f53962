"""Django's `flush`, tamed: it empties test databases only, and leaves reference data in place."""

from typing import Any

import psycopg2
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

# Streams of reference rows: they stay, and so do the events that explain them.
KEPT_STREAMS = ("law.%", "calendar.%", "delegation:%", "kpi.target:%")


class Command(BaseCommand):
    """Empty the tables of a test database; refuse every other one."""

    help = __doc__
    # What Django's TransactionTestCase passes besides; a truncation of everything needs none of it.
    stealth_options = ("allow_cascade", "inhibit_post_migrate", "reset_sequences")

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept what Django's test cases pass."""
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive")
        parser.add_argument("--database", default="default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Truncate as the owner; keep the events that explain reference rows."""
        name = str(connection.settings_dict["NAME"])
        if not name.startswith("test_"):
            raise CommandError("Only a test database can be emptied.")
        tables = {
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if not getattr(model, "is_reference", False)
        } - {"django_content_type", "auth_permission", "audit_event", "audit_head"}
        existing = set(connection.introspection.table_names()) | {"audit_event"}
        owner = settings.DATABASE_OWNER
        kept = " OR ".join(f"stream LIKE '{pattern}'" for pattern in KEPT_STREAMS)
        columns = "stream, seq, kind, actor, body, body_hash, prev, hash, alg, xid, recorded_at"
        with (
            psycopg2.connect(
                dbname=name,
                user=owner["USER"],
                password=owner["PASSWORD"],
                host=owner["HOST"],
                port=owner["PORT"] or None,
            ) as own,
            own.cursor() as cursor,
        ):
            cursor.execute(f"CREATE TEMP TABLE kept AS SELECT {columns} FROM audit_event WHERE {kept}")  # noqa: S608  (constants)
            listed = ", ".join(f'"{table}"' for table in sorted(tables & existing | {"audit_event", "audit_head"}))
            cursor.execute(f"TRUNCATE {listed} RESTART IDENTITY")
            cursor.execute(f"INSERT INTO audit_event ({columns}) SELECT {columns} FROM kept")  # noqa: S608  (constants)
            cursor.execute(
                "INSERT INTO audit_head SELECT DISTINCT ON (stream) stream, seq, hash"
                " FROM kept ORDER BY stream, seq DESC"
            )
        own.close()
