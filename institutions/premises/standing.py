"""The state of premises on a day, in words."""

from datetime import date

from django.utils.translation import gettext as _

from foundation.desk.detail.page import Standing
from institutions.models import Premises


def standing_of(row: Premises, on: date) -> Standing:
    """Return the state of premises on a day in words."""
    if row.holds(on):
        return Standing("ok", _("In use"))
    if row.valid_from > on:
        return Standing("hold", _("Not in use yet"))
    if row.ended_on is not None:
        return Standing("void", _("Not used any more"))
    return Standing("late", _("Lease has run out"))
