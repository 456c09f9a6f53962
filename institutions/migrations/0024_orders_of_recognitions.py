"""Each order of the list of recognitions is one index for every scope."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0023_guard_of_recognitions"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="recognition",
            index=models.Index(fields=["-valid_from", "-id"], name="recognition_newest"),
        ),
        migrations.AddIndex(
            model_name="recognition",
            index=models.Index(fields=["city_code", "-valid_from", "-id"], name="recognition_city_newest"),
        ),
        migrations.AddIndex(
            model_name="recognition",
            index=models.Index(fields=["county_code", "-valid_from", "-id"], name="recognition_county_newest"),
        ),
        migrations.AddIndex(
            model_name="recognition",
            index=models.Index(fields=["institution", "-valid_from", "-id"], name="recognition_inst_newest"),
        ),
    ]
