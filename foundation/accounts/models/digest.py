"""Whether and where a user gets a mail with the numbers of his work."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Own, ScopedManager
from foundation.accounts.sealed_field import SealedField


class Digest(models.Model):
    """The choice of one user: rhythm, address (sealed), the code that proves the address, the last mail.

    An address counts once the code mailed to it was typed in. The hash of the code is keyed; the code itself is
    stored nowhere. Not regulated: it says nothing about rights; changes are events of the user's stream.
    """

    class Rhythm(models.TextChoices):
        """How often."""

        NONE = "none", _("Never")
        DAILY = "daily", _("Every working day at 08:00")
        WEEKLY = "weekly", _("On the first working day of the week at 08:00")

    scope = Own(user="user_id")

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, primary_key=True, related_name="digest")
    address = SealedField()
    rhythm = models.TextField(choices=Rhythm.choices, default=Rhythm.NONE)
    language = models.CharField(max_length=10, default="zh-hans")
    verified_at = models.DateTimeField(null=True)
    code_hash = models.BinaryField(max_length=32, null=True)
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    sent_for = models.DateField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects = ScopedManager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["user"],
                name="digest_wanted",
                condition=models.Q(verified_at__isnull=False) & ~models.Q(rhythm="none"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.rhythm}"
