"""Rows that are found by their name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Named(models.Model):
    """Columns that follow from `name` (foundation.accounts.names): tokens find candidates, `name_key` decides.

    Whoever writes a row fills them with `foundation.accounts.naming.spelled`.
    """

    tokens = ArrayField(models.TextField(), default=list, blank=True)
    name_key = models.TextField(blank=True, default="")

    class Meta:
        abstract = True
