"""No receipt appears or changes without its event; the new column of a request neither."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("complaints", "0005_drafts_and_receipts")]
    operations = [
        Guard("receipt", prefix="complaint", key="complaint_id"),
        Guard("supplementrequest", prefix="complaint", key="complaint_id"),
    ]
