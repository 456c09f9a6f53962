"""Entrustments that are accepted: their day, which only changes with an event, and the series of case numbers."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import foundation.audit.guard

STATES = [
    ("received", "Received, to be decided"),
    ("withdrawn", "Withdrawn"),
    ("refused", "Not accepted"),
    ("accepted", "Accepted as a case"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_refused_entrustments"),
        ("institutions", "0001_institutions"),
    ]

    operations = [
        migrations.AlterField("entrustment", "state", models.TextField(choices=STATES)),
        migrations.AddField("entrustment", "accepted_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "entrustment",
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_on__isnull=False)
                | (~Q(state="accepted") & Q(accepted_on__isnull=True)),
                name="accepted_entrustments_have_a_day_of_acceptance",
            ),
        ),
        migrations.RemoveIndex("entrustment", "entrustment_by_reference"),
        migrations.AddIndex(
            "entrustment",
            models.Index(
                fields=["reference_key", "practice_code"],
                name="entrustment_by_reference",
                condition=Q(state__in=["received", "accepted"]) & ~Q(reference_key=""),
            ),
        ),
        foundation.audit.guard.Guard("entrustment", prefix="case", derived=("due_on", "due_provisional")),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("case", "Case number")])),
                ("year", models.PositiveSmallIntegerField()),
                ("practice_code", models.CharField(max_length=16)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["institution", "kind", "year", "practice_code"],
                        name="one_series_a_kind_year_and_category",
                    )
                ],
            },
        ),
    ]
