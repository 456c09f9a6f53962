"""The same role at the same organisation is held once at a time; one ended before its time stands in nobody's way.

No extension is assumed, so equality is a range over the hash of who, what and where.
"""

from django.db import migrations

WHO = "hashtextextended(user_id::text || '/' || role || '/' || organisation_id::text, 0)"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_guards")]
    operations = [
        migrations.RunSQL(
            f"""
            ALTER TABLE accounts_posting ADD CONSTRAINT a_posting_is_held_once_at_a_time
            EXCLUDE USING gist (
                int8range({WHO}, {WHO}, '[]') WITH &&,
                daterange(valid_from, valid_until, '[]') WITH &&
            ) WHERE (ended_on IS NULL)
            """,
            "ALTER TABLE accounts_posting DROP CONSTRAINT a_posting_is_held_once_at_a_time",
        )
    ]
