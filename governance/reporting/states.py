"""The states of a report, and its lawful moves."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move


class ReportKind(models.TextChoices):
    """Which period a report is about."""

    MONTH = "month", _("Monthly report")
    YEAR = "year", _("Yearly report")


class ReportLevel(models.TextChoices):
    """The level of the area that a report is about."""

    PROVINCE = "province", _("The province")
    CIRCLE = "circle", _("Economic circles")
    CITY = "city", _("Cities")
    COUNTY = "county", _("Counties")
    INSTITUTION = "institution", _("Institutions")


class ReportState(models.TextChoices):
    """Ordered: a job writes it or will. What is written is never changed."""

    ORDERED = "ordered", _("Being written")
    WRITTEN = "written", _("Written and sealed")
    FAILED = "failed", _("Could not be written")


WRITTEN: Final = "reports.written"
FAILED: Final = "reports.failed"
WRITE: Final = Move(WRITTEN, frozenset({ReportState.ORDERED.value}), ReportState.WRITTEN.value)
FAIL: Final = Move(FAILED, frozenset({ReportState.ORDERED.value}), ReportState.FAILED.value)
