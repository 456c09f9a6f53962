import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people_and_postings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("licence_number", models.TextField(unique=True)),
                ("licence_from", models.DateField()),
                ("licence_until", models.DateField()),
                ("abbreviation", models.TextField()),
                (
                    "practice_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), default=list, size=None
                    ),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("normal", "In practice"),
                            ("suspended", "Suspended for rectification"),
                            ("ended", "Ended"),
                        ],
                        default="normal",
                    ),
                ),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["licence_until", "organisation"], name="institution_by_expiry"),
                    models.Index(fields=["city_code", "licence_until"], name="institution_city_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("licence_until__gte", models.F("licence_from"))),
                        name="a_licence_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]
