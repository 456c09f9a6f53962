"""From which import a certificate of accreditation came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0027_guard_of_registration_states")]

    operations = [
        migrations.AddField(model_name="accreditation", name="import_id", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="accreditation", name="import_row", field=models.IntegerField(null=True)),
        migrations.AddIndex(
            model_name="accreditation",
            index=models.Index(
                condition=models.Q(("import_id__isnull", False)), fields=["import_id"], name="accreditation_by_import"
            ),
        ),
    ]
