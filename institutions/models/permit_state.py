"""What a register said about a permit from a day on: one row a change, never altered, so that any day can be asked."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from foundation.audit.regulated import Regulated


class Act(models.TextChoices):
    """By which act of the register a state came about."""

    ENTERED = "entered", _("Entered from a roster")
    REGISTERED = "registered", _("Registration granted")
    CORRECTED = "corrected", _("Corrected by a roster")
    CHANGED = "changed", _("Registered items changed")
    MOVED = "moved", _("Moved to another institution")
    RENEWED = "renewed", _("Registration renewed")
    REISSUED = "reissued", _("Issued anew")
    CANCELLED = "cancelled", _("Registration cancelled")
    WITHDRAWN = "withdrawn", _("Registration withdrawn")


ENDING = (Act.CANCELLED, Act.WITHDRAWN)
PRINTED = (Act.REGISTERED, Act.CHANGED, Act.MOVED, Act.RENEWED, Act.REISSUED)
"""Acts after which the holder is given a new paper."""


class PermitState(Regulated):
    """All statutory items of a permit as they are from `valid_from` on, until another state begins.

    Rows are only added. Of two states that begin on the same day the one with the later event counts; what was known
    at an earlier moment are the rows recorded by then. A change recorded late is added with its own day, and the
    states that began after it are added once more with the items that it changed (`institutions.states.plan`).
    `code` stands in the QR code of the printed paper; it is empty where none was printed. `document` is the document
    by which it was decided, where it was handed in.
    """

    items: ClassVar[tuple[str, ...]]
    holder: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.TextField(choices=Act.choices)
    valid_from = models.DateField()
    code = models.CharField(max_length=16, blank=True, default="")
    document_number = models.TextField(blank=True, default="")
    document = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=16, blank=True, default="")
    article = models.TextField(blank=True, default="")
    issued_by = models.TextField(blank=True, default="")
    issued_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        ordering: ClassVar = ["valid_from", "trail_seq"]

    def __str__(self) -> str:
        return f"{self.act} {self.valid_from}"

    @property
    def values(self) -> dict[str, Any]:
        """The items by name."""
        return {name: getattr(self, name) for name in self.items}

    def follows_with(self, **changed: Any) -> Self:
        """Return an unsaved state with the same items and issue, those that `changed` names being other."""
        kept = {name: getattr(self, name) for name in (*self.items, "issued_by", "issued_on", f"{self.holder}_id")}
        return type(self)(**{**kept, **changed})


def rules_of(holder: str) -> dict[str, Any]:
    """Return constraints and indexes of a table of states whose holder is the column `holder`."""
    return {
        "constraints": [
            models.UniqueConstraint(
                fields=[holder, "valid_from", "trail_seq"], name=f"one_state_of_an_{holder}_a_day_and_event"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name=f"a_paper_of_an_{holder}_has_its_own_code"
            ),
            models.CheckConstraint(
                condition=Q(act__in=ENDING) | Q(ground=""), name=f"only_an_end_of_an_{holder}_has_a_ground"
            ),
        ],
        "indexes": [models.Index(fields=[holder, "-valid_from", "-trail_seq"], name=f"{holder}_state_by_day")],
    }
