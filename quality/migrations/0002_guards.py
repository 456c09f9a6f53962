"""No row of a case review appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_case_reviews")]
    operations = [
        Guard("casereviewround", prefix="review_round"),
        Guard("reviewpool", prefix="review_round", key="round_id"),
        Guard("drawncase", prefix="drawn_case"),
        Guard("review", prefix="case_review"),
    ]
