"""Experts, draws of experts and who was drawn."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_digests"),
        ("appraisers", "0013_guard_of_quality_managers"),
        ("institutions", "0024_orders_of_recognitions"),
        ("recognition", "0004_guards_of_applications"),
    ]

    operations = [
        migrations.CreateModel(
            name="Expert",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                ("practice_code", models.CharField(max_length=16)),
                (
                    "rank",
                    models.TextField(choices=[("member", "Member of the expert pool"), ("leading", "Leading expert")]),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("nominated", "Nominated, to be decided by the province"),
                            ("appointed", "Appointed"),
                            ("declined", "Not appointed"),
                            ("ended", "Term ended early"),
                        ],
                        default="nominated",
                    ),
                ),
                ("grounds", models.TextField()),
                ("nominated_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                ("decision_reason", models.TextField(blank=True, default="")),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("is_available", models.BooleanField(default=True)),
                ("availability_note", models.TextField(blank=True, default="")),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.TextField(blank=True, default="")),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "appraiser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expertise", to="appraisers.appraiser"
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExpertDraw",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("city_code", models.CharField(blank=True, max_length=6)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("matter", models.TextField()),
                ("practice_code", models.CharField(max_length=16)),
                ("size", models.PositiveSmallIntegerField()),
                ("experts", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                (
                    "recused",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("recusals", models.JSONField(default=dict)),
                ("plan", models.TextField()),
                ("commitment", models.CharField(max_length=64)),
                ("seed_source", models.TextField()),
                ("seed_on", models.DateField()),
                ("seed_value", models.TextField(blank=True, default="")),
                ("seed", models.CharField(blank=True, default="", max_length=64)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("committed", "List frozen, waiting for the public value"),
                            ("drawn", "Drawn, experts at work"),
                            ("closed", "Experts evaluated"),
                        ],
                        default="committed",
                    ),
                ),
                ("opened_on", models.DateField()),
                ("drawn_on", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expert_draws",
                        to="institutions.institution",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExpertSeat",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[("drawn", "Drawn"), ("replaced", "Recused, replaced"), ("evaluated", "Evaluated")],
                        default="drawn",
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "mark",
                    models.TextField(
                        blank=True,
                        choices=[("good", "Good"), ("fair", "Fair"), ("poor", "Poor"), ("absent", "Did not appear")],
                        default="",
                    ),
                ),
                ("note", models.TextField(blank=True, default="")),
                (
                    "draw",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="recognition.expertdraw",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="recognition.expert"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["-nominated_on", "-id"], name="expert_newest"),
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["city_code", "-nominated_on", "-id"], name="expert_city_newest"),
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["county_code", "-nominated_on", "-id"], name="expert_county_newest"),
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["institution", "-nominated_on", "-id"], name="expert_inst_newest"),
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["practice_code", "state"], name="expert_by_category"),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["nominated", "appointed"])),
                fields=("appraiser", "practice_code"),
                name="an_expert_stands_once_a_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["appointed", "ended"]),
                        ("valid_from__isnull", False),
                        ("valid_until__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ["appointed", "ended"]), _negated=True),
                        ("valid_from__isnull", True),
                        ("valid_until__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="appointed_experts_have_a_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_on__isnull", False), ("state", "ended"), models.Q(("end_reason", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "ended"), _negated=True), ("end_reason", ""), ("ended_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="ended_terms_have_day_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_term_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="expertdraw",
            index=models.Index(fields=["-opened_on", "-id"], name="expert_draw_newest"),
        ),
        migrations.AddIndex(
            model_name="expertdraw",
            index=models.Index(fields=["city_code", "-opened_on", "-id"], name="expert_draw_city_newest"),
        ),
        migrations.AddIndex(
            model_name="expertdraw",
            index=models.Index(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=["organ", "seed_on", "id"],
                name="expert_draw_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="expertdraw",
            constraint=models.UniqueConstraint(
                fields=("organ", "year", "number"), name="one_expert_draw_a_number_of_an_organ_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="expertdraw",
            constraint=models.CheckConstraint(
                condition=models.Q(("seed_on__gt", models.F("opened_on"))), name="the_value_comes_after_the_promise"
            ),
        ),
        migrations.AddConstraint(
            model_name="expertdraw",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("drawn_on__isnull", True), ("seed", ""), ("state", "committed")),
                    models.Q(
                        models.Q(("state", "committed"), _negated=True),
                        ("drawn_on__isnull", False),
                        models.Q(("seed", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="drawn_experts_have_day_and_seed",
            ),
        ),
        migrations.AddConstraint(
            model_name="expertseat",
            constraint=models.UniqueConstraint(fields=("draw", "place"), name="one_expert_a_place_of_a_draw"),
        ),
        migrations.AddConstraint(
            model_name="expertseat",
            constraint=models.UniqueConstraint(fields=("draw", "expert"), name="an_expert_is_drawn_once_a_draw"),
        ),
        migrations.AddConstraint(
            model_name="expertseat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "evaluated"), models.Q(("mark", ""), _negated=True)),
                    models.Q(models.Q(("state", "evaluated"), _negated=True), ("mark", "")),
                    _connector="OR",
                ),
                name="evaluated_experts_have_a_mark",
            ),
        ),
    ]
