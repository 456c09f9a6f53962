"""Cells of what a city falls into: its institutions and its categories, by month and by day."""

from django.db import migrations, models


def _cells(time: str, keys: tuple[str, ...], *, bucket: bool) -> list[tuple[str, models.Field]]:
    fields: list[tuple[str, models.Field]] = [
        (
            "pk",
            models.CompositePrimaryKey(*keys, blank=True, editable=False, primary_key=True, serialize=False),
        ),
        ("measure", models.TextField()),
        ("city", models.CharField(max_length=6)),
        (time, models.DateField()),
        ("county", models.CharField(max_length=6)),
        ("institution", models.UUIDField()),
        ("category", models.CharField(max_length=16)),
    ]
    if bucket:
        fields.append(("bucket", models.IntegerField()))
    return [*fields, ("value", models.BigIntegerField())]


class Migration(migrations.Migration):
    dependencies = [("kpi", "0007_targets_of_categories")]
    operations = [
        migrations.CreateModel(
            name="PartMonth",
            fields=_cells(
                "month", ("measure", "city", "month", "county", "institution", "category", "bucket"), bucket=True
            ),
            options={"db_table": "kpi_part_month"},
        ),
        migrations.CreateModel(
            name="PartDay",
            fields=_cells("day", ("measure", "city", "day", "county", "institution", "category"), bucket=False),
            options={"db_table": "kpi_part_day"},
        ),
        migrations.AddField(
            model_name="installedmeasure",
            name="parts_by_day",
            field=models.BooleanField(default=False, db_default=False),
        ),
    ]
