"""A notice says when it is shown: when it came, or when it comes back after being put off."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_contacts_of_bodies")]

    operations = [
        migrations.RemoveIndex(
            model_name="notice",
            name="notice_newest",
        ),
        migrations.RemoveIndex(
            model_name="notice",
            name="notice_unread",
        ),
        migrations.AddField(
            model_name="notice",
            name="shown_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["user", "-shown_at", "-id"], name="notice_shown"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)), fields=["user", "shown_at"], name="notice_to_read"
            ),
        ),
    ]
