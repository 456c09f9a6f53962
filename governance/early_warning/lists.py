"""The list of warnings, for page, export and API."""

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.lists import Column, ListSpec, Preset
from governance.early_warning.describing import standing_of
from governance.early_warning.filters import EarlyWarningFilter
from governance.early_warning.models import EarlyWarning
from governance.early_warning.orders import ORDERS
from governance.early_warning.querysets import EarlyWarningQuerySet
from governance.early_warning.verbs import VIEW
from governance.early_warning.wording import owner, said, where


def warning_rows(actor: AnyActor, _params: QueryDict) -> EarlyWarningQuerySet:
    """The warnings the actor may see."""
    return EarlyWarning.objects.visible_to(actor).for_list()


WARNINGS: Final = ListSpec(
    code="early_warnings",
    title=_("Early warnings"),
    verb=VIEW.code,
    model=EarlyWarning,
    rows=warning_rows,
    filters=EarlyWarningFilter,
    orders=ORDERS,
    columns=(
        Column("what", _("What is warned of"), "rule.name", essential=True),
        Column("where", _("Place of the warning"), where, on_phone=True),
        Column("state", _("State"), "get_state_display", standing=standing_of, on_phone=True),
        Column("said", _("The figure"), said),
        Column("since", _("Since"), "since", kind="date", order="urgent"),
        Column("to_do", _("To do"), "rule.to_do", shown=False),
        Column("owner", _("Owner"), owner),
        Column("opened", _("Warned on"), "opened_on", kind="date", order="newest", shown=False),
        Column("seen", _("Last seen on"), "seen_on", kind="date", shown=False),
        Column("acknowledged", _("Acknowledged on"), "acknowledged_on", kind="date", shown=False),
        Column("closed", _("Warning closed on"), "closed_on", kind="date", shown=False),
        Column("rule", _("Rule"), "rule_code", kind="code", shown=False),
        Column("article", _("Article"), "rule.source_text", shown=False),
    ),
    route="early_warning_list",
    presets=(
        Preset(_("To be acknowledged"), "state=open&order=urgent", "late"),
        Preset(_("Acknowledged"), "state=acknowledged&order=urgent"),
        Preset(_("Closed warnings"), "state=closed"),
    ),
    link_of=EarlyWarning.get_absolute_url,
    label_of=lambda row: f"{row.rule.name} {where(row)}",
    nothing=_("No rule has seen anything here yet. The next look is in the coming night."),
    none_fits=_("No warning meets these conditions."),
)
