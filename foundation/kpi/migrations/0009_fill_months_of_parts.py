"""Sum the months of institutions that are on file into those of the parts of cities."""

from django.db import migrations

# The days of the two flows are counted anew by the migration that declares them.
FILL = """
INSERT INTO kpi_part_month (measure, city, month, county, institution, category, bucket, value)
SELECT i.measure, i.city, i.month, p.county, p.institution, p.category, i.bucket, sum(i.value)
FROM kpi_institution_month i
CROSS JOIN LATERAL (VALUES
    (i.county, i.institution, '', true),
    ('', '00000000-0000-0000-0000-000000000000'::uuid, i.category, i.category <> '')
) p (county, institution, category, own)
WHERE p.own AND i.city <> '' GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(i.value) <> 0;
"""


class Migration(migrations.Migration):
    dependencies = [("kpi", "0008_parts_of_cities")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
