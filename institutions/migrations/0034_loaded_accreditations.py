"""Which row of which import a certificate of accreditation was goes where all sheets of records keep it."""

from typing import Any

from django.db import migrations


def move(apps: Any, _schema_editor: Any) -> None:
    """Write a loaded row for each certificate that came by a sheet."""
    accreditations, rows = apps.get_model("institutions", "Accreditation"), apps.get_model("exchange", "LoadedRow")
    found = accreditations.objects.filter(import_id__isnull=False).values_list("import_id", "import_row", "pk")
    rows.objects.bulk_create(rows(source_id=source, row=row, target=key) for source, row, key in found)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0033_guard_of_methods_of_accreditations"), ("exchange", "0008_loaded_rows")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
