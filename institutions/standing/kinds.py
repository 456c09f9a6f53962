"""The conditions that an institution has to keep, by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Condition(models.TextChoices):
    """What is asked of an institution, its practice categories or its items."""

    THIRD_APPRAISER = "third_appraiser", _("Full-time appraisers of an item")
    ACCREDITATION = "accreditation", _("Compulsory accreditation of an item")
    INSTRUMENTS = "instruments", _("Instruments of an item")
    QUALITY_MANAGER = "quality_manager", _("Quality manager of a practice category")
    HEAD = "head", _("Head who is a full-time appraiser")
    PREMISES = "premises", _("Premises in use")
    ACTIVITY = "activity", _("Practice without a year's pause")


LOST = {
    Condition.THIRD_APPRAISER: _("Too few full-time appraisers of an item"),
    Condition.ACCREDITATION: _("No valid accreditation of an item for which it is compulsory"),
    Condition.INSTRUMENTS: _("No necessary instruments whose calibration holds"),
    Condition.QUALITY_MANAGER: _("No quality manager of a practice category"),
    Condition.HEAD: _("The head is no full-time appraiser"),
    Condition.PREMISES: _("No premises"),
    Condition.ACTIVITY: _("Not opened, or without practice for a year without good reason"),
}
"""What is wrong where a condition is lost; the dated list says how it is kept."""
