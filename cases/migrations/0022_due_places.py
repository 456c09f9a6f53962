"""An index that holds where the cases in progress are by their last day: the deadline board reads nothing else."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Add the index."""

    dependencies = [("cases", "0021_shares_and_entrustments")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["due_on"],
                include=["city_code", "county_code", "institution", "practice_code"],
                name="case_due_places",
                condition=Q(state="in_progress"),
            ),
        ),
    ]
