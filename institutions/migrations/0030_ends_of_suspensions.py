"""A suspension ends by report and decision, an item is given up by request: what lapses keep of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0029_guard_of_accreditations_of_sheets"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="lapse",
            name="a_condition_is_lost_once_at_a_time",
        ),
        migrations.AddField(
            model_name="lapse",
            name="report",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="lapse",
            name="reported_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="lapse",
            name="term_over_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="lapse",
            name="outcome",
            field=models.TextField(
                blank=True,
                choices=[
                    ("restored", "Condition kept again"),
                    ("given_up", "Item given up"),
                    ("ended", "Registration has ended"),
                    ("resumed", "Item resumed"),
                    ("deregistered", "Item deregistered"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="lapse",
            name="state",
            field=models.TextField(
                choices=[
                    ("open", "Condition lost"),
                    ("asked", "Suspension asked for"),
                    ("suspended", "Suspended for rectification"),
                    ("reported", "Reported as kept again"),
                    ("surrendered", "Giving up asked for"),
                    ("closed", "Lapse closed"),
                ],
                default="open",
            ),
        ),
        migrations.AddConstraint(
            model_name="lapse",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("open", "asked", "suspended", "reported", "surrendered"))),
                fields=("institution", "condition", "category"),
                name="a_condition_is_lost_once_at_a_time",
            ),
        ),
    ]
