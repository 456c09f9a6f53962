"""The public statistics: months, cities and categories of a year, as tables, bars and CSV. No institution is ranked."""

import csv
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, public_page
from foundation.desk.formats import MONTHS_EN, in_chinese, number
from foundation.desk.publishing import kept_briefly
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.dashboard.definitions import definition
from foundation.kpi.publishing import SMALLEST, Line, Published, Statistics, statistics
from foundation.law.queries import divisions, practice_categories
from foundation.replica import reads_replica

YEARS = 4
DEFINED = ("case_volume", "opinions_issued", "turnaround")
TABLES = ("months", "cities", "categories")


@public_page
@require_safe
@kept_briefly
@reads_replica
def statistics_page(request: Request) -> HttpResponse:
    """The figures of the running year, or of the year asked for."""
    year, found = _asked(request)
    names = _names()
    tables = [
        {"code": code, "title": title, "head": head, "lines": _shown(getattr(found, code), names)}
        for code, title, head in (
            ("months", _("By month"), _("Month")),
            ("cities", _("By city of the institution"), _("City")),
            ("categories", _("By category"), _("Category")),
        )
    ]
    today = timezone.localdate()
    context = {
        "year": year,
        "years": [{"text": str(each), "href": f"?year={each}", "current": each == year} for each in _years()],
        "total": found.total,
        "total_days": half_days(found.total.turnaround),
        "tables": tables,
        "today": today,
        "running": year == today.year,
        "definitions": [(kpi_of(code).name, definition(kpi_of(code), None, for_everybody=True)) for code in DEFINED],
    }
    return render(request, "public/statistics.html", context)


@public_page
@require_safe
@kept_briefly
@reads_replica
def statistics_csv(request: Request) -> HttpResponse:
    """The same tables as one CSV file with a byte-order mark; suppressed counts are written <5."""
    year, found = _asked(request)
    names = _names()
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="judicial-appraisal-{year}.csv"'
    writer = csv.writer(response)
    writer.writerow([_("Table"), _("Row"), _("Accepted"), _("Opinions issued"), _("Working days (median)")])
    for code, title in zip(TABLES, (_("Month"), _("City"), _("Category")), strict=True):
        for line in getattr(found, code):
            writer.writerow([title, names.get(line.key, line.key), *_plain(line)])
    writer.writerow([_("Total"), str(year), *_plain(found.total)])
    writer.writerow([_("As of"), timezone.localdate().isoformat()])
    return response


def _asked(request: Request) -> tuple[int, Statistics]:
    today = timezone.localdate()
    text = request.GET.get("year", str(today.year))
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if year not in _years():
        raise Http404("No figures of this year.")
    cities = [row.code for row in divisions("city")]
    categories = [row.code for row in practice_categories()]
    return year, statistics(year, today, cities, categories)


def _years() -> range:
    """The years that are published, the running one first."""
    this_year = timezone.localdate().year
    return range(this_year, this_year - YEARS, -1)


def _names() -> dict[str, str]:
    cities = {row.code: row.name for row in divisions("city")}
    return cities | {row.code: row.name for row in practice_categories()}


def _shown(lines: tuple[Line, ...], names: dict[str, str]) -> list[dict[str, Any]]:
    """Lines with their names and a bar; the longest bar is the largest accepted count."""
    largest = max((line.accepted.value or 0 for line in lines), default=0)
    return [
        {
            "name": names.get(line.key) or _month(line.key),
            "accepted": line.accepted,
            "issued": line.issued,
            "days": half_days(line.turnaround),
            "bar": {"now": f"{100 * (line.accepted.value or 0) / largest:.1f}" if largest else "0"},
        }
        for line in lines
    ]


def _month(key: str) -> str:
    month = int(key[5:7])
    return f"{month}月" if in_chinese() else MONTHS_EN[month - 1]


def half_days(value: Fraction | None) -> str:
    """A median of whole days: 14, 14.5, — without a value."""
    return number(None) if value is None else number(float(value), 0 if value.denominator == 1 else 1)


def _plain(line: Line) -> list[str]:
    days = "" if line.turnaround is None else str(float(line.turnaround))
    return [_count(line.accepted), _count(line.issued), days]


def _count(count: Published) -> str:
    return f"<{SMALLEST}" if count.value is None else str(count.value)
