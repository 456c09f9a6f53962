"""The telephone of an institution is a fact of its registration with days, as its address is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0049_guard_of_bars_on_heading"),
    ]

    operations = [
        migrations.AddField(
            model_name="registrationstate",
            name="telephone",
            field=models.TextField(blank=True, default=""),
        ),
    ]
