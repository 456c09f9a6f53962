"""From a warning to the figure that set it off, and to the rows behind that figure."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.desk.charts.contract import Link
from foundation.kpi import measures
from foundation.kpi.areas import Area
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.drilling import link
from foundation.kpi.periods import FROM, UNTIL, Span
from foundation.kpi.verbs import VIEW_FIGURES
from governance.early_warning.causes import Place
from governance.early_warning.kinds import CERTIFICATE, Kind
from governance.early_warning.models import EarlyWarning, WarningRule


def place_of(row: EarlyWarning) -> Place:
    """The place of a warning as rules see it."""
    return Place(row.city_code, row.county_code, row.institution_id, row.subject)


def permalinks(row: EarlyWarning, actor: AnyActor) -> list[Link]:
    """Return the addresses of the figure of a warning and of its rows, as far as the reader may open them."""
    area = place_of(row).area
    found = _of_figure(row.figure, area) if "kpi" in row.figure else _of_rows(row.rule, row, area)
    return [each for each in found if each.href] if actor.may(VIEW_FIGURES) else []


def _of_figure(figure: Mapping[str, Any], area: Area) -> list[Link]:
    """A figure of the catalogue in its days, and the rows that it counts."""
    kpi = kpi_of(figure["kpi"])
    days = {FROM: figure["first"], UNTIL: figure["last"]} if "first" in figure else {}
    page = f"{reverse('figures_catalogue')}?{urlencode({**days, **area.parameters()})}#{kpi.code}"
    links = [Link(_("The figure with its definition"), page)]
    span = Span(date.fromisoformat(figure["first"]), date.fromisoformat(figure["last"])) if days else None
    if figure.get("numerator") and all(measures.is_fed(code) for code in kpi.codes):
        links.append(Link(_("The rows it counts"), link(kpi.codes[0], area, span=span)))
    if "before_first" in figure:
        earlier = {FROM: figure["before_first"], UNTIL: figure["before_last"], **area.parameters()}
        page = f"{reverse('figures_catalogue')}?{urlencode(earlier)}#{kpi.code}"
        links.append(Link(_("The figure of the period compared with"), page))
    return links


def _of_rows(rule: WarningRule, row: EarlyWarning, area: Area) -> list[Link]:
    """What ends or is lost, and the open cases."""
    if rule.kind == Kind.ITEMS:
        query = urlencode({"city": row.city_code, "category": row.subject})
        return [Link(_("The institutions of the city in this category"), f"{reverse('institution_list')}?{query}")]
    links = [Link(_("Open cases of the institution"), link("cases.open", area))]
    if row.institution is not None:
        ending = _("Licence, scope and accreditations of the institution")
        links.insert(0, Link(ending, row.institution.standing_url))
    if rule.parameters["of"] == CERTIFICATE:
        query = urlencode({"institution": str(row.institution_id)})
        links.insert(0, Link(_("Appraisers of the institution"), f"{reverse('appraiser_list')}?{query}"))
    return links
