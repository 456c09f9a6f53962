"""Sum the histograms that are on file by year."""

from django.db import migrations

FILL = """
INSERT INTO kpi_area_year (measure, area, year, category, bucket, value)
SELECT m.measure, m.area, date_trunc('year', m.month::timestamp)::date, m.category, m.bucket, sum(m.value)
FROM kpi_area_month m JOIN kpi_measure i ON i.code = m.measure AND NOT i.by_day
WHERE m.month <> '0001-01-01' GROUP BY 1, 2, 3, 4, 5 HAVING sum(m.value) <> 0;
"""


class Migration(migrations.Migration):
    dependencies = [("kpi", "0010_histograms_of_years")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
