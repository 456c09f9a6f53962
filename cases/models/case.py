"""A case: one entrusted appraisal at one institution."""

import uuid
from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.assignment import Assignment
from cases.querysets import CaseQuerySet
from cases.states import State
from foundation.accounts.scoping import Scope
from foundation.accounts.sealed_field import SealedField
from foundation.audit.regulated import Regulated


class ClientKind(models.TextChoices):
    """Who entrusts: a case-handling organ (程序通则 art. 11, 48) or, outside litigation, somebody else."""

    COURT = "court", _("Court")
    PROCURATORATE = "procuratorate", _("Procuratorate")
    POLICE = "police", _("Police")
    ARBITRATION = "arbitration", _("Arbitration body")
    OTHER_ORGAN = "other_organ", _("Other case-handling organ")
    NON_LITIGATION = "non_litigation", _("Outside litigation")


class ClientNature(models.TextChoices):
    """What a client outside litigation is; it was not asked for in the first days of the portal."""

    PERSON = "person", _("Private person")
    BODY = "body", _("Company or other body")


MASK = "＊＊"
"""What stands for the rest of a private name."""

MASKED: Final = ~Q(client_kind=ClientKind.NON_LITIGATION) | Q(client_name="") | Q(client_name__endswith=MASK)
"""A name that may be that of a private person stands under seal, and only its mask in plain text (cases.clients)."""


def assigned_to(posting: Any) -> Q:
    """Cases (and their entrustments, which share the key) that are assigned to the appraiser of a posting."""
    return Q(pk__in=Assignment.objects.of_posting(posting).values("case"))


class Case(Regulated):
    """One case with what the ledger holds. Dates are civil dates in Asia/Shanghai.

    `city_code` and `county_code` are those of the institution on the day of acceptance (decisions.md
    16). `number_key` is the normalised case number and, with the institution, the identity of an
    imported row (decisions.md 20); a void case gives its number back. `opinion_key` is the normalised
    opinion number, for the public check. `due_on` and the two turnarounds follow from dates and
    calendar: an index, recomputed before anyone acts (architecture, decision 6). `extended_on` is the day on which
    its first extension was approved; extensions are not taken back, so it is written once. `corrected_on` is the day of
    the first correction of its opinion. `client_name` is what may be shown; the whole name of a client who may be a
    private person lies in `client_sealed` (cases.clients).
    """

    trail_prefix = "case"
    derived = ("due_on", "due_provisional", "turnaround_days", "gross_days", "opinion_key", "extended_on")
    scope = Scope(city="city_code", county="county_code", institution="institution_id", appraiser=assigned_to)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=16, unique=True)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    city_code = models.CharField(max_length=6)
    county_code = models.CharField(max_length=6)
    category = models.ForeignKey("law.Category", on_delete=models.PROTECT, related_name="+", db_index=False)
    practice_code = models.CharField(max_length=16)
    case_number = models.TextField()
    number_key = models.TextField()
    state = models.TextField(choices=State.choices)
    received_on = models.DateField(null=True)
    accepted_on = models.DateField()
    effective_on = models.DateField()
    issued_on = models.DateField(null=True)
    opinion_number = models.TextField(blank=True)
    opinion_key = models.TextField(blank=True, default="", db_default="")
    terminated_on = models.DateField(null=True)
    termination_ground = models.TextField(blank=True)
    client_name = models.TextField()
    client_sealed = SealedField()
    client_kind = models.TextField(choices=ClientKind.choices)
    matter = models.TextField(blank=True)
    appraiser_names = ArrayField(models.TextField(), default=list)
    fee = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    remarks = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    turnaround_days = models.IntegerField(null=True)
    gross_days = models.IntegerField(null=True)
    extended_on = models.DateField(null=True)
    corrected_on = models.DateField(null=True)
    import_id = models.UUIDField(null=True)
    import_row = models.IntegerField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=MASKED, name="a_private_client_of_a_case_is_masked"),
            models.UniqueConstraint(
                fields=["institution", "number_key"],
                name="one_case_a_number_and_institution",
                condition=~Q(state="void"),
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(issued_on__gte=F("accepted_on")),
                name="an_opinion_follows_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(terminated_on__isnull=True) | Q(terminated_on__gte=F("accepted_on")),
                name="a_termination_follows_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", issued_on__isnull=False)
                | Q(state="void")
                | (~Q(state="issued") & Q(issued_on__isnull=True)),
                name="issued_cases_have_a_day_of_issue",
            ),
            models.CheckConstraint(
                condition=Q(state="terminated", terminated_on__isnull=False)
                | Q(state="void")
                | (~Q(state="terminated") & Q(terminated_on__isnull=True)),
                name="terminated_cases_have_a_day_of_termination",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-accepted_on", "-id"], name="case_newest"),
            models.Index(fields=["city_code", "-accepted_on", "-id"], name="case_city_newest"),
            models.Index(fields=["county_code", "-accepted_on", "-id"], name="case_county_newest"),
            models.Index(fields=["institution", "-accepted_on", "-id"], name="case_institution_newest"),
            models.Index(fields=["-issued_on", "-id"], name="case_issued", condition=Q(issued_on__isnull=False)),
            models.Index(
                fields=["city_code", "-issued_on", "-id"], name="case_city_issued", condition=Q(issued_on__isnull=False)
            ),
            models.Index(
                fields=["institution", "-issued_on", "-id"],
                name="case_institution_issued",
                condition=Q(issued_on__isnull=False),
            ),
            models.Index(fields=["due_on", "id"], name="case_due", condition=Q(state="in_progress")),
            models.Index(fields=["city_code", "due_on", "id"], name="case_city_due", condition=Q(state="in_progress")),
            models.Index(
                fields=["institution", "due_on", "id"], name="case_institution_due", condition=Q(state="in_progress")
            ),
            models.Index(
                fields=["county_code", "due_on", "id"], name="case_county_due", condition=Q(state="in_progress")
            ),
            models.Index(fields=["-issued_on", "-id"], name="case_extended", condition=Q(extended_on__isnull=False)),
            models.Index(
                fields=["-accepted_on", "-id"], name="case_corrected", condition=Q(corrected_on__isnull=False)
            ),
            # What the deadline board counts lies in this index alone: where the cases in progress are, by last day.
            models.Index(
                fields=["due_on"],
                include=["city_code", "county_code", "institution", "practice_code"],
                name="case_due_places",
                condition=Q(state="in_progress"),
            ),
            models.Index(fields=["accepted_on", "id"], name="case_suspended", condition=Q(state="suspended")),
            # The database sorts by code point (C.UTF-8), so that these serve beginnings of numbers too.
            models.Index(fields=["number_key", "id"], name="case_number"),
            models.Index(fields=["city_code", "number_key", "id"], name="case_city_number"),
            models.Index(fields=["county_code", "number_key", "id"], name="case_county_number"),
            models.Index(fields=["institution", "number_key", "id"], name="case_institution_number"),
            models.Index(fields=["opinion_key"], name="case_by_opinion", condition=~Q(opinion_key="")),
            models.Index(
                fields=["import_id", "import_row"], name="case_by_import", condition=Q(import_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.case_number

    def get_absolute_url(self) -> str:
        """The page of the case."""
        return reverse("case", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Whether the case is in progress and its due date lies before today (decisions.md 24)."""
        return self.state == State.IN_PROGRESS and self.due_on is not None and self.due_on < timezone.localdate()
