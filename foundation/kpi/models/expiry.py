"""How many licences and certificates were about to expire, day by day."""

from typing import ClassVar

from django.db import models

from foundation.accounts.scoping import Nobody


class ExpiryFigure(models.Model):
    """On `day`, `value` rows of the horizon figure `horizon` (institutions.expiring_30, …) lay in a city.

    The figure itself is always counted live; these rows keep what it was, for comparison.
    """

    scope = Nobody()

    day = models.DateField()
    horizon = models.TextField()
    city = models.CharField(max_length=6)
    value = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        db_table = "kpi_expiry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "horizon", "city"], name="one_expiry_figure_a_day_horizon_and_city")
        ]

    def __str__(self) -> str:
        return f"{self.horizon} {self.city} {self.day}: {self.value}"
