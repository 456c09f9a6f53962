"""The table of Django's database cache: rate limits and the like, nothing that must last."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0001_trail")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE portal_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX portal_cache_expires ON portal_cache (expires);
            """,
            "DROP TABLE portal_cache",
        )
    ]
