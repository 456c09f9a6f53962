"""The list of checks of figures: filter, order, columns."""

from typing import Any, Final

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.keyset import Order
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.models import FigureCheck
from foundation.kpi.verbs import VIEW_CHECKS

NEWEST: Final = Order("newest", _("Newest first"), ("finished_at", "id"), descending=True)


class CheckFilter(django_filters.FilterSet):
    """Conditions on checks."""

    kind = django_filters.ChoiceFilter(label=_("Kind of check"), choices=FigureCheck.Kind.choices, empty_label=_("All"))
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"),
        method="by_outcome",
        choices=[("same", _("No cell differs")), ("differs", _("Cells differ"))],
        empty_label=_("All"),
    )

    class Meta:
        model = FigureCheck
        fields: list[str] = []

    def by_outcome(self, rows: "QuerySet[FigureCheck]", name: str, value: str) -> "QuerySet[FigureCheck]":
        """Checks that found differing cells, or those that found none."""
        return rows.filter(differing=0) if value == "same" else rows.exclude(differing=0)


def _rows(actor: AnyActor, _params: QueryDict) -> Any:
    return FigureCheck.objects.visible_to(actor).defer("first")


CHECKS: Final = ListSpec(
    code="figure_checks",
    title=_("Checks of figures"),
    verb=VIEW_CHECKS.code,
    model=FigureCheck,
    rows=_rows,
    filters=CheckFilter,
    orders={NEWEST.code: NEWEST},
    columns=(
        Column("kind", _("Kind of check"), "get_kind_display", essential=True),
        Column("finished", _("Checked at"), "finished_at", kind="moment", order="newest", on_phone=True),
        Column("outcome", _("Outcome"), "differing", template="kpi/cells/outcome.html", on_phone=True),
        Column("cells", _("Cells looked at"), "cells", kind="number"),
        Column("differing", _("Differing cells"), "differing", kind="number"),
        Column("seed", _("Seed of the sample"), "seed", kind="code", shown=False),
    ),
    route="figure_check_list",
    presets=(Preset(_("Cells differ"), "outcome=differs", "late"),),
    link_of=FigureCheck.get_absolute_url,
    nothing=_("No check of figures has been made yet. The first sample is taken in the coming night."),
    none_fits=_("No check meets these conditions."),
)
