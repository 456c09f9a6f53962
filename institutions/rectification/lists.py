"""The lists of findings and of rectification orders, for pages, exports and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from foundation.kpi.drilling import figure_asked
from institutions.models import Finding, RectificationOrder
from institutions.rectification.filters import FindingFilter, OrderFilter
from institutions.rectification.grounds import problem_in_words
from institutions.rectification.orders import FINDING_ORDERS, ORDERS
from institutions.rectification.querysets import FindingQuerySet, OrderQuerySet
from institutions.rectification.verbs import VIEW


def finding_rows(actor: AnyActor, params: QueryDict) -> FindingQuerySet:
    """The findings the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, Finding)
    found: FindingQuerySet = Finding.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


def order_rows(actor: AnyActor, params: QueryDict) -> OrderQuerySet:
    """The orders the actor may see, or those behind a figure."""
    figure = figure_asked(params, actor, RectificationOrder)
    found: OrderQuerySet = RectificationOrder.objects.visible_to(actor) if figure is None else figure.queryset
    return found.for_list()


FINDINGS: Final = ListSpec(
    code="findings",
    title=_("Findings"),
    verb=VIEW.code,
    model=Finding,
    rows=finding_rows,
    filters=FindingFilter,
    orders=FINDING_ORDERS,
    columns=(
        Column("about", _("About"), "about", kind="doc_no", essential=True),
        Column("ground", _("What is wrong"), problem_in_words, on_phone=True),
        Column("state", _("State"), "get_state_display", template="rectification/cells/finding.html", on_phone=True),
        Column("severity", _("How grave"), "get_severity_display", on_phone=True),
        Column("institution", _("Institution"), "institution.organisation.name"),
        Column("article", _("Article"), "article", shown=False),
        Column("source", _("Found by"), "get_source_display"),
        Column("organ", _("Organ"), "organ.name", shown=False),
        Column("found", _("Found on"), "found_on", kind="date", order="newest", on_phone=True),
        Column("closed", _("Day of closing"), "closed_on", kind="date", shown=False),
    ),
    route="finding_list",
    presets=(Preset(_("Nothing ordered yet"), "state=recorded"),),
    link_of=Finding.get_absolute_url,
    nothing=_("No finding is on file here yet."),
    none_fits=_("No finding meets these conditions."),
)

RECTIFICATIONS: Final = ListSpec(
    code="rectifications",
    title=_("Rectification orders"),
    verb=VIEW.code,
    model=RectificationOrder,
    rows=order_rows,
    filters=OrderFilter,
    orders=ORDERS,
    columns=(
        Column("code", _("Code of the order"), "code", kind="code", essential=True),
        Column("state", _("State"), "get_state_display", template="rectification/cells/state.html", on_phone=True),
        Column("institution", _("Institution"), "institution.organisation.name", on_phone=True),
        Column("about", _("About"), "finding.about", kind="doc_no"),
        Column("due", _("Answer by"), "due_on", kind="date", order="due", on_phone=True),
        Column("ordered", _("Ordered on"), "ordered_on", kind="date", order="newest"),
        Column("organ", _("Organ"), "organ.name"),
        Column("closed", _("Day of closing"), "closed_on", kind="date", shown=False),
    ),
    route="rectification_list",
    presets=(
        Preset(_("Answer overdue"), "due=late&order=due", "late"),
        Preset(_("Answer due soon"), "due=soon&order=due", "soon"),
        Preset(_("To be re-checked"), "state=answered"),
    ),
    link_of=RectificationOrder.get_absolute_url,
    nothing=_("No rectification has been ordered here yet."),
    none_fits=_("No rectification order meets these conditions."),
)
LISTS: Final = (FINDINGS, RECTIFICATIONS)
