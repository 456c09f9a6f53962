"""Notices of before were shown when they came."""

from django.db import migrations
from django.db.models import F


def shown_since_they_came(apps, _schema_editor):
    apps.get_model("accounts", "Notice").objects.update(shown_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_notices_put_off")]
    operations = [migrations.RunPython(shown_since_they_came, migrations.RunPython.noop, elidable=True)]
