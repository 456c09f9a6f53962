"""No plain name of a client who may be a private person, and no seal without its event, from now on."""

from django.db import migrations, models
from django.db.models import Q

from foundation.audit.guard import Guard

CASE_DERIVED = ("due_on", "due_provisional", "turnaround_days", "gross_days", "opinion_key", "extended_on")
MASKED = ~Q(client_kind="non_litigation") | Q(client_name="") | Q(client_name__endswith="＊＊")


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_seal_present_clients")]
    operations = [
        migrations.AddConstraint(
            "case", models.CheckConstraint(condition=MASKED, name="a_private_client_of_a_case_is_masked")
        ),
        migrations.AddConstraint(
            "entrustment", models.CheckConstraint(condition=MASKED, name="a_private_client_is_masked")
        ),
        Guard("case", prefix="case", derived=CASE_DERIVED),
        Guard("entrustment", prefix="case", derived=("due_on", "due_provisional")),
    ]
