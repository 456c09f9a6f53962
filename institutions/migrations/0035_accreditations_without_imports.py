"""A certificate of accreditation no longer says itself by which import it came."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0034_loaded_accreditations"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="accreditation",
            name="accreditation_by_import",
        ),
        migrations.RemoveField(
            model_name="accreditation",
            name="import_id",
        ),
        migrations.RemoveField(
            model_name="accreditation",
            name="import_row",
        ),
    ]
