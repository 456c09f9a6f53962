"""The public statistics: published releases with all their tables, and the list of restatements. Nobody is ranked."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, public_page
from foundation.desk.formats import number
from foundation.desk.publishing import kept_briefly
from foundation.kpi.areas import PROVINCE
from foundation.kpi.dashboard.definitions import target_in_words
from foundation.kpi.intervals import is_open
from foundation.kpi.models import Release
from foundation.kpi.publishing import newest
from foundation.kpi.releases.contents import released_kpis
from foundation.kpi.releases.showing import HELD_BACK, restated, sections
from foundation.kpi.releases.wording import period_name, words_of
from foundation.kpi.targets import targets_for

SHOWN = 8
RATE = "complaint_rate"


@public_page
@require_safe
@kept_briefly
def statistics_page(request: Request) -> HttpResponse:
    """The newest release in force, or how figures will be counted while there is none."""
    release = newest()
    if release is None:
        context = {"planned": [(kpi.name, kpi.formula) for kpi in released_kpis()]}
        return render(request, "public/statistics_empty.html", context)
    return _page(request, release)


@public_page
@require_safe
@kept_briefly
def statistics_release(request: Request, number: int) -> HttpResponse:
    """A release under its permanent address; a superseded one says by what."""
    return _page(request, released(number))


@public_page
@require_safe
@kept_briefly
def restatements(request: Request) -> HttpResponse:
    """Every release that was restated: why, when, and which figures changed."""
    rows = [
        {"row": row, "period": period_name(row.period), "before": row.supersedes, "changes": restated(row)}
        for row in Release.objects.published().restatements()
    ]
    return render(request, "public/restatements.html", {"rows": rows})


def released(number: int) -> Release:
    """Return a published release by its number. Raises Http404 for a number that was not given."""
    row = (
        Release.objects.published().select_related("supersedes").filter(number=number).first()
        if number < 2**31
        else None
    )
    if row is None:
        raise Http404("No release of this number.")
    return row


def _page(request: Request, release: Release) -> HttpResponse:
    in_force = list(Release.objects.in_force()[:SHOWN])
    shown = sections(release)
    context = {
        "release": release,
        "period": period_name(release.period),
        "sections": shown,
        "mark": HELD_BACK,
        "rate": _rate(release),
        "successor": release.restatements.filter(number__isnull=False).order_by("-number").first(),
        "releases": [
            {"text": period_name(each.period), "href": each.public_url, "current": each.pk == release.pk}
            for each in in_force
        ],
        "definitions": [_definition(release, kpi) for kpi in release.definitions],
    }
    return render(request, "public/statistics.html", context)


def _definition(release: Release, kpi: str) -> dict[str, Any]:
    words = words_of(release.definitions, kpi)
    named = (
        (_("Formula"), "formula"),
        (_("Numerator") if words.get("denominator") else _("Counted"), "numerator"),
        (_("Denominator"), "denominator"),
        (_("Not counted"), "exclusions"),
        (_("Unit"), "unit"),
        (_("Legal source"), "article"),
    )
    return {
        "name": words["name"],
        "version": release.definitions[kpi]["version"],
        "lines": [(label, words[word]) for label, word in named if words.get(word)],
    }


def _rate(release: Release) -> dict[str, str] | None:
    """The valid complaint rate in one sentence: with its counts, its interval, and whether the target can be told."""
    row = release.figures.filter(kpi=RATE, period=release.period, city="", suppressed=False).first()
    if row is None or not row.value:
        return None
    target = targets_for([RATE], PROVINCE, release.first_day.year).get(RATE)
    low, high = float(row.low), float(row.high)
    verdict = ""
    if target is not None:
        limit = float(target.value)
        verdict = _("it is met") if high <= limit else _("it is not met")
        if is_open(low, high, limit):
            verdict = _("whether it is met cannot be told yet")
    return {
        "upper": number(row.numerator or 0),
        "lower": number(row.denominator or 0),
        "value": number(float(row.value), 2),
        "low": number(low, 2),
        "high": number(high, 2),
        "target": target_in_words(target) if target else "",
        "verdict": verdict,
    }
