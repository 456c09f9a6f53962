import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import foundation.accounts.sealed_field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("law", "0001_legal_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("identity_number", foundation.accounts.sealed_field.SealedField(null=True)),
                ("identity_index", models.BinaryField(max_length=32, null=True, unique=True)),
                ("phone", foundation.accounts.sealed_field.SealedField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("verb", models.TextField()),
                ("role", models.TextField()),
                ("level", models.TextField()),
                ("effective_from", models.DateField()),
                ("effective_to", models.DateField(blank=True, null=True)),
                ("source", models.TextField(blank=True)),
                ("from_file", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("verb", "role", "level", "effective_from"),
                        name="one_delegation_a_verb_role_level_and_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("organ", "Judicial administrative organ"),
                            ("institution", "Judicial appraisal institution"),
                            ("association", "Judicial appraisal association"),
                            ("case_handling", "Case-handling organ"),
                        ]
                    ),
                ),
                (
                    "level",
                    models.TextField(
                        choices=[("province", "Province"), ("city", "City"), ("county", "County"), ("none", "None")],
                        default="none",
                    ),
                ),
                ("name", models.TextField()),
                ("short_name", models.TextField(blank=True)),
                ("credit_code", models.TextField(blank=True)),
                ("city_code", models.CharField(blank=True, max_length=6)),
                ("county_code", models.CharField(blank=True, max_length=6)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("is_synthetic", models.BooleanField(default=False)),
                ("sort_key", models.TextField(blank=True, db_collation="C")),
                (
                    "tokens",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("division", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="law.division")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "name", "id"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="official e-mail")),
                ("username", models.CharField(max_length=64, unique=True, verbose_name="sign-in name")),
                ("is_active", models.BooleanField(default=True)),
                ("must_change_password", models.BooleanField(default=False)),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="user", to="accounts.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.TextField(
                        choices=[
                            ("officer", "Officer"),
                            ("leader", "Leader of the organ"),
                            ("complaint_handler", "Complaint handler"),
                            ("inspector", "Inspector"),
                            ("auditor", "Auditor"),
                            ("system_administrator", "System administrator"),
                            ("institution_administrator", "Institution administrator"),
                            ("case_clerk", "Case clerk"),
                            ("appraiser", "Appraiser"),
                            ("assistant", "Assistant to appraisers"),
                            ("quality_manager", "Quality manager"),
                            ("head_of_institution", "Head of institution"),
                            ("expert", "Expert"),
                            ("association_secretary", "Association secretary"),
                            ("organ_user", "User of a case-handling organ"),
                        ]
                    ),
                ),
                ("city_code", models.CharField(blank=True, max_length=6)),
                ("county_code", models.CharField(blank=True, max_length=6)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="accounts.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.BinaryField(max_length=32)),
                ("network", models.BinaryField(max_length=32)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                ("blocked_until", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "network"), name="failures_are_counted_per_account_and_network"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ResetCode",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="reset_code",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("code_hash", models.BinaryField(max_length=32)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("params", models.JSONField(default=dict)),
                ("link", models.TextField(blank=True)),
                ("key", models.TextField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-created_at", "-id"], name="notice_newest"),
                    models.Index(condition=models.Q(("read_at__isnull", True)), fields=["user"], name="notice_unread"),
                ],
                "constraints": [models.UniqueConstraint(fields=("user", "key"), name="a_notice_reaches_a_user_once")],
            },
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=django.contrib.postgres.indexes.GinIndex(fields=["tokens"], name="organisation_by_token"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["kind", "city_code", "sort_key"], name="organisation_by_city"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("kind", "name", "division"), name="one_body_of_a_name_and_kind_per_division"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["organ", "association"]), _negated=True),
                    models.Q(("level", "none"), _negated=True),
                    _connector="OR",
                ),
                name="organs_and_associations_have_a_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_posting_ends_after_it_begins",
            ),
        ),
    ]
