"""What every certificate says now, from its first day; by the event that wrote it last."""

from django.db import migrations

FILL = """
INSERT INTO appraisers_certificatestate (
    id, trail_seq, act, valid_from, code, document_number, ground, article, issued_by, recorded_at, appraiser_id,
    institution_id, name, certificate_number, certificate_from, certificate_until, practice_codes, title, is_full_time
)
SELECT gen_random_uuid(), a.trail_seq, 'entered',
    least(a.certificate_from, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date), '', '', '', '', '', e.recorded_at,
    a.id, a.institution_id, p.name, a.certificate_number, a.certificate_from, a.certificate_until, a.practice_codes,
    a.title, a.is_full_time
FROM appraisers_appraiser a
JOIN accounts_person p ON p.id = a.person_id
JOIN audit_event e ON e.stream = 'appraiser:' || a.id AND e.seq = a.trail_seq
"""


class Migration(migrations.Migration):
    dependencies = [("appraisers", "0014_certificate_states")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
