"""Nothing writes a status that bars any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0046_suspensions_as_restrictions")]
    operations = [
        migrations.AddConstraint(
            "institution",
            models.CheckConstraint(
                condition=models.Q(status__in=["normal", "ended"]), name="a_status_bars_nothing_by_itself"
            ),
        )
    ]
