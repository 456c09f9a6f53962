"""What events and notices of early warnings say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.desk.formats import number
from foundation.kpi.catalogue import all_kpis
from governance.early_warning.actions.looking import GONE, RULE_ENDED
from governance.early_warning.actions.telling import NOTICE
from governance.early_warning.states import CLOSED, OPENED, REFRESHED, RETURNED
from governance.early_warning.verbs import ACKNOWLEDGE
from governance.early_warning.wording import decimals

KINDS: Final[dict[str, Any]] = {
    ACKNOWLEDGE.code: _("Warning acknowledged"),
    OPENED: _("Warning opened"),
    REFRESHED: _("Warning seen with another figure"),
    RETURNED: _("Warning opened again: more has come"),
    CLOSED: _("Warning closed"),
    "early_warning_rule.opened": _("Rule of early warning opened"),
    "early_warning_rule.ended": _("Rule of early warning ended"),
}
_BECAUSE: Final[Mapping[str, Any]] = {
    GONE: _("Its cause was not seen any more."),
    RULE_ENDED: _("Its rule is not in force any more."),
}


def _figure(facts: Mapping[str, Any]) -> list[str]:
    """The numbers of a figure; the rule whose words go with them stands on the page of the warning."""
    figure = facts.get("figure")
    if not isinstance(figure, dict):
        return []
    names = {kpi.code: str(kpi.name) for kpi in all_kpis()}
    name = names.get(str(figure.get("kpi")), "")
    if name and "value" in figure:
        return [gettext("%(name)s: %(value)s.") % {"name": name, "value": decimals(figure["value"])}]
    if name:
        return [gettext("%(name)s: %(value)s.") % {"name": name, "value": number(figure.get("numerator"))}]
    told = [gettext("Things counted: %(n)s.") % {"n": number(len(figure.get("keys", [])))}]
    if "cases" in figure:
        told.append(gettext("Open cases: %(n)s.") % {"n": number(figure["cases"])})
    return told


def _closed(facts: Mapping[str, Any]) -> list[str]:
    because = _BECAUSE.get(str(facts.get("because")))
    return [str(because)] if because else []


TELLERS: Final = {OPENED: _figure, REFRESHED: _figure, RETURNED: _figure, CLOSED: _closed}
SENTENCES: Final[dict[str, Any]] = {
    NOTICE: _(
        "Early warnings of your jurisdiction: %(opened)s new, %(waiting)s to be acknowledged, %(closed)s closed."
    ),
}
REASONS: Final[dict[str, Any]] = {NOTICE: _("You acknowledge early warnings for your organ.")}
SHORT: Final[dict[str, Any]] = {NOTICE: _("Early warnings of the day")}
