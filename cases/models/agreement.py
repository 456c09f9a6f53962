"""What client and institution agreed about an appraisal (程序通则 art. 16, 文书格式 1, 条例 art. 31)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from cases.agreements.choices import DeliveryWay, DisputeWay, Leftover, MaterialsReturn
from foundation.accounts.scoping import Nobody
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Agreement(Regulated):
    """One version of the letter of entrustment. Rows are only added: the newest holds, the others stay as they were.

    The first is given with the acceptance and agreed on the day it takes effect; each later one is a change by consent
    of both sides, with `reason` and how the client consented. `agreed_on` is a claim of the past, `recorded_at` the
    database's time. The agreed limit is `limit_days` (working days from the day the letter took effect) or
    `limit_until` (a day); without both the thirty working days of the law hold. `recused` are appraisers, by key, who
    by agreement do not appraise. Who is in charge at the client, where the opinion is sent and why somebody is recused
    may name people and are sealed. `changed` names the columns that differ from the version before. What comes later to
    a version is its paper, written by a job, and the day on which both signed it, with a copy where one is kept.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    derived = ("letter",)
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="agreements", db_index=False)
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    officer = SealedField()
    fee = models.DecimalField(max_digits=12, decimal_places=2)
    fee_terms = models.TextField(blank=True)
    delivery = models.TextField(choices=DeliveryWay.choices)
    delivery_address = SealedField()
    delivery_note = models.TextField(blank=True)
    copies = models.PositiveSmallIntegerField()
    materials_return = models.TextField(choices=MaterialsReturn.choices)
    materials_keeping = models.TextField(blank=True)
    leftover = models.TextField(choices=Leftover.choices)
    leftover_weeks = models.PositiveSmallIntegerField(null=True)
    leftover_fee = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    leftover_note = models.TextField(blank=True)
    limit_days = models.PositiveSmallIntegerField(null=True)
    limit_until = models.DateField(null=True)
    recused = ArrayField(models.UUIDField(), default=list)
    recusal_reason = SealedField()
    other_terms = models.TextField(blank=True)
    disputes = models.TextField(choices=DisputeWay.choices)
    disputes_note = models.TextField(blank=True)
    risks_told = models.BooleanField()
    notes = models.TextField(blank=True)
    reason = models.TextField(blank=True, default="")
    consent = models.TextField(blank=True, default="")
    changed = ArrayField(models.TextField(), default=list)
    letter = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    signed_copy = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_agreement_a_number_in_a_case"),
            models.CheckConstraint(
                condition=Q(limit_days__isnull=True) | Q(limit_until__isnull=True),
                name="an_agreed_limit_is_days_or_a_day",
            ),
            models.CheckConstraint(
                condition=Q(limit_days__isnull=True) | Q(limit_days__gte=1), name="an_agreed_limit_is_a_day_at_least"
            ),
            models.CheckConstraint(condition=Q(risks_told=True), name="no_agreement_without_the_risks"),
            models.CheckConstraint(
                condition=Q(number=1) | (~Q(reason="") & ~Q(consent="")),
                name="a_changed_agreement_has_reason_and_consent",
            ),
            models.CheckConstraint(
                condition=Q(signed_copy__isnull=True) | Q(signed_on__isnull=False),
                name="a_signed_copy_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def has_limit(self) -> bool:
        """Whether a limit is agreed in place of the lawful one."""
        return self.limit_days is not None or self.limit_until is not None
