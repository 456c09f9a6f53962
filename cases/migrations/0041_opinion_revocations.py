"""Revocations of issued opinions, and the day of it on the case."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0040_guards_of_what_is_asked_and_agreed"),
        ("documents", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpinionRevocation",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="opinion_revocation",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("ground", models.TextField()),
                ("reason", models.TextField()),
                ("found_on", models.DateField()),
                ("revoked_on", models.DateField()),
                ("pages", models.PositiveIntegerField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
        ),
        migrations.AddField(
            model_name="case",
            name="revoked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("revoked_on__isnull", False)), fields=["-accepted_on", "-id"], name="case_revoked"
            ),
        ),
        migrations.AddField(
            model_name="opinionrevocation",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionrevocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("found_on__lte", models.F("revoked_on"))), name="what_is_revoked_was_found_before"
            ),
        ),
    ]
