"""Guidance for citizens: how an appraisal, a complaint and a registration go, and the statutes behind them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, public_page
from foundation.accounts.models import Organisation
from foundation.desk.publishing import kept_briefly
from foundation.desk.templatetags.statutes import statutes_of
from foundation.law.queries import divisions, grounds


@dataclass(frozen=True)
class Guide:
    """A page of guidance: its name in the address, title, one sentence, and the sources it explains."""

    slug: str
    title: Any
    lead: Any
    sources: tuple[str, ...]


GUIDES = (
    Guide(
        "procedure",
        _("How an appraisal goes"),
        _("From commission to opinion: who may commission, how long it takes, what you may ask for."),
        ("TZ", "SD"),
    ),
    Guide(
        "complaints",
        _("How a complaint goes"),
        _("Who may complain about what, to whom, and what happens when."),
        ("TS", "SD"),
    ),
    Guide(
        "regulation",
        _("Who may appraise"),
        _("Which appraisals need a registered institution, and how you can tell one."),
        ("JD", "SD"),
    ),
    Guide(
        "registration",
        _("How institutions and appraisers are registered"),
        _("Conditions, steps and time limits of registration, renewal and end."),
        ("J95", "R96", "SD", "XKF"),
    ),
)


@public_page
@require_safe
@kept_briefly
def how(request: Request) -> HttpResponse:
    """The pages of guidance, and the statutes they rest on."""
    statutes = statutes_of(request)
    codes = dict.fromkeys(code for guide in GUIDES for code in guide.sources)
    return render(request, "public/how.html", {"guides": GUIDES, "sources": [statutes.source(code) for code in codes]})


@public_page
@require_safe
@kept_briefly
def how_page(request: Request, slug: str) -> HttpResponse:
    """One page of guidance."""
    guide = next((guide for guide in GUIDES if guide.slug == slug), None)
    if guide is None:
        raise Http404("No such page.")
    statutes = statutes_of(request)
    context = {
        "guide": guide,
        "others": [other for other in GUIDES if other is not guide],
        "sources": [statutes.source(code) for code in guide.sources],
    }
    return render(request, f"public/how/{guide.slug}.html", context)


@public_page
@require_safe
@kept_briefly
def statute(request: Request, source: str) -> HttpResponse:
    """A statute: what it is, and its articles in the portal's own words; those not yet seen only by their number."""
    statutes = statutes_of(request)
    found = statutes.source(source)
    if found is None:
        raise Http404("No such source.")
    return render(request, "public/statute.html", {"source": found, "articles": statutes.articles_of(source)})


@public_page
@require_safe
@kept_briefly
def complain(request: Request) -> HttpResponse:
    """Who may complain about what, to whom, how long it takes. Choosing a seat shows the organs of that seat."""
    city, county = request.GET.get("city", ""), request.GET.get("county", "")
    cities = divisions("city")
    counties = divisions("county", within=city) if city in {row.code for row in cities} else ()
    county = county if county in {row.code for row in counties} else ""
    today = timezone.localdate()
    organs = Organisation.objects.published()
    context = {
        "cities": cities,
        "counties": counties,
        "city": city if counties else "",
        "county": county,
        "organs": organs.responsible_at(city, county) if counties else None,
        "scope": grounds("complaint_scope", today),
        "refusals": grounds("complaint_refusal", today),
    }
    return render(request, "public/complain.html", context)
