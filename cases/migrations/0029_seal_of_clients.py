"""A place for the whole name of a client who may be a private person."""

from django.db import migrations

from foundation.accounts.sealed_field import SealedField


class Migration(migrations.Migration):
    dependencies = [("cases", "0028_guard_of_uses")]
    operations = [
        migrations.AddField("case", "client_sealed", SealedField()),
        migrations.AddField("entrustment", "client_sealed", SealedField()),
    ]
