"""Calendar editions and their days, which only appear together with an event."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0001_trail")]
    operations = [
        migrations.CreateModel(
            name="CalendarEdition",
            fields=[
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveSmallIntegerField()),
                ("version", models.CharField(max_length=32)),
                ("published", models.BooleanField()),
                ("source", models.TextField()),
                ("digest", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "ordering": ["year", "serial"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "serial"), name="one_calendar_edition_a_year_and_serial"),
                    models.UniqueConstraint(fields=("version",), name="one_calendar_edition_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("serial__gte", 1)), name="serials_of_calendar_editions_begin_with_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trail_seq", models.BigIntegerField(editable=False)),
                ("date", models.DateField()),
                (
                    "kind",
                    models.TextField(choices=[("holiday", "Holiday"), ("makeup_workday", "Make-up workday")]),
                ),
                ("name", models.TextField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="clocks.calendaredition"
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "date"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "date"), name="one_kind_a_calendar_day"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["holiday", "makeup_workday"])),
                        name="a_calendar_day_is_off_or_made_up",
                    ),
                ],
            },
        ),
        Guard("calendaredition", prefix="calendar"),
        Guard("calendarday", prefix="calendar", key="edition_id"),
    ]
