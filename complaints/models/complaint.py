"""A formal complaint about the practice of an institution (司法鉴定执业活动投诉处理办法)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from complaints.querysets import ComplaintQuerySet
from complaints.states import ComplaintState
from foundation.accounts.scoping import Nobody, Scope
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class Interest(models.TextChoices):
    """What ties a complainant to the appraisal (办法 art. 3)."""

    CLIENT = "client", _("Entrusted the appraisal")
    PARTY = "party", _("Party to the case in which the appraisal was made")
    SUBJECT = "subject", _("The appraised person")
    RELATIVE = "relative", _("Close relative or heir of the appraised person")
    OTHER = "other", _("Another interest in the matter")


def _decided(*states: str, accepted: bool = False, refused: bool = False, abandoned: bool = False) -> Q:
    """Return the condition that exactly the day of these states is set, and a ground only for a refusal."""
    days = Q(accepted_on__isnull=not accepted, refused_on__isnull=not refused, abandoned_on__isnull=not abandoned)
    ground = ~Q(refusal_ground="") if refused else Q(refusal_ground="")
    return Q(state__in=states) & days & ground


class Complaint(Regulated):
    """One complaint as it was handed in, and what was decided about its acceptance.

    City and county are those of the institution's seat on the day of receipt; `organ` is the organ that decides
    (arts. 5, 10). `known_on` is the day on which the complainant knew (art. 4); where only the month is
    remembered it is the month's last day and `known_to_month` says so. The code for following is kept as a
    slow hash, and `draft_key` as a keyed digest of the secret key of the draft, so that the same draft makes one
    complaint however often it is sent. `due_on` is an index: first the last day for deciding about
    acceptance, then that for deciding the matter. Account and request may name people and are sealed. An
    institution sees no complaint here: letters tell it what it has to know.
    """

    trail_prefix = "complaint"
    derived = ("due_on", "due_provisional")
    scope = Scope(city="city_code", county="county_code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    organ = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="complaints", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    state = models.TextField(choices=ComplaintState.choices)
    received_on = models.DateField()
    known_on = models.DateField()
    known_to_month = models.BooleanField(default=False)
    interest = models.TextField(choices=Interest.choices)
    account = SealedField()
    request = SealedField()
    draft_key = models.BinaryField(max_length=32, unique=True)
    follow_hash = models.TextField()
    accepted_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    abandoned_on = models.DateField(null=True)
    refusal_ground = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_complaint_a_number"),
            models.CheckConstraint(
                condition=_decided("received", "awaiting")
                | _decided("accepted", accepted=True)
                | _decided("refused", refused=True)
                | _decided("abandoned", abandoned=True),
                name="a_complaint_carries_the_day_and_ground_of_its_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_on", "-id"], name="complaint_newest"),
            models.Index(fields=["city_code", "-received_on", "-id"], name="complaint_city_newest"),
            models.Index(fields=["institution", "-received_on", "-id"], name="complaint_inst_newest"),
            models.Index(
                fields=["due_on", "id"], name="complaint_due", condition=Q(state__in=["received", "accepted"])
            ),
            models.Index(
                fields=["organ", "state", "due_on", "id"],
                name="complaint_organ_due",
                condition=Q(state__in=["received", "accepted"]),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number as it is printed: the year and four digits or more."""
        return f"鲁鉴诉〔{self.year}〕第{self.serial:04d}号"


class Allegation(Regulated):
    """One matter a complaint is about, by its kind in the list of 办法 art. 10."""

    trail_prefix = "complaint"
    trail_key = "complaint_id"
    scope = Nobody()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="allegations")
    position = models.PositiveSmallIntegerField()
    kind = models.TextField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "position"], name="one_allegation_a_place_in_a_complaint"),
            models.UniqueConstraint(fields=["complaint", "kind"], name="one_allegation_of_a_kind_in_a_complaint"),
        ]

    def __str__(self) -> str:
        return self.kind


class NumberSeries(models.Model):
    """The last serial number given in a year. Its row is held until the complaint stands, so no number is skipped."""

    scope = Nobody()

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
