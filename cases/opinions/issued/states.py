"""Which parts of an issued opinion may be corrected (程序通则 art. 41), and how an opinion stands after its issue."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CORRECTING: Final = "司法鉴定程序通则第四十一条"
OPINION_PART: Final = "opinion"
"""The part that no correction touches: whoever finds it wrong needs another procedure."""


class Part(models.TextChoices):
    """The parts of 文书格式 2 in which something may be corrected. The opinion itself is none of them."""

    BASICS = "basics", _("Basic information")
    FACTS = "facts", _("Basic facts")
    SUMMARY = "summary", _("Summary of the materials")
    PROCESS = "process", _("Process of the appraisal")
    ANALYSIS = "analysis", _("Analysis")
    ANNEXES = "annexes", _("Annexes")
    SIGNATURES = "signatures", _("Signatures, seal and number")


class IssuedState(models.TextChoices):
    """How an issued opinion stands. It is computed from the rows that follow it, and stored nowhere."""

    VALID = "valid", pgettext_lazy("opinion", "Valid")
    CORRECTED = "corrected", _("Valid, corrected")
    REVOKED = "revoked", pgettext_lazy("opinion", "Revoked")
