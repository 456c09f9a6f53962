"""Tabs of the page of an appraiser, and the tab of appraisers on the page of an institution."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from appraisers.describing import KIND
from appraisers.models import Appraiser, Assistant, QualityManager
from appraisers.verbs import VIEW
from foundation.accounts.acting import AnyActor
from foundation.desk.detail import tabs
from foundation.desk.detail.tabs import Tab
from institutions.models import Institution


def _of_institution(institution: Institution, actor: AnyActor) -> Any:
    return Appraiser.objects.visible_to(actor).filter(institution=institution)


def _assistants(institution: Institution, actor: AnyActor) -> Any:
    return Assistant.objects.visible_to(actor).filter(institution=institution, valid_until__isnull=True)


def _managers(institution: Institution, actor: AnyActor) -> Any:
    return QualityManager.objects.visible_to(actor).filter(institution=institution, valid_until__isnull=True)


def _colleagues(appraiser: Appraiser, actor: AnyActor) -> Any:
    return Appraiser.objects.visible_to(actor).filter(institution=appraiser.institution_id)


def _sees_colleagues(_appraiser: Appraiser, actor: AnyActor) -> bool:
    """An appraiser sees himself only."""
    return actor.may("institutions.view")


def register() -> None:
    """Put the tabs in their places; called once when the app is loaded."""
    tabs.register(
        KIND,
        Tab("overview", _("Overview"), "appraiser", VIEW, 0),
        Tab("registration", _("Registration"), "appraiser_registration", VIEW, 5),
        Tab("standing", _("Restrictions and renewals"), "appraiser_standing", VIEW, 10),
        Tab("records", _("Training and history"), "appraiser_records", VIEW, 20),
        Tab(
            "related",
            _("Appraisers of the institution"),
            "appraiser_related",
            VIEW,
            40,
            rows=_colleagues,
            applies=_sees_colleagues,
        ),
        Tab("trail", _("Trail"), "appraiser_trail", VIEW, 80),
    )
    tabs.register(
        "institution",
        Tab("appraisers", _("Appraisers"), "institution_appraisers", VIEW, 30, rows=_of_institution, group="people"),
        Tab(
            "quality_managers",
            _("Quality managers"),
            "institution_quality_managers",
            VIEW,
            31,
            rows=_managers,
            group="people",
        ),
        Tab("assistants", _("Assistants"), "institution_assistants", VIEW, 32, rows=_assistants, group="people"),
    )
