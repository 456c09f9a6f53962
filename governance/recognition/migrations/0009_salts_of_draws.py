"""The secret behind the codes of a draw; older draws have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0008_guards_of_outsiders"),
    ]

    operations = [
        migrations.AddField(
            model_name="expertdraw",
            name="salt",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
