"""What the parties choose between in a letter of entrustment (文书格式 1, 条例 art. 31), and what it rests on."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

AGREEING: Final = "司法鉴定程序通则第十六条、山东省司法鉴定条例第三十一条"
"""Acceptance is agreed in writing, with the particulars that the law names."""
CONSENT: Final = "司法鉴定委托书（司发通〔2016〕112号文书格式1）约定事项第4项"
"""By consent of both sides the letter may be changed while the appraisal goes on."""
LIMIT: Final = "司法鉴定程序通则第二十八条"
"""An agreed time comes before the thirty working days."""


class DeliveryWay(models.TextChoices):
    """How the opinion reaches the client."""

    COLLECT = "collect", _("The client collects it")
    MAIL = "mail", _("By mail")
    OTHER = "other", _("In another way")


class MaterialsReturn(models.TextChoices):
    """What becomes of the materials, item 1(1)."""

    NONE = "none", _("Nothing need be returned")
    WHOLE = "whole", _("They are returned whole and undamaged")
    MAY_BE_SPENT = "may_be_spent", _("They may be damaged or used up and cannot be returned whole")


class Leftover(models.TextChoices):
    """What becomes of materials that are left over, item 1(2)."""

    COLLECT = "collect", _("The client collects them within some weeks; after that the institution disposes of them")
    DISPOSE = "dispose", _("The institution disposes of them")
    OTHER = "other", _("Dealt with in another way")


class DisputeWay(models.TextChoices):
    """How a dispute about the agreement is settled (条例 art. 31)."""

    LITIGATE = "litigate", _("Negotiation, failing that an action in the competent court")
    ARBITRATE = "arbitrate", _("Negotiation, failing that arbitration")
    OTHER = "other", _("Settled in another way")
