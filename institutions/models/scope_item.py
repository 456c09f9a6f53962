"""What an institution is licensed for, as deep as its licence says."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from foundation.accounts.scoping import Scope
from foundation.audit.regulated import Regulated
from institutions.querysets import ScopeItemQuerySet


class ScopeItem(Regulated):
    """One node of the tree of categories that a licence lists (业务范围), from–until, both days included.

    The deepest node the licence names: 分领域 or 项目, at times a field. What stands below it is covered. The
    documents are those by which the item was entered and, later, given up.
    """

    trail_prefix = "institution"
    trail_key = "institution_id"
    scope = Scope(city="institution__city_code", county="institution__county_code", institution="institution_id")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="scope_items")
    category = models.ForeignKey("law.Category", on_delete=models.PROTECT, related_name="+", db_index=False)
    practice_code = models.CharField(max_length=16)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    document_number = models.TextField()
    end_document = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ScopeItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["category", "valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_scope_item_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["institution", "category"],
                condition=Q(valid_until__isnull=True),
                name="an_item_is_listed_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.category_id

    def get_absolute_url(self) -> str:
        """The tab of the institution on which it stands."""
        return self.institution.standing_url
