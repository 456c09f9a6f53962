"""Public pages of appraisers, and of an institution with its appraisers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from appraisers.models import Appraiser
from appraisers.orders import NUMBER
from foundation.accounts.doors import Request, public_page
from foundation.accounts.models import Organisation
from foundation.desk.listing import list_context
from foundation.desk.publishing import kept_briefly
from foundation.kpi.publishing import volumes
from foundation.law.queries import categories, divisions, practice_categories
from foundation.replica import reads_replica
from institutions.barring import against, public_words
from institutions.covering import named
from institutions.meaning import offered
from institutions.models import Accreditation, Institution, Restriction
from institutions.openness import Taken, closed, taken
from institutions.public import seat_of, tabs
from institutions.recognised import recognitions_on
from institutions.register import SeatFilter, counts_by_city, fitting, map_of
from institutions.renewing import holds
from institutions.results import years_of
from institutions.standing.state import standing

VOLUME_PERIODS = 4


class AppraiserRegisterFilter(SeatFilter):
    """Conditions on appraisers."""

    class Meta:
        model = Appraiser
        fields: list[str] = []


@public_page
@require_safe
@kept_briefly
@reads_replica
def register_appraisers(request: Request) -> HttpResponse:
    """Search the appraisers by name, seat and category; list and map follow the same conditions."""
    params, today = fitting(request.GET), timezone.localdate()
    rows = Appraiser.objects.published()
    context = list_context(params, rows, AppraiserRegisterFilter, {NUMBER.code: NUMBER})
    drawn, cities = map_of(_("Appraisers by city"), params, counts_by_city(params, rows, AppraiserRegisterFilter))
    names = {row.code: row.name for row in practice_categories()}
    words = params.get("q", "")
    bars = against([row.person_id for row in context["page"].rows], today)
    context |= {
        "meant": offered(words),
        "people": [_shown(row, names, today, bars[row.person_id]) for row in context["page"].rows],
        "map": drawn,
        "cities": cities,
        "typed": words,
        "tabs": tabs("register_appraisers", words),
        "ways": _ways_on(words),
    }
    return render(request, "public/appraisers.html", context, status=context["status"])


@public_page
@require_safe
@kept_briefly
@reads_replica
def register_appraiser(request: Request, number: str) -> HttpResponse:
    """One appraiser: certificate, categories, institution."""
    row = get_object_or_404(Appraiser.objects.published(), certificate_number=_plain(number))
    today = timezone.localdate()
    names = {each.code: each.name for each in practice_categories()}
    bars = against([row.institution_id, row.person_id], today)
    context = {
        "person": _shown(row, names, today, bars[row.person_id]),
        "standing": standing(
            row.institution, today, bars[row.institution_id], stopped=bool(closed([row.institution], today))
        ),
        "restrictions": [public_words(bar) for bar in bars[row.person_id]],
    }
    return render(request, "public/appraiser.html", context)


@public_page
@require_safe
@kept_briefly
@reads_replica
def register_institution(request: Request, number: str) -> HttpResponseBase:
    """One institution by licence number or unified code: what it may do, by whom, who supervises it.

    An earlier licence number leads to the page of the present one.
    """
    published = Institution.objects.published()
    row = published.filter(licence_number=_plain(number)).first()
    earlier = None if row else published.filter(former_licence_numbers__contains=[_plain(number)]).first()
    if earlier is not None:
        return redirect("register_institution", earlier.licence_number)
    row = row or get_object_or_404(published, organisation__credit_code=_plain(number).upper())
    today = timezone.localdate()
    places = {each.code: each.name for each in divisions()}
    names = {each.code: each.name for each in practice_categories()}
    people = list(Appraiser.objects.published().filter(institution=row).order_by("certificate_number"))
    bars = against([row.pk, *(person.person_id for person in people)], today)
    has = taken(row, today)
    context = {
        "institution": row,
        "standing": standing(row, today, bars[row.pk], stopped=has.nothing),
        "restrictions": [public_words(bar) for bar in bars[row.pk]],
        "accreditations": [
            (each, named(each.covers)) for each in Accreditation.objects.in_force(today).filter(institution=row)
        ],
        "recognitions": recognitions_on([row.pk], today).get(row.pk, []),
        "seat": seat_of(row, places),
        "categories": _by_category(row, people, bars, names, has, today),
        "people_count": len(people),
        "organs": Organisation.objects.published().responsible_at(row.city_code, row.county_code),
        "years": years_of(row),
        "volumes": volumes(row.pk, VOLUME_PERIODS),
        "today": today,
    }
    return render(request, "public/institution.html", context)


def _plain(number: str) -> str:
    """Return a number from an address as a database can compare it."""
    return number.replace("\0", "") or "-"


def _shown(row: Appraiser, names: dict[str, str], today: Any, bars: Sequence[Restriction] = ()) -> dict[str, Any]:
    """An appraiser in the words of the register; `bars` are the restrictions of him that hold."""
    return {
        "row": row,
        "name": row.person.name,
        "url": reverse("register_appraiser", args=[row.certificate_number]),
        "institution_url": reverse("register_institution", args=[row.institution.licence_number]),
        "categories": [names[code] for code in row.practice_codes if code in names],
        "valid": holds(row.certificate_from, row.certificate_until, row.renewal_pending_since, today),
        "deemed": row.certificate_until < today and row.renewal_pending_since is not None,
        "restricted": bool(bars),
    }


def _by_category(
    row: Institution,
    people: Sequence[Appraiser],
    bars: Mapping[UUID, list[Restriction]],
    names: dict[str, str],
    has: Taken,
    today: Any,
) -> list[dict[str, Any]]:
    """The categories of the licence, each with its items and the appraisers certified for it."""
    certified: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for person in people:
        for code in person.practice_codes:
            certified[code].append(_shown(person, names, today, bars.get(person.person_id, ())))
    items: dict[str, list[str]] = defaultdict(list)
    stopped: dict[str, list[str]] = defaultdict(list)
    every = categories()
    for code in sorted(has.listed):
        (stopped if code in has.stopped else items)[every[code].practice_code].append(every[code].name)
    return [
        {
            "name": names[code], "people": certified[code], "items": items[code], "stopped": stopped[code],
            "closed": code not in has.categories,
        }
        for code in row.practice_codes
        if code in names
    ]  # fmt: skip


def _ways_on(words: str) -> list[dict[str, str]]:
    """Two ways on from an empty result."""
    query = f"?{urlencode({'q': words})}" if words else ""
    return [
        {"text": _("Look among the institutions"), "url": f"{reverse('register')}{query}"},
        {"text": _("Show all appraisers"), "url": reverse("register_appraisers")},
    ]
