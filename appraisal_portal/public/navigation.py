"""The public menu and the foot of public pages."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A public page: title, route, and the beginnings of addresses that count as being there."""

    title: Any
    route: str
    argument: str = ""

    @property
    def url(self) -> str:
        """The address of the page."""
        return reverse(self.route, args=[self.argument] if self.argument else [])


MENU = (
    Entry(_("Home"), "home"),
    Entry(_("Institutions and appraisers"), "register"),
    Entry(_("Check an opinion"), "check"),
    Entry(_("Complain"), "complain"),
    Entry(_("How it works"), "how"),
    Entry(_("Open figures"), "statistics"),
    Entry(_("Contacts"), "contacts"),
)
FOOT = (
    (
        _("Look up"),
        (
            MENU[1],
            Entry(_("Appraisers"), "register_appraisers"),
            Entry(_("Results of the annual review"), "register_results"),
            MENU[2],
        ),
    ),
    (
        _("Your rights"),
        (
            Entry(_("How an appraisal goes"), "how_page", "procedure"),
            Entry(_("How a complaint goes"), "how_page", "complaints"),
            MENU[3],
        ),
    ),
    (
        _("Open figures"),
        (
            MENU[5],
            Entry(_("Restatements"), "restatements"),
            Entry(_("Open data"), "open_data"),
            Entry(_("Published draws"), "public_draws"),
        ),
    ),
    (_("The portal"), (MENU[6], Entry(_("Accessibility"), "accessibility"), Entry(_("Privacy"), "privacy"))),
)


def public_navigation(path: str) -> list[dict[str, Any]]:
    """Return the menu; the entry whose address is the longest beginning of the path is marked."""
    items: list[dict[str, Any]] = [{"title": entry.title, "url": entry.url} for entry in MENU]
    fitting = [item for item in items if path == item["url"] or (item["url"] != "/" and path.startswith(item["url"]))]
    if fitting:
        max(fitting, key=lambda item: len(item["url"]))["current"] = True
    return items


def footer_groups() -> list[dict[str, Any]]:
    """Return the foot: groups of links, as a map of the public pages."""
    return [
        {"title": title, "items": [{"title": entry.title, "url": entry.url} for entry in entries]}
        for title, entries in FOOT
    ]
