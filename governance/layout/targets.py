"""What a city can plan for its institutions, and in which direction each target is met."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Aim(TextChoices):
    """What a target counts. All counts are of a day: institutions in practice, nothing that was."""

    CATEGORY = "category", _("Institutions that practise a category")
    APPRAISERS = "appraisers", _("Appraisers whose certificate holds")
    HIGH_QUALIFIED = "high_qualified", _("High-qualified comprehensive institutions")
    SPECIALISED = "specialised", _("Specialised institutions")
    SMALL = "small", _("Small and micro institutions")
    WITHOUT = "without", _("Counties without an institution")


AT_MOST: Final = frozenset({Aim.SMALL.value, Aim.WITHOUT.value})
"""The policy wants small institutions merged and gaps closed: these are to become fewer, all others more."""


def is_met(aim: str, target: int, actual: int) -> bool:
    """Whether an actual count meets a target."""
    return actual <= target if aim in AT_MOST else actual >= target
