"""The tab of standing conditions on the page of an institution."""

from django.utils.translation import gettext_lazy as _

from foundation.desk.detail import tabs
from foundation.desk.detail.tabs import Tab
from institutions.describing import KIND
from institutions.verbs import VIEW


def register() -> None:
    """Put the tab in its place; called once when the app is loaded."""
    tabs.register(
        KIND, Tab("conditions", _("Standing conditions"), "institution_conditions", VIEW, 12, group="standing")
    )
