"""Open data: every published table as CSV and JSON under addresses that stay, with a dictionary of the fields."""

import csv
import json
from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from appraisal_portal.public.statistics import released
from foundation.accounts.doors import Request, public_page
from foundation.audit.canonical import canonical
from foundation.desk.publishing import kept_briefly
from foundation.kpi.models import Release, ReleasedFigure
from foundation.kpi.publishing import newest
from foundation.kpi.releases.contents import RELEASED
from foundation.kpi.releases.document import FORMAT, digest_of, document, public_figure
from foundation.kpi.releases.showing import names
from foundation.kpi.releases.wording import period_name, words_of

FIELDS: Final = (
    ("release", "integer", gettext_lazy("Number of the release"), gettext_lazy("Rises by one with every release.")),
    (
        "kpi",
        "string",
        gettext_lazy("Figure"),
        gettext_lazy("Its definition stands in the JSON of the release, in both languages."),
    ),
    ("version", "integer", gettext_lazy("Version of the definition"), gettext_lazy("As it was when frozen.")),
    (
        "period",
        "string",
        gettext_lazy("Period"),
        gettext_lazy("A year (2025), a quarter (2026-Q3) or a month (2026-07)."),
    ),
    ("city", "string", gettext_lazy("City"), gettext_lazy("Code of GB/T 2260; empty is the whole province.")),
    ("city_name", "string", gettext_lazy("Name of the city"), gettext_lazy("In Chinese.")),
    ("category", "string", gettext_lazy("Practice category"), gettext_lazy("Its code; empty is all of them.")),
    ("category_name", "string", gettext_lazy("Name of the category"), gettext_lazy("In Chinese.")),
    (
        "institution",
        "string",
        gettext_lazy("Institution"),
        gettext_lazy("Its key in the portal; empty is all institutions of the place."),
    ),
    ("numerator", "integer", gettext_lazy("Count"), gettext_lazy("Of a rate the upper count. Empty for a median.")),
    ("denominator", "integer", gettext_lazy("Lower count of a rate"), gettext_lazy("Empty for other figures.")),
    (
        "value",
        "number",
        gettext_lazy("Value"),
        gettext_lazy("In the unit of the definition; empty where there is none."),
    ),
    ("low", "number", gettext_lazy("Lower end of the interval"), gettext_lazy("Wilson, 95 %; for rates.")),
    ("high", "number", gettext_lazy("Upper end of the interval"), gettext_lazy("Wilson, 95 %; for rates.")),
    (
        "suppressed",
        "boolean",
        gettext_lazy("Held back"),
        gettext_lazy("1 where the count is small or would give a small one away: then there are no numbers."),
    ),
)
SUPPRESSION: Final = gettext_lazy(
    "Counts from 1 to 4 are held back, and as many others as it takes that nobody can reckon them from totals, other "
    "tables or earlier releases, nor from a count that changed by 1 to 4. Zeros are printed."
)
TERMS: Final = gettext_lazy(
    "Free use, also commercial, with the source named (Department of Justice of Shandong, release number, data time). "
    "The terms are still to be confirmed (待核)."
)
UPDATES: Final = gettext_lazy("After the end of a year, quarter or month, by a release; never changed, only restated.")
SOURCE: Final = gettext_lazy("Registers of cases and complaints of the portal and the ledgers of institutions.")


@public_page
@require_safe
@kept_briefly
def open_data(request: Request) -> HttpResponse:
    """The catalogue of files and the dictionary of their fields, for people."""
    releases = [
        {
            "row": row,
            "period": period_name(row.period),
            "tables": [(kpi, words_of(row.definitions, kpi)["name"]) for kpi in RELEASED if kpi in row.definitions],
        }
        for row in Release.objects.published()
    ]
    newest_release = newest()
    definitions = newest_release.definitions if newest_release else {}
    context = {
        "releases": releases,
        "fields": [{"name": name, "type": kind, "title": title, "text": text} for name, kind, title, text in FIELDS],
        "units": [
            (kpi, words_of(definitions, kpi), definitions[kpi]["version"]) for kpi in RELEASED if kpi in definitions
        ],
        "about": (
            (_("Source"), SOURCE),
            (_("Updated"), UPDATES),
            (_("Held back"), SUPPRESSION),
            (_("Terms of use"), TERMS),
        ),
    }
    return render(request, "public/open_data.html", context)


@public_page
@require_safe
@kept_briefly
def catalogue_json(request: Request) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """The catalogue for programs, in the words of DCAT: a dataset a release, with its files."""
    datasets = [
        {
            "identifier": str(row.number),
            "title": _both(lambda row=row: period_name(row.period)),
            "issued": row.published_on.isoformat() if row.published_on else "",
            "modified": row.data_time.isoformat(),
            "isVersionOf": row.period,
            "state": row.state,
            "landingPage": _absolute(row.public_url),
            "checksum": {"algorithm": "SHA-256", "checksumValue": row.digest},
            "distribution": list(_distributions(row)),
        }
        for row in Release.objects.published()
    ]
    return _json(
        {
            "format": FORMAT,
            "publisher": _both(lambda: _("Department of Justice of Shandong")),
            "license": _both(lambda: str(TERMS)),
            "accrualPeriodicity": _both(lambda: str(UPDATES)),
            "describedBy": _absolute(reverse("open_data_dictionary_json")),
            "dataset": datasets,
        }
    )


