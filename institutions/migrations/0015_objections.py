"""Objections to restrictions, and the document of a restriction."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_digests"),
        ("documents", "0002_guards"),
        ("institutions", "0014_orders_of_accreditations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("raised", "Objection raised, to be decided"),
                            ("upheld", "Objection upheld"),
                            ("rejected", "Objection rejected"),
                        ],
                        default="raised",
                    ),
                ),
                ("text", models.TextField()),
                ("raised_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("decision_document", models.TextField(blank=True, default="")),
                ("decision_reason", models.TextField(blank=True, default="")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
        ),
        migrations.AddField(
            model_name="restriction",
            name="document",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddIndex(
            model_name="restriction",
            index=models.Index(fields=["valid_from", "id"], name="restriction_by_beginning"),
        ),
        migrations.AddField(
            model_name="objection",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="evidence",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="raised_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="restriction",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="objection", to="institutions.restriction"
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(
                condition=models.Q(("state", "raised")), fields=["raised_on", "id"], name="objection_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True),
                        ("decided_on__isnull", True),
                        ("decision_document", ""),
                        ("state", "raised"),
                    ),
                    models.Q(
                        models.Q(("state", "raised"), _negated=True),
                        ("decided_by__isnull", False),
                        ("decided_on__isnull", False),
                        models.Q(("decision_document", ""), _negated=True),
                        models.Q(("decision_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_decided_objection_says_by_whom_and_why",
            ),
        ),
    ]
