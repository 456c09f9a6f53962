"""The search box of every page: cases, entrustments and complaints by number, institutions and appraisers by name."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from appraisers.models import Appraiser
from cases.entrustments.lists import ENTRUSTMENTS
from cases.models import Case
from complaints.lists import COMPLAINTS
from foundation.accounts.doors import Request, own_page
from foundation.desk.lists import ListSpec
from foundation.desk.lists.selecting import conditions_of
from foundation.exchange.cells.identifiers import case_number_key
from institutions.models import Institution

SHOWN = 8
LONGEST = 100


@dataclass(frozen=True)
class Found:
    """What was found of one kind: up to eight rows as (words, address), and where all of them are listed."""

    title: Any
    rows: list[tuple[str, str]]
    more_url: str


@own_page
@require_GET
def search(request: Request) -> HttpResponse:
    """Search what the posting may see. Each kind appears for postings that may list it."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    parts = [_cases(request, words), _institutions(request, words), _appraisers(request, words)]
    numbered = [_numbered(request, spec, words) for spec in (ENTRUSTMENTS, COMPLAINTS)]
    found = [part for part in parts if part] + [part for part in numbered if part and part.rows]
    return render(request, "pages/search.html", {"search_words": words, "found": found if words else []})


def _cases(request: Request, words: str) -> Found | None:
    if not request.actor.may("cases.view"):
        return None
    rows = Case.objects.visible_to(request.actor).standing().filter(number_key__startswith=case_number_key(words))
    shown = [(row.case_number, row.get_absolute_url()) for row in rows.order_by("number_key")[:SHOWN]]
    return Found(_("Cases"), shown, _listed("case_list", words))


def _institutions(request: Request, words: str) -> Found | None:
    if not request.actor.may("institutions.view"):
        return None
    rows = Institution.objects.visible_to(request.actor).named(words).for_list().order_by("licence_number")[:SHOWN]
    shown = [(str(row), row.get_absolute_url()) for row in rows]
    return Found(_("Institutions"), shown, _listed("institution_list", words))


def _appraisers(request: Request, words: str) -> Found | None:
    if not request.actor.may("appraisers.view"):
        return None
    rows = Appraiser.objects.visible_to(request.actor).named(words).for_list().order_by("certificate_number")[:SHOWN]
    shown = [(f"{row.person.name} {row.certificate_number}", row.get_absolute_url()) for row in rows]
    return Found(_("Appraisers"), shown, _listed("appraiser_list", words))


def _numbered(request: Request, spec: ListSpec, words: str) -> Found | None:
    """What a list finds by number under its own filter; it is shown only where it finds something."""
    if not request.actor.may(spec.verb):
        return None
    asked = QueryDict(urlencode({"q": words}))
    order = next(iter(spec.orders.values()))
    rows = conditions_of(spec, request.actor, asked).rows.order_by(*order.by)[:SHOWN] if words else []
    shown = [(spec.label_of(row), spec.link_of(row) or spec.url) for row in rows]
    return Found(spec.title, shown, _listed(spec.route, words))


def _listed(route: str, words: str) -> str:
    return f"{reverse(route)}?{urlencode({'q': words})}"