def _distributions(row: Release) -> Iterable[dict[str, str]]:
    for kind, media in (("json", "application/json"), ("csv", "text/csv")):
        whole = reverse(f"open_data_release_{kind}", args=[row.number])
        yield {"title": "figures", "mediaType": media, "downloadURL": _absolute(whole)}
        for kpi in RELEASED:
            if kpi in row.definitions:
                one = reverse(f"open_data_figure_{kind}", args=[row.number, kpi])
                yield {"title": kpi, "mediaType": media, "downloadURL": _absolute(one)}


@public_page
@require_safe
@kept_briefly
def dictionary_json(request: Request) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """The dictionary as a table schema, in both languages."""
    fields = [
        {
            "name": name,
            "type": kind,
            "title": _both(lambda t=title: str(t)),
            "description": _both(lambda t=text: str(t)),
        }
        for name, kind, title, text in FIELDS
    ]
    release = newest()
    return _json(
        {
            "fields": fields,
            "primaryKey": ["release", "kpi", "period", "city", "category", "institution"],
            "missingValues": [""],
            "source": _both(lambda: str(SOURCE)),
            "suppression": _both(lambda: str(SUPPRESSION)),
            "terms": _both(lambda: str(TERMS)),
            "updates": _both(lambda: str(UPDATES)),
            "figures": release.definitions if release else {},
        }
    )


@public_page
@require_safe
@kept_briefly
def dictionary_csv(request: Request) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """The dictionary as a table, in both languages."""
    response, writer = _csv("dictionary.csv")
    writer.writerow(["name", "type", *(f"{part}_{code}" for part in ("title", "description") for code in _languages())])
    for name, kind, title, text in FIELDS:
        both = [*_both(lambda t=title: str(t)).values(), *_both(lambda t=text: str(t)).values()]
        writer.writerow([name, kind, *both])
    return response


@public_page
@require_safe
@kept_briefly
def release_json(request: Request, number: int) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """The document of a release, whose digest stands on its page."""
    row = released(number)
    contents = document(row, row.figures.all(), row.supersedes.number if row.supersedes else None)
    if digest_of(contents) != row.digest:
        raise ValueError(f"Release {number} does not have its digest any more.")
    return HttpResponse(canonical(contents), content_type="application/json; charset=utf-8")


@public_page
@require_safe
@kept_briefly
def release_csv(request: Request, number: int) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """All figures of a release as one table."""
    row = released(number)
    return _table(row, row.figures.all(), f"figures-{row.period}-{number}.csv")


@public_page
@require_safe
@kept_briefly
def figure_json(request: Request, number: int, kpi: str) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """One figure of a release with its definition."""
    row = released(number)
    rows = _figures(row, kpi)
    head = {"format": FORMAT, "release": number, "period": row.period, "data_time": row.data_time.isoformat()}
    return _json({**head, "definition": row.definitions[kpi], "figures": [public_figure(each) for each in rows]})


@public_page
@require_safe
@kept_briefly
def figure_csv(request: Request, number: int, kpi: str) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """One figure of a release as a table."""
    row = released(number)
    return _table(row, _figures(row, kpi), f"{kpi}-{row.period}-{number}.csv")


def _figures(row: Release, kpi: str) -> list[ReleasedFigure]:
    if kpi not in row.definitions:
        raise Http404("This release has no such figure.")
    return list(row.figures.filter(kpi=kpi))


def _table(row: Release, figures: Iterable[ReleasedFigure], name: str) -> HttpResponse:
    response, writer = _csv(name)
    writer.writerow([field for field, *_rest in FIELDS])
    with override(settings.LANGUAGE_CODE):
        known = names()
    for each in figures:
        told = public_figure(each)
        extra = {
            "release": row.number,
            "version": row.definitions[each.kpi]["version"],
            "city_name": known.get(each.city, ""),
            "category_name": known.get(each.category, ""),
            "suppressed": int(each.suppressed),
        }
        values = {**told, **extra}
        writer.writerow([values.get(field, "") for field, *_rest in FIELDS])
    return response


def _csv(name: str) -> tuple[HttpResponse, Any]:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response, csv.writer(response)


def _json(contents: Any) -> HttpResponse:
    return HttpResponse(json.dumps(contents, ensure_ascii=False), content_type="application/json; charset=utf-8")


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _both(text: Any) -> dict[str, str]:
    """A text in both languages, by their codes."""
    found = {}
    for code in _languages():
        with override(code):
            found[code] = text()
    return found


def _absolute(path: str) -> str:
    return f"{settings.PORTAL_ORIGIN}{path}"
