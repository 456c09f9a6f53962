"""What a row of a sheet became, for kinds whose rows are acts of their own."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0007_export_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoadedRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("row", models.PositiveIntegerField()),
                ("target", models.UUIDField()),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loaded_rows",
                        to="exchange.import",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "row"), name="a_row_of_a_sheet_is_loaded_once")
                ],
            },
        ),
    ]
