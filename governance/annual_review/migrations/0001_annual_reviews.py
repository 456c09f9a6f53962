"""A year under review, the reviews of its institutions, and the lines of each submission."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0012_year_standings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewYear",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                (
                    "state",
                    models.TextField(
                        choices=[("preparing", "Reviews are being created"), ("running", "Under way")],
                        default="preparing",
                    ),
                ),
                ("opened_on", models.DateField()),
                ("begins_on", models.DateField()),
                ("institutions_until", models.DateField()),
                ("cities_until", models.DateField()),
                ("province_until", models.DateField()),
                ("expected", models.PositiveIntegerField()),
                ("is_synthetic", models.BooleanField(default=False)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-year", "-id"], name="review_year_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins_on__gte", models.F("opened_on")),
                            ("institutions_until__gte", models.F("begins_on")),
                            ("cities_until__gte", models.F("institutions_until")),
                            ("province_until__gte", models.F("cities_until")),
                        ),
                        name="the_dates_of_a_review_year_follow_each_other",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnualReview",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "With the institution"),
                            ("returned", "Returned to the institution"),
                            ("submitted", "With the city"),
                            ("proposed", "With the province"),
                            ("decided", "Result decided"),
                        ],
                        default="open",
                    ),
                ),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("submitted_on", models.DateField(null=True)),
                ("is_late", models.BooleanField(default=False)),
                ("disputed", models.PositiveSmallIntegerField(default=0)),
                ("statement", models.TextField(blank=True, default="")),
                ("returned_on", models.DateField(null=True)),
                ("return_reason", models.TextField(blank=True, default="")),
                ("proposed_on", models.DateField(null=True)),
                (
                    "proposal",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("passed", "Passes"),
                            ("rectify", "Passes after rectification"),
                            ("failed", "Does not pass"),
                        ],
                        default="",
                    ),
                ),
                ("proposal_reason", models.TextField(blank=True, default="")),
                ("absent", models.BooleanField(default=False)),
                ("decided_on", models.DateField(null=True)),
                (
                    "result",
                    models.TextField(
                        blank=True, choices=[("qualified", "Qualified"), ("not_qualified", "Not qualified")], default=""
                    ),
                ),
                ("result_reason", models.TextField(blank=True, default="")),
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
                        related_name="annual_reviews",
                        to="institutions.institution",
                    ),
                ),
                (
                    "review_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="annual_review.reviewyear",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewLine",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("round", models.PositiveSmallIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("code", models.TextField()),
                ("figure", models.TextField()),
                ("value", models.JSONField()),
                (
                    "answer",
                    models.TextField(
                        blank=True, choices=[("confirmed", "Confirmed"), ("disputed", "Disputed")], default=""
                    ),
                ),
                ("own_value", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "ruling",
                    models.TextField(
                        blank=True,
                        choices=[("own", "The institution's value holds"), ("portal", "The portal's value holds")],
                        default="",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="annual_review.annualreview",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "round", "position"), name="one_line_a_place_and_round"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "disputed"), _negated=True),
                            models.Q(
                                models.Q(("own_value", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_dispute_has_a_value_and_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(fields=["-year", "-id"], name="annual_review_newest"),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(fields=["city_code", "-year", "-id"], name="annual_review_city_newest"),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(fields=["county_code", "-year", "-id"], name="annual_review_county_newest"),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(fields=["institution", "-year", "-id"], name="annual_review_inst_newest"),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(
                condition=models.Q(("state", "decided"), _negated=True),
                fields=["due_on", "id"],
                name="annual_review_due",
            ),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(
                condition=models.Q(("state", "decided"), _negated=True),
                fields=["city_code", "due_on", "id"],
                name="annual_review_city_due",
            ),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(
                condition=models.Q(("state", "decided"), _negated=True),
                fields=["county_code", "due_on", "id"],
                name="annual_review_county_due",
            ),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(
                condition=models.Q(("state", "decided"), _negated=True),
                fields=["institution", "due_on", "id"],
                name="annual_review_inst_due",
            ),
        ),
        migrations.AddIndex(
            model_name="annualreview",
            index=models.Index(fields=["year", "city_code", "state"], name="annual_review_progress"),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.UniqueConstraint(
                fields=("institution", "year"), name="one_annual_review_an_institution_and_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "submitted"), _negated=True), ("submitted_on__isnull", False), _connector="OR"
                ),
                name="submitted_reviews_have_their_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("proposed_on__isnull", False),
                        ("state__in", ["proposed", "decided"]),
                        models.Q(("proposal", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ["proposed", "decided"]), _negated=True),
                        ("proposal", ""),
                        ("proposed_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="proposed_reviews_have_day_and_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="annualreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_on__isnull", False), ("state", "decided"), models.Q(("result", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "decided"), _negated=True), ("decided_on__isnull", True), ("result", "")
                    ),
                    _connector="OR",
                ),
                name="decided_reviews_have_day_and_result",
            ),
        ),
    ]
