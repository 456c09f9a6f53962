"""Seal the names of clients outside litigation that stand in plain text, each with its event."""

from typing import Any

from django.db import migrations

from foundation.accounts.sealed_field import seal_value
from foundation.audit import trail
from foundation.audit.actors import SYSTEM

CHUNK = 5_000
_PLAIN = "client_kind = 'non_litigation' AND client_name <> '' AND client_name NOT LIKE '%%＊＊'"


def seal(apps: Any, schema_editor: Any) -> None:
    """Seal case by case and entrustment by entrustment, in chunks."""
    for model in ("Case", "Entrustment"):
        table = apps.get_model("cases", model)._meta.db_table
        while seal_some(schema_editor.connection, table):
            pass


def seal_some(connection: Any, table: str) -> int:
    """Seal the next names of a table that stand in the open; return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, client_name FROM {table} WHERE {_PLAIN} LIMIT %s", [CHUNK])  # noqa: S608
        rows = cursor.fetchall()
        numbers = trail.append_many(trail.Draft(f"case:{key}", "case.client_sealed", SYSTEM) for key, _name in rows)
        cursor.executemany(
            f"UPDATE {table} SET client_sealed = %s, client_name = %s, trail_seq = %s WHERE id = %s",  # noqa: S608
            [
                (seal_value(table, "client_sealed", key, name), f"{name[0]}＊＊", numbers[f"case:{key}"], key)
                for key, name in rows
            ],
        )
        return len(rows)


class Migration(migrations.Migration):
    dependencies = [("cases", "0029_seal_of_clients"), ("audit", "0004_progress_and_missed_moments")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
