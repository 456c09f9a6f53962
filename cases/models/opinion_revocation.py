"""The revocation of an issued opinion (条例 art. 38)."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from foundation.accounts.scoping import Nobody
from foundation.audit.regulated import Regulated


class OpinionRevocation(Regulated):
    """That the institution revoked the opinion of a case: once, for good, and the opinion stays on file as it was.

    `found_on` is the day, as the institution says, on which it found what art. 36(2) or (3) names; `revoked_on` the
    day of the decision. `paper` is the notice to whoever has the opinion; a job prints it.
    """

    trail_prefix = "case"
    trail_key = "case_id"
    scope = Nobody()

    case = models.OneToOneField(
        "cases.Case", on_delete=models.PROTECT, primary_key=True, related_name="opinion_revocation"
    )
    ground = models.TextField()
    reason = models.TextField()
    found_on = models.DateField()
    revoked_on = models.DateField()
    paper = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(found_on__lte=models.F("revoked_on")), name="what_is_revoked_was_found_before"
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def sha256(self) -> str:
        """The digest of the notice; empty while it is being printed."""
        return self.paper.sha256 if self.paper is not None else ""
