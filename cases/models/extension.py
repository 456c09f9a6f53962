"""A longer time for an appraisal, asked for and approved by the head (程序通则 art. 28, 条例 art. 35)."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from cases.conduct.states import ExtensionState
from cases.models.assignment import Assignment
from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated


class ExtensionQuerySet(ScopedQuerySet["Extension"]):
    """Questions asked of extensions."""

    def requested(self) -> "ExtensionQuerySet":
        """Requests that the head has not decided about."""
        return self.filter(state=ExtensionState.REQUESTED)

    def approved(self) -> "ExtensionQuerySet":
        """Extensions that hold."""
        return self.filter(state=ExtensionState.APPROVED)

    def untold(self) -> "ExtensionQuerySet":
        """Extensions of which the client has not been informed."""
        return self.approved().filter(informed_on__isnull=True)


def _assigned(posting: Any) -> Q:
    return Q(case__in=Assignment.objects.of_posting(posting).values("case"))


class Extension(Regulated):
    """One extension of the time of a case. `days` are in the unit of the time limit (working days).

    It lengthens the same period from the day of the head's approval, `decided_on`; approved after the due date it cures
    nothing (decisions.md 5). `informed_on` is the day on which the client was told. `letter` is the paper to the
    client, written by a job.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    derived = ("letter",)
    scope = Scope(
        city="case__city_code", county="case__county_code", institution="case__institution_id", appraiser=_assigned
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="extensions", db_index=False)
    number = models.PositiveSmallIntegerField()
    state = models.TextField(choices=ExtensionState.choices)
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    requested_on = models.DateField()
    decided_on = models.DateField(null=True)
    informed_on = models.DateField(null=True)
    letter = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_extension_a_number_in_a_case"),
            models.UniqueConstraint(
                fields=["case"], name="one_open_request_for_extension_a_case", condition=Q(state="requested")
            ),
            models.CheckConstraint(condition=Q(days__gte=1), name="an_extension_lengthens"),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "lapsed"], decided_on__isnull=True)
                | Q(state__in=["approved", "declined"], decided_on__gte=F("requested_on")),
                name="decided_extensions_have_a_day",
            ),
            models.CheckConstraint(
                condition=Q(informed_on__isnull=True) | Q(state="approved", informed_on__gte=F("decided_on")),
                name="clients_are_informed_of_what_is_approved",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["requested_on", "id"], name="extension_open", condition=Q(state="requested")),
            models.Index(
                fields=["decided_on", "id"],
                name="extension_untold",
                condition=Q(state="approved", informed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_requested(self) -> bool:
        """Whether the head has not decided about it."""
        return self.state == ExtensionState.REQUESTED

    @property
    def is_approved(self) -> bool:
        """Whether it holds."""
        return self.state == ExtensionState.APPROVED

    @property
    def is_untold(self) -> bool:
        """Whether it holds and the client has not been informed."""
        return self.is_approved and self.informed_on is None
