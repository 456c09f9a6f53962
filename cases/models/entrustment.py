"""An entrustment: what a client asks an institution to appraise, before the institution has decided."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.entrustments.states import EntrustmentState
from cases.models.case import MASKED, ClientKind, ClientNature, assigned_to
from cases.querysets import EntrustmentQuerySet
from foundation.accounts.scoping import Nobody, Scope
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Entrustment(Regulated):
    """One entrustment as it was received (程序通则 arts. 11–13; 文书格式 1).

    The key is that of the case which acceptance makes of it, so that both have one stream. `received_on` is
    a claim about the past; `recorded_at` is the database's time. City and county are those of the
    institution on the day of filing (decisions.md 16). `reference_key` is the normalised reference of the client's own
    case. `due_on` is the last day for the decision about acceptance: an index, reckoned again before
    anyone acts. Contact and facts may name people and are sealed; so is the name of a client who may be a private
    person, whose mask stands in `client_name` (cases.clients). `refusal_ground` is the code of an entry of the
    statutory list `acceptance_refusal`; the reason stands on the notice to the client and names nobody.
    """

    trail_prefix = "case"
    derived = ("due_on", "due_provisional")
    scope = Scope(city="city_code", county="county_code", institution="institution_id", appraiser=assigned_to)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=16, unique=True)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="entrustments", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    state = models.TextField(choices=EntrustmentState.choices)
    received_on = models.DateField()
    client_name = models.TextField()
    client_sealed = SealedField()
    client_kind = models.TextField(choices=ClientKind.choices)
    client_nature = models.TextField(choices=ClientNature.choices, blank=True, default="", db_default="")
    client_reference = models.TextField(blank=True)
    reference_key = models.TextField(blank=True)
    contact_name = SealedField()
    contact_phone = SealedField()
    contact_address = SealedField()
    category = models.ForeignKey("law.Category", on_delete=models.PROTECT, related_name="+", db_index=False)
    practice_code = models.CharField(max_length=16)
    matter = models.TextField()
    purpose = models.TextField(blank=True)
    is_reappraisal = models.BooleanField(default=False)
    facts = SealedField()
    remarks = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    refusal_ground = models.TextField(blank=True, default="")
    refusal_reason = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = EntrustmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=MASKED, name="a_private_client_is_masked"),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_on__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_on__isnull=True)),
                name="withdrawn_entrustments_have_a_day_of_withdrawal",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_on__isnull=False)
                | (~Q(state="accepted") & Q(accepted_on__isnull=True)),
                name="accepted_entrustments_have_a_day_of_acceptance",
            ),
            models.CheckConstraint(
                condition=(Q(state="refused", refused_on__isnull=False) & ~Q(refusal_ground="") & ~Q(refusal_reason=""))
                | (~Q(state="refused") & Q(refused_on__isnull=True, refusal_ground="", refusal_reason="")),
                name="refused_entrustments_have_day_ground_and_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_on", "-id"], name="entrustment_newest"),
            models.Index(fields=["city_code", "-received_on", "-id"], name="entrustment_city_newest"),
            models.Index(fields=["county_code", "-received_on", "-id"], name="entrustment_county_newest"),
            models.Index(fields=["institution", "-received_on", "-id"], name="entrustment_inst_newest"),
            models.Index(fields=["due_on", "id"], name="entrustment_due", condition=Q(state="received")),
            models.Index(
                fields=["city_code", "due_on", "id"], name="entrustment_city_due", condition=Q(state="received")
            ),
            models.Index(
                fields=["county_code", "due_on", "id"], name="entrustment_county_due", condition=Q(state="received")
            ),
            models.Index(
                fields=["institution", "due_on", "id"], name="entrustment_inst_due", condition=Q(state="received")
            ),
            models.Index(
                fields=["reference_key", "practice_code"],
                name="entrustment_by_reference",
                condition=Q(state__in=["received", "awaiting", "accepted"]) & ~Q(reference_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The page of the entrustment."""
        return reverse("entrustment", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Whether the decision is still open and its last day lies before today."""
        return (
            self.state == EntrustmentState.RECEIVED and self.due_on is not None and self.due_on < timezone.localdate()
        )


class EntrustedSubject(Regulated):
    """Who or what shall be appraised. A person is sealed; a thing has an identifying description.

    `identity_index` is the blind index of the identity number, or of the description of a thing
    (decisions.md 19).
    """

    class Kind(models.TextChoices):
        """A person, or something else."""

        PERSON = "person", _("Person")
        THING = "thing", _("Thing, document or trace")

    trail_prefix = "case"
    trail_key = "entrustment_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entrustment = models.ForeignKey(Entrustment, on_delete=models.PROTECT, related_name="subjects")
    position = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=Kind.choices)
    name = SealedField()
    identity_number = SealedField()
    identity_index = models.BinaryField(max_length=32, null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entrustment", "position"], name="one_subject_a_place_in_an_entrustment")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["identity_index"],
                name="entrusted_subject_by_identity",
                condition=models.Q(identity_index__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class EntrustedMaterial(Regulated):
    """One appraisal material as the institution checked and recorded it (程序通则 art. 12)."""

    class Kind(models.TextChoices):
        """The kinds of art. 12."""

        BIOLOGICAL = "biological", _("Biological specimen")
        NON_BIOLOGICAL = "non_biological", _("Non-biological specimen")
        REFERENCE = "reference", _("Reference sample")
        OTHER = "other", _("Other material")

    trail_prefix = "case"
    trail_key = "entrustment_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entrustment = models.ForeignKey(Entrustment, on_delete=models.PROTECT, related_name="materials")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    kind = models.TextField(choices=Kind.choices, blank=True)
    quantity = models.TextField(blank=True)
    condition = models.TextField(blank=True)
    preservation = models.TextField(blank=True)
    received_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entrustment", "position"], name="one_material_a_place_in_an_entrustment")
        ]

    def __str__(self) -> str:
        return self.name
