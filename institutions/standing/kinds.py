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
