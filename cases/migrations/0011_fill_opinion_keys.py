"""Fill the opinion keys of present cases, 5,000 at a time. A derived column: no event is needed, and none is written."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from foundation.exchange.cells.identifiers import case_number_key

CHUNK = 5_000
UPDATE = """
UPDATE cases_case SET opinion_key = filled.key
FROM unnest(%s::uuid[], %s::text[]) AS filled (id, key) WHERE cases_case.id = filled.id
"""


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Go through the cases that have an opinion number, by primary key."""
    rows = apps.get_model("cases", "Case")._base_manager.exclude(opinion_number="").order_by("pk")
    last = None
    while True:
        chunk = list((rows.filter(pk__gt=last) if last else rows).values_list("pk", "opinion_number")[:CHUNK])
        if not chunk:
            return
        last = chunk[-1][0]
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(UPDATE, [[str(key) for key, _number in chunk], [case_number_key(n) for _key, n in chunk]])


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_opinion_key")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
