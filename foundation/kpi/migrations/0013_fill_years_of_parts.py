"""Sum the histograms of institutions that are on file by year, for the parts of cities."""

from django.db import migrations

FILL = """
INSERT INTO kpi_part_year (measure, city, year, county, institution, category, bucket, value)
SELECT m.measure, m.city, date_trunc('year', m.month::timestamp)::date, p.county, p.institution, p.category, m.bucket,
    sum(m.value)
FROM kpi_institution_month m JOIN kpi_measure i ON i.code = m.measure AND NOT i.by_day
CROSS JOIN LATERAL (VALUES
    (m.county, m.institution, '', true),
    ('', '00000000-0000-0000-0000-000000000000'::uuid, m.category, m.category <> '')
) p (county, institution, category, own)
WHERE p.own AND m.city <> '' AND m.month <> '0001-01-01'
GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(m.value) <> 0;
"""


class Migration(migrations.Migration):
    dependencies = [("kpi", "0012_years_of_parts")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
