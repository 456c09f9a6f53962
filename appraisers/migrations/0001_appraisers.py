import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_people_and_postings"),
        ("institutions", "0001_institutions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appraiser",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("certificate_number", models.TextField(unique=True)),
                ("certificate_from", models.DateField()),
                ("certificate_until", models.DateField()),
                (
                    "practice_codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), default=list, size=None
                    ),
                ),
                ("city_code", models.CharField(max_length=6)),
                ("county_code", models.CharField(max_length=6)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisers",
                        to="institutions.institution",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appraiser", to="accounts.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["certificate_until", "id"], name="appraiser_by_expiry"),
                    models.Index(fields=["city_code", "certificate_until"], name="appraiser_city_expiry"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("certificate_until__gte", models.F("certificate_from"))),
                        name="a_certificate_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]
