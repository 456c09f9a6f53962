"""The trail of a thing, page by page: what happened, who in which posting, why; and who looked at personal data.

A page is a place in the running numbers of events, so that it stays the same while new events come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from foundation.accounts.models import User
from foundation.accounts.timeline import Entry, entry_of, kinds_of_looks, words_of
from foundation.audit.models import Event, Head
from foundation.audit.verify import Report, verify
from foundation.desk.keyset import AFTER, BEFORE, Order, Page, page_of
from foundation.documents.models import StoredFile

NEWEST = Order("newest", "", ("id",), descending=True)
SIZE = 20
RECENT = 5
VERIFIED_AT_MOST = 500
FILES_AT_MOST = 200


@dataclass(frozen=True)
class KindLink:
    """A kind of event to look at alone: its words, how often it occurs, and the address."""

    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class History:
    """One page of a trail. `kinds` is empty where the trail is short enough to be read whole."""

    entries: list[Entry]
    page: Page[Event]
    kinds: list[KindLink]
    report: Report | None = None


@dataclass(frozen=True)
class Look:
    """Somebody opened personal data or took it away: the event in words, and who, by name."""

    entry: Entry
    name: str


@dataclass(frozen=True)
class Looks:
    """One page of looks at the personal data of a thing."""

    looks: list[Look]
    page: Page[Event]


def history_page(streams: Sequence[str], params: QueryDict) -> History:
    """Return the page of the events of `streams` that the address asks for.

    The caller has fetched the rows through scope. `kind` in the address shows one kind of event alone; a
    kind that does not occur shows nothing. One stream is verified where it is short.
    """
    events = Event.objects.filter(stream__in=streams)
    chosen = params.get("kind", "").replace("\0", "")
    page = page_of(events.filter(kind=chosen) if chosen else events, NEWEST, params, size=SIZE)
    lengths = dict(Head.objects.filter(stream__in=streams).values_list("stream", "seq"))
    total = sum(lengths.values())
    checked = verify(streams[0]) if len(streams) == 1 and total <= VERIFIED_AT_MOST else None
    kinds = _kinds(events, params, chosen) if total > SIZE or chosen else []
    return History([entry_of(event) for event in page.rows], page, kinds, checked)


def recent(*streams: str) -> list[Entry]:
    """Return the last five events, for the overview."""
    return [entry_of(event) for event in Event.objects.filter(stream__in=streams).order_by("-id")[:RECENT]]


def looks_page(streams: Sequence[str], params: QueryDict) -> Looks:
    """Return who opened personal data of a thing or took a file of it away, the newest first.

    Looks at the files that belong to the streams are among them. Reading this page is no look.
    """
    files = StoredFile._base_manager.filter(belongs_to__in=streams).order_by("-recorded_at")[:FILES_AT_MOST]
    every = [*streams, *(file.stream for file in files)]
    page = page_of(Event.objects.filter(stream__in=every, kind__in=kinds_of_looks()), NEWEST, params, size=SIZE)
    entries = [entry_of(event) for event in page.rows]
    names = _names({entry.actor for entry in entries})
    return Looks([Look(entry, names.get(entry.actor, "")) for entry in entries], page)


def _names(actors: set[str]) -> dict[str, str]:
    """Return the names of users by their keys in the trail. Staff act under their names."""
    keys = {key.removeprefix("user:") for key in actors if key.startswith("user:")}
    rows: QuerySet[User] = User.objects.filter(pk__in=[int(key) for key in keys if key.isdecimal()])
    return {row.stream: row.shown_name for row in rows.select_related("person")}


def _kinds(events: "QuerySet[Event]", params: QueryDict, chosen: str) -> list[KindLink]:
    counted: dict[str, int] = {}
    for kind in events.order_by("id").values_list("kind", flat=True)[: 10 * SIZE * SIZE]:
        counted[kind] = counted.get(kind, 0) + 1
    if len(counted) < 2:
        return []
    every = KindLink("", sum(counted.values()), _address(params, ""), not chosen)
    links = [KindLink(words_of(kind), count, _address(params, kind), kind == chosen) for kind, count in counted.items()]
    return [every, *sorted(links, key=lambda link: -link.count)]


def _address(params: QueryDict, kind: str) -> str:
    kept: Any = params.copy()
    for name in (AFTER, BEFORE, "kind"):
        kept.pop(name, None)
    if kind:
        kept["kind"] = kind
    return f"?{kept.urlencode()}"
