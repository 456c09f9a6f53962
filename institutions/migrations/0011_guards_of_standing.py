"""No scope item, accreditation, restriction or renewal appears or changes without its event."""

from django.db import migrations

from foundation.audit.guard import Guard


class Migration(migrations.Migration):
    dependencies = [("institutions", "0010_standing")]
    operations = [
        Guard("institution", prefix="institution", key="organisation_id"),
        Guard("scopeitem", prefix="institution", key="institution_id"),
        Guard("accreditation", prefix="institution", key="institution_id"),
        Guard("licencerenewal", prefix="institution", key="institution_id"),
        Guard("restriction", prefix="restriction", derived=("institution",)),
    ]
