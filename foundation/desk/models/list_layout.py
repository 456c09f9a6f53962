"""How a user has a list laid out."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from foundation.accounts.scoping import Own, ScopedManager


class ListLayout(models.Model):
    """Columns, density and page size that a user chose for a list; a preference, nothing legal.

    The row with `list_code` "*" holds what counts for all lists: whether keys work (WCAG 2.1.4).
    """

    scope = Own(user="user_id")

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False)
    list_code = models.CharField(max_length=64)
    columns = ArrayField(models.CharField(max_length=64), default=list)
    density = models.CharField(max_length=16, default="tight")
    size = models.PositiveSmallIntegerField(default=25)
    keys = models.BooleanField(default=True)

    objects = ScopedManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "list_code"], name="one_layout_a_user_and_list"),
        ]

    def __str__(self) -> str:
        return f"{self.list_code} {self.user_id}"
