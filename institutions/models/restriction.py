"""A bar on practising, of an institution or of a person."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from institutions.querysets import RestrictionQuerySet


def _own(posting: Any) -> Q:
    return Q(person__user=posting.user_id)


class BarKind(models.TextChoices):
    """From what a restriction keeps whom it bars."""

    PRACTICE = "practice", _("Practice")
    HEADING = "heading", _("Heading an institution and applying to practise")


class Restriction(Regulated):
    """An organisation or a person may not practise, wholly or in the items of `categories`, from–until.

    Exactly one of `organisation` and `person` is named. No categories means the whole practice; no last day means
    until it is lifted. `institution` places the row: the organisation itself, or where the person practises.
    `ground` is the code of an entry of the statutory list `restriction_grounds`, `article` its citation as it stood
    when the restriction was set; `document` is the decision itself, where
    it was handed in. `set_by` and `lifted_by` are the deciding organs; who acted stands in the trail.
    A lifted restriction does not hold from `lifted_on` on. A `kind` other than practice leaves who practises already
    where he is: he heads no institution and applies for no registration (条例 art. 52(2)).
    """

    trail_prefix = "restriction"
    derived = ("institution",)
    scope = Scope(
        city="institution__city_code",
        county="institution__county_code",
        institution="institution_id",
        appraiser=_own,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="restrictions"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="restrictions")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=BarKind.choices, default=BarKind.PRACTICE)
    categories = ArrayField(models.CharField(max_length=16), default=list)
    ground = models.CharField(max_length=16)
    article = models.TextField()
    document_number = models.TextField()
    document = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    set_by = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    lift_document = models.TextField(blank=True, default="")
    lift_reason = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_from", "-recorded_at"]
        indexes: ClassVar = [models.Index(fields=["valid_from", "id"], name="restriction_by_beginning")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person__isnull=True, organisation=F("institution"))
                | Q(organisation__isnull=True, person__isnull=False),
                name="a_restriction_bars_one_organisation_or_one_person",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_restriction_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind="practice")
                | Q(kind="heading", person__isnull=False, categories=[], valid_until__isnull=False),
                name="a_bar_on_heading_is_one_of_a_person_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True, lift_document="", lift_reason="")
                | (Q(lifted_on__isnull=False, lifted_by__isnull=False) & ~Q(lift_document="") & ~Q(lift_reason="")),
                name="a_lifted_restriction_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.document_number

    def get_absolute_url(self) -> str:
        """The page of the restriction."""
        return reverse("restriction", args=[self.pk])

    @property
    def barred(self) -> uuid.UUID:
        """The key of the organisation or the person whom it bars."""
        key = self.organisation_id or self.person_id
        if key is None:
            raise ValueError("A restriction bars an organisation or a person.")
        return key

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        begun_and_not_over = self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)
        return begun_and_not_over and (self.lifted_on is None or on < self.lifted_on)
