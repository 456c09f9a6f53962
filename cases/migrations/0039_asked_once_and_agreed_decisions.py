import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0038_guard_of_agreements"),
    ]

    operations = [
        migrations.AddField(
            model_name="completion",
            name="materials_before",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="completion",
            name="period_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="completion",
            name="points",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="completion",
            name="raised",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="entrustment",
            name="client_nature",
            field=models.TextField(
                blank=True,
                choices=[("person", "Private person"), ("body", "Company or other body")],
                db_default="",
                default="",
            ),
        ),
        migrations.CreateModel(
            name="AgreedDecision",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "nature",
                    models.TextField(
                        choices=[("complex", "Complex"), ("difficult", "Difficult"), ("special", "Special")]
                    ),
                ),
                ("agreed_on", models.DateField()),
                ("reason", models.TextField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "entrustment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreed_decisions",
                        to="cases.entrustment",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entrustment", "number"), name="one_agreed_decision_a_number_in_an_entrustment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1)), name="an_agreed_decision_has_a_day_at_least"
                    ),
                ],
            },
        ),
    ]
