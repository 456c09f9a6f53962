"""A formal complaint about the practice of an institution (司法鉴定执业活动投诉处理办法)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.querysets import ComplaintQuerySet
from complaints.states import RUNNING, ComplaintState
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


_DAYS = ("accepted_on", "refused_on", "abandoned_on", "decided_on", "informed_on", "terminated_on")


def _with(*states: str, days: tuple[str, ...] = (), free: tuple[str, ...] = ()) -> Q:
    """Return the condition that exactly these days are set in these states, whatever the `free` ones, and a ground
    only where the law asks for one."""
    condition = Q(state__in=states)
    for name in _DAYS:
        if name not in free:
            condition &= Q(**{f"{name}__isnull": name not in days})
    for name, day in (("refusal_ground", "refused_on"), ("termination", "terminated_on")):
        condition &= ~Q(**{name: ""}) if day in days else Q(**{name: ""})
    return condition


class Complaint(Regulated):
    """One complaint as it was handed in, and what became of it.

    City and county are those of the institution's seat on the day of receipt; `organ` is the organ that decides
    (arts. 5, 10). `known_on` is the day on which the complainant knew (art. 4); where only the month is
    remembered it is the month's last day and `known_to_month` says so. The code for following is kept as a
    slow hash, and `draft_key` as a keyed digest of the secret key of the draft, so that the same draft makes one
    complaint however often it is sent. `due_on` is an index: first the last day for deciding about
    acceptance, then that for deciding the matter, then that for informing both sides. `upheld` says whether at
    least one allegation was upheld; `termination` is the code of art. 22 on which it ended. Account and request may
    name people and are sealed. Neither a county organ nor an institution sees a complaint; letters tell the institution
    what it has to know.
    """

    trail_prefix = "complaint"
    derived = ("due_on", "due_provisional", "days_to_decide")
    scope = Scope(city="city_code")

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
    extended_on = models.DateField(null=True)
    extended_days = models.PositiveSmallIntegerField(null=True)
    decided_on = models.DateField(null=True)
    days_to_decide = models.GeneratedField(
        expression=models.Func(
            models.F("decided_on"),
            models.F("accepted_on"),
            template="(%(expressions)s)",
            arg_joiner=" - ",
            output_field=models.IntegerField(),
        ),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    upheld = models.BooleanField(default=False)
    informed_on = models.DateField(null=True)
    terminated_on = models.DateField(null=True)
    termination = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "serial"], name="one_complaint_a_number"),
            models.CheckConstraint(
                condition=_with("received", "awaiting")
                | _with("accepted", "investigating", days=("accepted_on",))
                | _with("decided", days=("accepted_on", "decided_on"))
                | _with("informed", days=("accepted_on", "decided_on", "informed_on"))
                | _with("refused", days=("refused_on",))
                | _with("abandoned", days=("abandoned_on",))
                | _with("terminated", days=("terminated_on",), free=("accepted_on",)),
                name="a_complaint_carries_the_day_and_ground_of_its_state",
            ),
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_days__isnull=True)
                | Q(extended_on__isnull=False, extended_days__gt=0, accepted_on__isnull=False),
                name="a_complaint_is_extended_by_days_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(upheld=False) | Q(decided_on__isnull=False), name="only_a_decided_complaint_is_upheld"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_on", "-id"], name="complaint_newest"),
            models.Index(fields=["city_code", "-received_on", "-id"], name="complaint_city_newest"),
            models.Index(fields=["institution", "-received_on", "-id"], name="complaint_inst_newest"),
            models.Index(fields=["due_on", "id"], name="complaint_due", condition=Q(state__in=RUNNING)),
            models.Index(
                fields=["city_code", "due_on", "id"], name="complaint_city_due", condition=Q(state__in=RUNNING)
            ),
            models.Index(
                fields=["organ", "state", "due_on", "id"], name="complaint_organ_due", condition=Q(state__in=RUNNING)
            ),
            models.Index(fields=["decided_on", "city_code"], name="complaint_upheld_on", condition=Q(upheld=True)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number as it is printed: the year and four digits or more."""
        return f"鲁鉴诉〔{self.year}〕第{self.serial:04d}号"

    def get_absolute_url(self) -> str:
        """Return the address of the page for staff."""
        return reverse("complaint", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Whether the day that counts in the present state lies before today."""
        return self.state in RUNNING and self.due_on is not None and self.due_on < timezone.localdate()


class NumberSeries(models.Model):
    """The last serial number given in a year. Its row is held until the complaint stands, so no number is skipped."""

    scope = Nobody()

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
