"""Fill what the names of present rows are found by. Derived columns: no event is needed, and none is written."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from foundation.accounts.names import spell

CHUNK = 2_000


def fill(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Spell every name once."""
    for name, person in (("Organisation", False), ("Person", True)):
        model = apps.get_model("accounts", name)
        rows = list(model._base_manager.only("pk", "name"))
        for row in rows:
            spelling = spell(row.name, person=person)
            row.tokens, row.name_key = spelling.tokens, spelling.key
        for at in range(0, len(rows), CHUNK):
            model._base_manager.bulk_update(rows[at : at + CHUNK], ["tokens", "name_key"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_names_are_found")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
