"""Experts from outside the profession, and where they work."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import foundation.accounts.sealed_field


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_digests"),
        ("appraisers", "0016_guards_of_certificate_states"),
        ("institutions", "0044_premises_as_a_condition"),
        ("recognition", "0006_guards_of_experts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="expert",
            name="appraiser",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expertise",
                to="appraisers.appraiser",
            ),
        ),
        migrations.AlterField(
            model_name="expert",
            name="county_code",
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AlterField(
            model_name="expert",
            name="institution",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.CreateModel(
            name="Outsider",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("employer", models.TextField()),
                ("title", models.TextField(blank=True, default="")),
                ("field", models.TextField()),
                ("contact", foundation.accounts.sealed_field.SealedField(null=True)),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outsider", to="accounts.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("employer", models.TextField()),
                ("title", models.TextField(blank=True, default="")),
                ("told_on", models.DateField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "outsider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to="recognition.outsider",
                    ),
                ),
            ],
            options={
                "ordering": ["-trail_seq"],
            },
        ),
        migrations.AddField(
            model_name="expert",
            name="outsider",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="expertise",
                to="recognition.outsider",
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["nominated", "appointed"])),
                fields=("outsider", "practice_code"),
                name="an_outsider_stands_once_a_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appraiser__isnull", False), ("institution__isnull", False), ("outsider__isnull", True)),
                    models.Q(("appraiser__isnull", True), ("institution__isnull", True), ("outsider__isnull", False)),
                    _connector="OR",
                ),
                name="an_expert_is_an_appraiser_or_comes_from_outside",
            ),
        ),
    ]
