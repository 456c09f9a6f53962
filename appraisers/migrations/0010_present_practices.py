"""Where every appraiser practises now, from the first day of the certificate; by the event that registered him."""

from django.db import migrations

FILL = """
INSERT INTO appraisers_practice (id, trail_seq, appraiser_id, institution_id, valid_from)
SELECT gen_random_uuid(), trail_seq, id, institution_id, certificate_from FROM appraisers_appraiser
"""


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0009_records")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
