"""Fill the first extension of cases and the place of process entries. Derived from what events explain: none is written."""

from django.db import migrations

EXTENSIONS = """
UPDATE cases_case SET extended_on = first.decided_on FROM (
    SELECT case_id, min(decided_on) AS decided_on FROM cases_extension WHERE state = 'approved' GROUP BY case_id
) AS first WHERE cases_case.id = first.case_id
"""
PLACES = """
UPDATE cases_processentry SET
    institution_id = filed.institution_id, city_code = filed.city_code, county_code = filed.county_code
FROM cases_case AS filed WHERE filed.id = cases_processentry.case_id
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_columns_of_conduct_figures")]
    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(PLACES, migrations.RunSQL.noop),
    ]
