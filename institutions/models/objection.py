"""What the barred says against a restriction, and what was decided."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from foundation.accounts.scoping import Scope, ScopedQuerySet
from foundation.audit.regulated import Regulated
from institutions.restrictions.states import ObjectionState


class ObjectionQuerySet(ScopedQuerySet["Objection"]):
    """Questions asked of objections."""

    def waiting(self) -> "ObjectionQuerySet":
        """Objections that nobody has decided about; one whose restriction was lifted is closed with it."""
        return self.filter(state=ObjectionState.RAISED, restriction__lifted_on__isnull=True)


def _own(posting: Any) -> Q:
    return Q(restriction__person__user=posting.user_id)


class Objection(Regulated):
    """One objection to a restriction; there is one a restriction, and it is never overwritten.

    `raised_by` is the user who raised it for the institution or for himself. It bars nothing and lifts nothing by
    itself: upheld, the restriction is lifted in the same act. `decided_by` is the deciding organ.
    """

    trail_prefix = "restriction"
    trail_key = "restriction_id"
    scope = Scope(
        city="restriction__institution__city_code",
        county="restriction__institution__county_code",
        institution="restriction__institution_id",
        appraiser=_own,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    restriction = models.OneToOneField("institutions.Restriction", on_delete=models.PROTECT, related_name="objection")
    state = models.TextField(choices=ObjectionState.choices, default=ObjectionState.RAISED)
    text = models.TextField()
    evidence = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    raised_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    raised_on = models.DateField()
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    decision_document = models.TextField(blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="raised", decided_on__isnull=True, decided_by__isnull=True, decision_document="")
                | (
                    ~Q(state="raised")
                    & Q(decided_on__isnull=False, decided_by__isnull=False)
                    & ~Q(decision_document="")
                    & ~Q(decision_reason="")
                ),
                name="a_decided_objection_says_by_whom_and_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["raised_on", "id"], name="objection_waiting", condition=Q(state="raised"))
        ]

    def __str__(self) -> str:
        return str(self.restriction_id)
