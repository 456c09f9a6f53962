"""Columns by which extensions and process entries are counted; present rows are filled by the next migration."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import django.db.models.functions.datetime
import django.db.models.lookups
from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_ways_of_cases"), ("institutions", "0014_orders_of_accreditations")]
    operations = [
        migrations.AddField("case", "extended_on", models.DateField(null=True)),
        migrations.AddField(
            "processentry",
            "institution",
            models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=models.PROTECT,
                related_name="+",
                to="institutions.institution",
            ),
        ),
        migrations.AddField("processentry", "city_code", models.CharField(max_length=6, default="")),
        migrations.AddField("processentry", "county_code", models.CharField(max_length=6, default="")),
        migrations.AddField(
            "processentry",
            "recorded_on",
            models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.datetime.TruncDate(
                    "recorded_at", tzinfo=ZoneInfo("Asia/Shanghai")
                ),
                output_field=models.DateField(),
            ),
        ),
        migrations.AddField(
            "processentry",
            "is_prompt",
            models.GeneratedField(
                db_persist=True,
                expression=django.db.models.lookups.LessThanOrEqual(
                    models.ExpressionWrapper(F("recorded_at") - F("happened_at"), output_field=models.DurationField()),
                    models.Value(timedelta(hours=24), models.DurationField()),
                ),
                output_field=models.BooleanField(),
            ),
        ),
    ]
