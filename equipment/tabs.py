"""Tabs of instruments and methods, and the tab of instruments on the page of an institution."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from equipment.describing import INSTRUMENT, METHOD
from equipment.models import Instrument
from equipment.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.detail import tabs
from foundation.desk.detail.tabs import Tab
from institutions.models import Institution


def _of_institution(institution: Institution, actor: AnyActor) -> Any:
    return Instrument.objects.visible_to(actor).filter(institution=institution).kept()


def register() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        INSTRUMENT,
        Tab("overview", _("Overview"), "instrument", VIEW, 0),
        Tab("trail", _("Trail"), "instrument_trail", VIEW, 80),
    )
    tabs.register(
        METHOD,
        Tab("overview", _("Overview"), "method", VIEW, 0),
        Tab("trail", _("Trail"), "method_trail", VIEW, 80),
    )
    tabs.register(
        "institution",
        Tab("equipment", _("Equipment"), "institution_equipment", VIEW, 35, rows=_of_institution, group="means"),
    )
