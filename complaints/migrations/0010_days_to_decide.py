"""The days from acceptance to decision, reckoned by the database from the two."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0009_measures"),
    ]

    operations = [
        migrations.AddField(
            model_name="complaint",
            name="days_to_decide",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("decided_on"),
                    models.F("accepted_on"),
                    arg_joiner=" - ",
                    output_field=models.IntegerField(),
                    template="(%(expressions)s)",
                ),
                output_field=models.IntegerField(null=True),
            ),
        ),
    ]
