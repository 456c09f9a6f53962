"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_postings")]
    operations = [
        Guard("person", prefix="person"),
        Guard("organisation", prefix="organisation", derived=("tokens", "sort_key")),
        Guard("posting", prefix="posting", derived=("city_code", "county_code")),
        Guard("delegation", prefix="delegation", key="verb"),
    ]
