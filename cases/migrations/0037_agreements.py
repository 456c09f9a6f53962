"""The versions of the letter of entrustment, rows that are only added."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import foundation.accounts.sealed_field


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0036_corrections_are_counted"),
        ("documents", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("agreed_on", models.DateField()),
                ("officer", foundation.accounts.sealed_field.SealedField(null=True)),
                ("fee", models.DecimalField(decimal_places=2, max_digits=12)),
                ("fee_terms", models.TextField(blank=True)),
                (
                    "delivery",
                    models.TextField(
                        choices=[
                            ("collect", "The client collects it"),
                            ("mail", "By mail"),
                            ("other", "In another way"),
                        ]
                    ),
                ),
                ("delivery_address", foundation.accounts.sealed_field.SealedField(null=True)),
                ("delivery_note", models.TextField(blank=True)),
                ("copies", models.PositiveSmallIntegerField()),
                (
                    "materials_return",
                    models.TextField(
                        choices=[
                            ("none", "Nothing need be returned"),
                            ("whole", "They are returned whole and undamaged"),
                            ("may_be_spent", "They may be damaged or used up and cannot be returned whole"),
                        ]
                    ),
                ),
                ("materials_keeping", models.TextField(blank=True)),
                (
                    "leftover",
                    models.TextField(
                        choices=[
                            (
                                "collect",
                                "The client collects them within some weeks; after that the institution disposes of them",
                            ),
                            ("dispose", "The institution disposes of them"),
                            ("other", "Dealt with in another way"),
                        ]
                    ),
                ),
                ("leftover_weeks", models.PositiveSmallIntegerField(null=True)),
                ("leftover_fee", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("leftover_note", models.TextField(blank=True)),
                ("limit_days", models.PositiveSmallIntegerField(null=True)),
                ("limit_until", models.DateField(null=True)),
                (
                    "recused",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("recusal_reason", foundation.accounts.sealed_field.SealedField(null=True)),
                ("other_terms", models.TextField(blank=True)),
                (
                    "disputes",
                    models.TextField(
                        choices=[
                            ("litigate", "Negotiation, failing that an action in the competent court"),
                            ("arbitrate", "Negotiation, failing that arbitration"),
                            ("other", "Settled in another way"),
                        ]
                    ),
                ),
                ("disputes_note", models.TextField(blank=True)),
                ("risks_told", models.BooleanField()),
                ("notes", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True, default="")),
                ("consent", models.TextField(blank=True, default="")),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("signed_on", models.DateField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="cases.case",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "signed_copy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="one_agreement_a_number_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_days__isnull", True), ("limit_until__isnull", True), _connector="OR"
                        ),
                        name="an_agreed_limit_is_days_or_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("limit_days__isnull", True), ("limit_days__gte", 1), _connector="OR"),
                        name="an_agreed_limit_is_a_day_at_least",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("risks_told", True)), name="no_agreement_without_the_risks"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1),
                            models.Q(models.Q(("reason", ""), _negated=True), models.Q(("consent", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_changed_agreement_has_reason_and_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_copy__isnull", True), ("signed_on__isnull", False), _connector="OR"
                        ),
                        name="a_signed_copy_has_its_day",
                    ),
                ],
            },
        ),
    ]
