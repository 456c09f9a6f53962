"""Pages of what findings came from. The apps above register theirs, so that a finding can lead back to it."""

from dataclasses import dataclass

from django.urls import reverse

from foundation.accounts.acting import AnyActor
from institutions.models import Finding

_pages: dict[str, "SourcePage"] = {}


@dataclass(frozen=True)
class SourcePage:
    """The route that shows what a finding came from by its key, and the verb of its door."""

    route: str
    verb: str


def register(source: str, page: SourcePage) -> None:
    """Make the page of a source known."""
    _pages[source] = page


def page_of(row: Finding, actor: AnyActor) -> str:
    """Return the address of what a finding came from, empty where no page is known or the posting may not enter it."""
    page = _pages.get(row.source)
    return reverse(page.route, args=[row.source_id]) if page is not None and actor.may(page.verb) else ""
