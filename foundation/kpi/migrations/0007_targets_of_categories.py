"""Targets may be set for each practice category; the column only changes with an event, as the others."""

from django.db import migrations, models

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("kpi", "0006_guards_of_checks")]
    operations = [
        migrations.AddField("target", "category", models.CharField(max_length=16, blank=True, default="")),
        migrations.AlterModelOptions("target", {"ordering": ["kpi", "area", "category", "year"]}),
        migrations.RemoveConstraint("target", "one_target_a_kpi_area_and_year"),
        migrations.AddConstraint(
            "target",
            models.UniqueConstraint(
                fields=("kpi", "area", "category", "year"), name="one_target_a_kpi_area_category_and_year"
            ),
        ),
        Guard("target", prefix="kpi.target", key="code"),
    ]
