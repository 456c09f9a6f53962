"""The state of a policy on a day, in words."""

from datetime import date

from django.utils.translation import gettext as _

from foundation.desk.detail.page import Standing
from institutions.models import InsurancePolicy


def standing_of(row: InsurancePolicy, on: date) -> Standing:
    """Return the state of a policy on a day in words."""
    if row.holds(on):
        return Standing("ok", _("In force"))
    if row.valid_from > on:
        return Standing("hold", _("Not in force yet"))
    return Standing("void", _("Ended early")) if row.ended_on is not None else Standing("late", _("Has run out"))
