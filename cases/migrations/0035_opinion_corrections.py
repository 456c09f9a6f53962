"""Corrections of issued opinions, and the day of the first one on the case."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import foundation.accounts.sealed_field


class Migration(migrations.Migration):
    dependencies = [
        ("appraisers", "0016_guards_of_certificate_states"),
        ("cases", "0034_guards_of_custody"),
        ("documents", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpinionCorrection",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "part",
                    models.TextField(
                        choices=[
                            ("basics", "Basic information"),
                            ("facts", "Basic facts"),
                            ("summary", "Summary of the materials"),
                            ("process", "Process of the appraisal"),
                            ("analysis", "Analysis"),
                            ("annexes", "Annexes"),
                            ("signatures", "Signatures, seal and number"),
                        ]
                    ),
                ),
                ("location", models.TextField()),
                ("ground", models.TextField()),
                ("reason", models.TextField()),
                ("old_words", foundation.accounts.sealed_field.SealedField(null=True)),
                ("new_words", foundation.accounts.sealed_field.SealedField(null=True)),
                ("certificate_number", models.TextField()),
                ("corrected_on", models.DateField()),
                ("pages", models.PositiveIntegerField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="corrected_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("corrected_on__isnull", False)),
                fields=["-accepted_on", "-id"],
                name="case_corrected",
            ),
        ),
        migrations.AddField(
            model_name="opinioncorrection",
            name="appraiser",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="appraisers.appraiser"
            ),
        ),
        migrations.AddField(
            model_name="opinioncorrection",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinion_corrections",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="opinioncorrection",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinioncorrection",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="one_correction_a_number_and_opinion"),
        ),
        migrations.AddConstraint(
            model_name="opinioncorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="corrections_are_counted_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinioncorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part__in", ["analysis", "annexes", "basics", "facts", "process", "signatures", "summary"])
                ),
                name="a_correction_never_touches_the_opinion_itself",
            ),
        ),
    ]
