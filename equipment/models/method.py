"""A standard or technical method by which an institution appraises."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from equipment.querysets import MethodQuerySet
from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated


class Method(Regulated):
    """One method that an institution has taken up, from–until, both days included (程序通则 art. 23).

    National standards go first, then standards and technical norms of the profession, then what most experts
    recognise; the last needs the reason why there is none of the others (`note`).
    """

    class Rank(models.IntegerChoices):
        """The order of art. 23."""

        NATIONAL = 1, _("National standard")
        PROFESSION = 2, _("Standard or technical norm of the profession")
        EXPERTS = 3, _("Recognised by most experts of the field")

    trail_prefix = "method"
    scope = Scope(city="institution__city_code", county="institution__county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="methods", db_index=False
    )
    code = models.TextField()
    title = models.TextField()
    rank = models.PositiveSmallIntegerField(choices=Rank.choices)
    note = models.TextField(blank=True, default="")
    categories = ArrayField(models.CharField(max_length=16))
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MethodQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "code"],
                condition=Q(valid_until__isnull=True),
                name="a_method_is_taken_up_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(categories=[]), name="a_method_serves_something"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_method_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(rank=3) | ~Q(note=""), name="a_method_of_the_experts_says_why_there_is_no_standard"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["code", "id"], name="method_by_code"),
            models.Index(fields=["institution", "code", "id"], name="method_house_code"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The page of the method."""
        return reverse("method", args=[self.pk])
