"""Putting the parts of a detail page together, so that every tab of it has the same head, rail and reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.doors import Request
from foundation.accounts.timeline import timeline
from foundation.audit.models import Head
from foundation.desk.detail.acts import Act
from foundation.desk.detail.history import history_page, looks_page
from foundation.desk.detail.tabs import grouped, strip

ON_PAPER = 200


@dataclass(frozen=True)
class Link:
    """Words and where they lead."""

    text: Any
    url: str


@dataclass(frozen=True)
class Standing:
    """The state of a thing in words, with the shape that stands before it (`{% state %}`)."""

    tone: str
    word: Any


@dataclass
class Detail:
    """What every tab of a page shows: who and what, where in the procedure, what can be done.

    `kind` names the tabs, `model` ("cases.Case") the records that /why/ explains. `streams` are the trails
    that tell its life; the first is its own. `is_number` sets the title as a document number. `why_row` is the key
    of the record that explains the visibility of a thing without a scope of its own (a posting for an account).
    """

    kind: str
    model: str
    row: Any
    title: str
    streams: tuple[str, ...]
    standing: Standing | None = None
    facts: Sequence[Any] = ()
    crumbs: Sequence[Link] = ()
    acts: Sequence[Act] = ()
    tools: Sequence[Link] = ()
    is_number: bool = False
    why_row: Any = None

    @property
    def why_url(self) -> str:
        """Where it is explained why this posting sees this record."""
        return f"{reverse('why')}?{urlencode({'records': self.model, 'row': self.why_row or self.row.pk})}"

    @property
    def next_act(self) -> Act | None:
        """The next lawful step, if this posting may take it: the one primary button of the page."""
        return next((act for act in self.acts if act.wish.is_next and act.possible and not act.wish.by_form), None)


def show(
    request: Request,
    detail: Detail,
    tab: str,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Answer with one tab of a page. The row of `detail` was fetched through scope."""
    tabs = strip(detail.kind, detail.row, request.actor, tab)
    heads = {each.stream: each for each in Head.objects.filter(stream__in=detail.streams)}
    head = heads.get(detail.streams[0])
    groups, shown = grouped(detail.kind, tabs)
    paper = tab == "overview" and "paper" in request.GET
    frame = {
        "detail": detail,
        "tabs": shown,
        "groups": groups,
        "tab": next((link for link in tabs if link.current), None),
        "trail_head": head,
        "trail_length": sum(each.seq for each in heads.values()),  # of all trails that the tab shows
        "head_mark": f"{bytes(head.hash).hex()[:4]}…{bytes(head.hash).hex()[-4:]}" if head else "",
        "trail_tab": next((link for link in tabs if link.code == "trail"), None),
        "looks_tab": next((link for link in tabs if link.code == "looks"), None),
        "read_at": timezone.now(),
        "paper": paper,
        "whole_trail": timeline(*detail.streams, limit=ON_PAPER) if paper else [],
        "permalink": request.build_absolute_uri(request.path),
    }
    return render(request, template, {**frame, **(context or {})}, status=status)


def show_trail(request: Request, detail: Detail) -> HttpResponse:
    """Answer with the trail of a thing, page by page."""
    return show(request, detail, "trail", "detail/trail.html", {"history": history_page(detail.streams, request.GET)})


def show_looks(request: Request, detail: Detail) -> HttpResponse:
    """Answer with who opened personal data of a thing. The door of the view demands `looks.view`."""
    return show(request, detail, "looks", "detail/looks.html", {"looks": looks_page(detail.streams, request.GET)})


def show_list(request: Request, detail: Detail, tab: str, *, title: Any, url: str, why: str = "") -> HttpResponse:
    """Answer with a tab that holds another app's list: loaded from its own address, a link without script."""
    return show(request, detail, tab, "detail/list.html", {"list_title": title, "list_url": url, "list_why": why})
