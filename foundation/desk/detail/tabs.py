"""Tabs of a page: links with an address each, declared by the app that can show what is behind them.

The page of an institution belongs to `institutions`, its tab of cases to `cases` above it: the higher app
registers the tab and serves its address, so that no app imports upwards. Every tab has its own door.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from foundation.accounts.acting import AnyActor

CAP = 1_000


def always(_row: Any, _actor: AnyActor) -> bool:
    """The tab stands on every page of its kind."""
    return True


@dataclass(frozen=True)
class Tab:
    """A part of a page: code, words, the route that shows it (with the key of the thing), the verb of its door.

    `rows` gives the scoped rows behind the tab for its count, which is capped at 1,000. `place` orders the
    tabs: overview 0, lists of others 20 to 60, trail 80, who looked 90. `argument` names the key in the route. `group`
    is the group in which it stands, on pages that have more tabs than one row holds.
    """

    code: str
    label: Any
    route: str
    verb: str = ""
    place: int = 50
    rows: Callable[[Any, AnyActor], Any] | None = None
    applies: Callable[[Any, AnyActor], bool] = always
    argument: str = "pk"
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Tabs that belong together: code and words."""

    code: str
    label: Any


@dataclass(frozen=True)
class TabLink:
    """A tab on a page: where it leads, its capped count in words (empty without one), whether it is shown."""

    code: str
    label: Any
    url: str
    count: str
    current: bool
    group: str = ""


@dataclass(frozen=True)
class GroupLink:
    """A group on a page: it leads to its first tab; `alone` where it has no other."""

    code: str
    label: Any
    url: str
    current: bool
    alone: bool


_tabs: dict[str, list[Tab]] = {}
_groups: dict[str, tuple[Group, ...]] = {}


def register(kind: str, *tabs: Tab) -> None:
    """Put tabs on the pages of a kind ("case", "institution" …). The same code twice is an error."""
    known = _tabs.setdefault(kind, [])
    for tab in tabs:
        if tab in known:
            continue
        if any(other.code == tab.code for other in known):
            raise ValueError(f"The tab {tab.code} of {kind} is registered twice.")
        known.append(tab)
    known.sort(key=lambda tab: tab.place)


def register_groups(kind: str, *groups: Group) -> None:
    """Let the tabs of a kind of page stand in groups, in this order."""
    _groups[kind] = groups


def all_groups() -> dict[str, tuple[Group, ...]]:
    """Return the groups of tabs by kind of page."""
    return dict(_groups)


def all_tabs() -> dict[str, Sequence[Tab]]:
    """Return every registered tab by kind of page."""
    return {kind: tuple(tabs) for kind, tabs in _tabs.items()}


def strip(kind: str, row: Any, actor: AnyActor, current: str) -> list[TabLink]:
    """Return the tabs of a page that the posting may open, in their order; the current one also when it is empty.

    Where tabs stand in groups, only those of the present group are counted: the others are not shown.
    """
    known = _tabs.get(kind, ())
    group = next((tab.group for tab in known if tab.code == current), "")
    return [
        TabLink(
            tab.code,
            tab.label,
            reverse(tab.route, kwargs={tab.argument: row.pk}),
            capped(tab.rows(row, actor)) if tab.rows is not None and tab.group == group else "",
            tab.code == current,
            tab.group,
        )
        for tab in known
        if (not tab.verb or actor.may(tab.verb)) and (tab.code == current or tab.applies(row, actor))
    ]


def grouped(kind: str, links: Sequence[TabLink]) -> tuple[list[GroupLink], list[TabLink]]:
    """Return the groups that have a tab here, and the tabs of the present one; all of them where nothing is grouped."""
    if kind not in _groups:
        return [], list(links)
    present = next((link.group for link in links if link.current), "")
    groups = [
        GroupLink(group.code, group.label, within[0].url, group.code == present, len(within) == 1)
        for group in _groups[kind]
        if (within := [link for link in links if link.group == group.code])
    ]
    return groups, [link for link in links if link.group == present]


def capped(rows: Any) -> str:
    """Count rows up to 1,000, in words: "37", "1,000+"."""
    count = rows.order_by()[: CAP + 1].count()
    return f"{CAP:,}+" if count > CAP else f"{count:,}"
