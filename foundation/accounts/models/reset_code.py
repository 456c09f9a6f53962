"""Codes with which a user sets a new password after an administrator started a reset."""

from django.db import models

from foundation.accounts.scoping import Nobody


class ResetCode(models.Model):
    """One code: its keyed hash, until when it works, and when it was used. The code itself is stored nowhere."""

    scope = Nobody()

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, primary_key=True, related_name="reset_code")
    code_hash = models.BinaryField(max_length=32)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}"
