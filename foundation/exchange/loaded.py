"""What an import has written: the records of a list behind the link of its page."""

from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.exchange.models import LoadedRow


def targets(import_id: UUID) -> Any:
    """The keys of the records that an import has written, as a subquery."""
    return LoadedRow.objects.filter(source=import_id).values("target")


class LoadedFilter(django_filters.UUIDFilter):
    """The condition of a list that shows what an import has written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Import"), "widget": forms.HiddenInput, "field_name": "pk", **kwargs})

    def filter(self, qs: "QuerySet[Any]", value: UUID | None) -> "QuerySet[Any]":
        """Return the rows that an import has written."""
        return qs if value is None else qs.filter(pk__in=targets(value))
