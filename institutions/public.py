"""The public register of institutions: what everybody may look up, without an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, public_page
from foundation.desk.listing import list_context
from foundation.desk.publishing import kept_briefly
from foundation.exchange.cells.identifiers import case_number_key, year_of
from foundation.law.queries import divisions, practice_categories
from foundation.replica import reads_replica
from institutions.barring import against
from institutions.meaning import offered, sought
from institutions.models import Institution
from institutions.nearest import nearest
from institutions.openness import closed
from institutions.orders import NUMBER
from institutions.recognised import in_short, recognitions_on
from institutions.register import RegisterFilter, counts_by_city, fitting, map_of
from institutions.standing.state import Standing, standing

FEW: Final = 3
"""Where a place holds fewer institutions than this, those next to it are shown, too."""


@dataclass(frozen=True)
class Card:
    """An institution as the register shows it: only what is on file."""

    row: Institution
    standing: Standing
    seat: str
    categories: tuple[str, ...]
    appraisers: int
    url: str
    recognised: tuple[str, ...] = ()


@public_page
@require_safe
@kept_briefly
@reads_replica
def register(request: Request) -> HttpResponse:
    """Search the institutions by name, seat, category and state; list and map follow the same conditions."""
    params = fitting(request.GET)
    rows = Institution.objects.published()
    context = list_context(params, rows, RegisterFilter, {NUMBER.code: NUMBER})
    counts = counts_by_city(params, rows, RegisterFilter)
    drawn, cities = map_of(_("Institutions by city"), params, counts)
    words = params.get("q", "")
    context |= {
        "meant": offered(words),
        "cards": cards(context["page"].rows, timezone.localdate()),
        "near": near(params, len(context["page"].rows), timezone.localdate()),
        "map": drawn,
        "cities": cities,
        "typed": words,
        "looks_like_opinion": year_of(case_number_key(words)) is not None,
        "tabs": tabs("register", words),
        "ways": ways_on(words),
    }
    return render(request, "public/register.html", context, status=context["status"])


def cards(rows: Sequence[Institution], today: date) -> list[Card]:
    """Put institutions into the words of the register."""
    places = {row.code: row.name for row in divisions()}
    names = {row.code: row.name for row in practice_categories()}
    counted = Institution.objects.published().filter(pk__in=[row.pk for row in rows])
    bars = against([row.pk for row in rows], today)
    held = recognitions_on([row.pk for row in rows], today)
    stopped = closed(rows, today)
    people = dict(counted.order_by().annotate(people=Count("appraisers")).values_list("pk", "people"))
    return [
        Card(
            row,
            standing(row, today, bars[row.pk], stopped=row.pk in stopped),
            seat_of(row, places),
            tuple(names[code] for code in row.practice_codes if code in names),
            people.get(row.pk, 0),
            reverse("register_institution", args=[row.licence_number]),
            tuple(in_short(held.get(row.pk, ()))),
        )
        for row in rows
    ]


def near(params: QueryDict, found: int, today: date) -> list[tuple[Card, str]]:
    """Return the nearest able institutions elsewhere, with how far they are, where a place holds few.

    Under words they are shown where nothing was found and the words name a need and a place.
    """
    words = params.get("q")
    meant = sought(words) if words and not found else None
    if found >= FEW or (words and meant is None):
        return []
    asked = [params.get(name, "") for name in ("city", "county", "category")]
    if meant is not None:
        asked = [meant.city, meant.county, meant.category]
    rows = nearest(asked[0], asked[1], asked[2], today)
    return list(zip(cards([each.row for each in rows], today), [each.words for each in rows], strict=True))


def seat_of(row: Institution, places: dict[str, str]) -> str:
    """City and county of the seat."""
    city, county = places.get(row.city_code, ""), places.get(row.county_code, "")
    return _("%(city)s %(county)s") % {"city": city, "county": county} if city and county else city or county


def tabs(current: str, words: str) -> list[dict[str, Any]]:
    """The two halves of the register, the words typed kept."""
    found = [("register", _("Institutions")), ("register_appraisers", _("Appraisers"))]
    query = f"?{_typed(words)}" if words else ""
    return [{"text": text, "href": f"{reverse(name)}{query}", "current": name == current} for name, text in found]


def ways_on(words: str) -> list[dict[str, str]]:
    """Two ways on from an empty result."""
    other = {"text": _("Look among the appraisers"), "url": f"{reverse('register_appraisers')}?{_typed(words)}"}
    every = {"text": _("Show the whole roster"), "url": reverse("register")}
    return [other, every] if words else [every, {"text": _("Ask the responsible organ"), "url": reverse("contacts")}]


def _typed(words: str) -> str:
    return urlencode({"q": words})
