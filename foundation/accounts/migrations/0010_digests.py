"""Who wants a mail with the numbers of his work, how often and where to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.accounts.sealed_field


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_notices_shown_since_they_came")]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="digest",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("address", foundation.accounts.sealed_field.SealedField(null=True)),
                (
                    "rhythm",
                    models.TextField(
                        choices=[
                            ("none", "Never"),
                            ("daily", "Every working day at 08:00"),
                            ("weekly", "On the first working day of the week at 08:00"),
                        ],
                        default="none",
                    ),
                ),
                ("language", models.CharField(default="zh-hans", max_length=10)),
                ("verified_at", models.DateTimeField(null=True)),
                ("code_hash", models.BinaryField(max_length=32, null=True)),
                ("code_until", models.DateTimeField(null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField(null=True)),
                ("sent_for", models.DateField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="digest",
            index=models.Index(
                condition=models.Q(("verified_at__isnull", False), models.Q(("rhythm", "none"), _negated=True)),
                fields=["user"],
                name="digest_wanted",
            ),
        ),
    ]
