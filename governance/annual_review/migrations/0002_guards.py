"""No row of these tables appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("annual_review", "0001_annual_reviews")]
    operations = [
        Guard("reviewyear", prefix="review_year"),
        Guard("annualreview", prefix="annual_review"),
        Guard("reviewline", prefix="annual_review", key="review_id"),
    ]
