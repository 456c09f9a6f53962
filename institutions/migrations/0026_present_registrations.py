"""What every registration says now, from the first day of its licence; by the event that wrote it last."""

from django.db import migrations

FILL = """
INSERT INTO institutions_registrationstate (
    id, trail_seq, act, valid_from, code, document_number, ground, article, issued_by, recorded_at, institution_id,
    name, division_id, city_code, county_code, address, head_name, practice_codes, licence_number, licence_from,
    licence_until, status
)
SELECT gen_random_uuid(), i.trail_seq, 'entered',
    least(i.licence_from, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date), '', '', '', '', '', e.recorded_at,
    i.organisation_id, o.name, o.division_id, i.city_code, i.county_code, i.address, i.head_name, i.practice_codes,
    i.licence_number, i.licence_from, i.licence_until, i.status
FROM institutions_institution i
JOIN accounts_organisation o ON o.id = i.organisation_id
JOIN audit_event e ON e.stream = 'institution:' || i.organisation_id AND e.seq = i.trail_seq
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0025_registration_states")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
