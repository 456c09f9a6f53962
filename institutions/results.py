"""The public list of results of the annual review, and the results of one institution (条例 arts. 43–45)."""

from typing import Any, Final

import django_filters
from django.db.models import Count, Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, public_page
from foundation.desk.listing import list_context
from foundation.desk.publishing import kept_briefly
from foundation.law.queries import division
from foundation.replica import reads_replica
from institutions.filters import city_choices
from institutions.models import Institution, YearStanding
from institutions.orders import NUMBER
from institutions.querysets import InstitutionQuerySet

ARTICLES: Final = ("山东省司法鉴定条例第四十三条", "山东省司法鉴定条例第四十四条")
SHOWN: Final = 5
"""Years on the page of an institution."""


def published_years() -> list[int]:
    """The years with published results, newest first."""
    return list(YearStanding.objects.order_by("-year").values_list("year", flat=True).distinct())


def years_of(institution: Institution) -> list[YearStanding]:
    """The newest published results of an institution."""
    return list(YearStanding.objects.filter(institution=institution.pk).order_by("-year")[:SHOWN])


class ResultFilter(django_filters.FilterSet):
    """Conditions on institutions with a result in a year. Without a year it is the newest published one."""

    q = django_filters.CharFilter(label=_("Name or number"), method="by_name")
    year = django_filters.ChoiceFilter(label=_("Year under review"), choices=(), method="kept", empty_label=None)
    city = django_filters.ChoiceFilter(
        label=_("City"), field_name="city_code", choices=city_choices, empty_label=_("All cities")
    )
    result = django_filters.ChoiceFilter(
        label=_("Result of the review"),
        choices=YearStanding.Result.choices,
        method="kept",
        empty_label=_("All results"),
    )

    class Meta:
        model = Institution
        fields: list[str] = []

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        years = published_years()
        self.newest = years[0] if years else None
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def by_name(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Institutions with the words or initials in their name, or whose number begins so."""
        return queryset.named(value)

    def kept(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """Year and result are one condition on the same row, put below."""
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        """Only institutions with a published result of the year, of the kind asked for."""
        found = super().filter_queryset(queryset)
        standings = YearStanding.objects.filter(institution=OuterRef("pk"), year=self.year_shown or 0)
        asked = self.form.cleaned_data.get("result")
        return found.filter(Exists(standings.filter(result=asked) if asked else standings))

    @property
    def year_shown(self) -> int | None:
        """The year asked for, else the newest one."""
        asked = self.form.cleaned_data.get("year")
        return int(asked) if asked else self.newest


@public_page
@require_safe
@kept_briefly
@reads_replica
def register_results(request: Request) -> HttpResponse:
    """The results of a year: every institution that was reviewed, by licence number."""
    rows = Institution.objects.published()
    context = list_context(request.GET, rows, ResultFilter, {NUMBER.code: NUMBER})
    year = context["filter"].year_shown
    found = {
        each.institution_id: each
        for each in YearStanding.objects.filter(year=year or 0, institution__in=context["page"].rows)
    }
    context |= {
        "results": [_line(row, found.get(row.pk)) for row in context["page"].rows],
        "year": year,
        "years": published_years(),
        "counts": _counts(year),
        "articles": ARTICLES,
        "asked": request.GET,
    }
    return render(request, "public/results.html", context, status=context["status"])


def _line(row: Institution, standing: YearStanding | None) -> dict[str, Any]:
    city = division(row.city_code)
    return {"row": row, "city": city.name if city else "", "standing": standing}


def _counts(year: int | None) -> dict[str, int]:
    counted = YearStanding.objects.filter(year=year or 0).order_by().values("result").annotate(n=Count("pk"))
    return {each["result"]: each["n"] for each in counted}
