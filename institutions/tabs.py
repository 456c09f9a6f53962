"""Tabs of the page of an institution that the app itself shows; appraisers and cases add theirs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.desk.detail import tabs
from foundation.desk.detail.tabs import Group, Tab
from foundation.exchange import kinds
from foundation.exchange.models import Import
from foundation.exchange.verbs import VIEW_IMPORTS
from institutions.describing import KIND
from institutions.models import Institution
from institutions.verbs import VIEW

OVERVIEW, STANDING, PEOPLE, MEANS, BUSINESS, SUPERVISION = (
    "registration", "standing", "people", "means", "business", "supervision",
)  # fmt: skip
"""The groups in which the tabs of an institution stand; every app puts its tab into one of them."""


def _imports_of(institution: Institution, actor: AnyActor) -> Any:
    return Import.objects.visible_to(actor).of_kinds(kinds.seen(actor)).filter(institution=institution.pk)


def register() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register_groups(
        KIND,
        Group(OVERVIEW, _("Registration and trail")),
        Group(STANDING, _("Scope and conditions")),
        Group(PEOPLE, pgettext_lazy("group of tabs", "People")),
        Group(MEANS, _("Premises, equipment, cover")),
        Group(BUSINESS, _("Cases and ledgers")),
        Group(SUPERVISION, _("Reviews and recognition")),
    )
    tabs.register(
        KIND,
        Tab("overview", _("Overview"), "institution", VIEW, 0, group=OVERVIEW),
        Tab("registration", _("Registration"), "institution_registration", VIEW, 5, group=OVERVIEW),
        Tab("standing", _("Scope and standing"), "institution_standing", VIEW, 10, group=STANDING),
        Tab("insurance", _("Insurance"), "institution_insurance", VIEW, 36, group=MEANS),
        Tab("imports", _("Imports"), "institution_imports", VIEW_IMPORTS.code, 40, rows=_imports_of, group=BUSINESS),
        Tab("trail", _("Trail"), "institution_trail", VIEW, 80, group=OVERVIEW),
    )
