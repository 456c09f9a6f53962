"""Policies of professional liability."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0016_guards_of_objections"),
    ]

    operations = [
        migrations.CreateModel(
            name="InsurancePolicy",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("insurer", models.TextField()),
                ("policy_number", models.TextField()),
                ("cover", models.PositiveBigIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "ordering": ["-valid_until", "policy_number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on", None)), fields=["valid_until", "id"], name="policy_by_expiry"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                        name="a_policy_ends_after_it_begins",
                    ),
                    models.CheckConstraint(condition=models.Q(("cover__gte", 1)), name="a_policy_covers_something"),
                    models.UniqueConstraint(
                        fields=("institution", "policy_number", "valid_from"), name="a_policy_is_recorded_once"
                    ),
                ],
            },
        ),
    ]
