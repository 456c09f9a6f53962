"""Administrative divisions: the province, 16 cities, 136 counties."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.law.models.dated import Dated


class Division(Dated):
    """A division, keyed by its code (names repeat). `circle` is the economic circle of a city."""

    class Level(models.TextChoices):
        """Levels of divisions."""

        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        COUNTY = "county", _("County")

    trail_prefix = "law.division"
    trail_key = "code"

    code = models.CharField(primary_key=True, max_length=6)
    level = models.TextField(choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    circle = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
