"""Which instruments and methods an entry of a process record names."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0026_conduct_is_counted"),
        ("equipment", "0001_equipment"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProcessUse",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("used_on", models.DateField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="cases.processentry",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="equipment.instrument",
                    ),
                ),
                (
                    "method",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="equipment.method",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("instrument__isnull", False)),
                        fields=["instrument", "used_on", "case"],
                        name="use_of_an_instrument",
                    ),
                    models.Index(
                        condition=models.Q(("method__isnull", False)),
                        fields=["method", "used_on", "case"],
                        name="use_of_a_method",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("instrument__isnull", False), ("method__isnull", True)),
                            models.Q(("instrument__isnull", True), ("method__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_use_names_one_instrument_or_one_method",
                    ),
                    models.UniqueConstraint(
                        fields=("entry", "instrument", "method"), name="a_use_is_named_once_an_entry"
                    ),
                ],
            },
        ),
    ]
