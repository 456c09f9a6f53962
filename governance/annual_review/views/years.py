"""The years under review: their list, opening one, and how far it is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.law import queries as law
from governance.annual_review.actions import opening
from governance.annual_review.describing import detail_of_year, facts_of_year
from governance.annual_review.forms import OpenForm
from governance.annual_review.lines import LIST
from governance.annual_review.lists import YEARS
from governance.annual_review.models import ReviewYear
from governance.annual_review.progress import created_in, progress_of
from governance.annual_review.states import ARTICLE, YearState
from governance.annual_review.verbs import OPEN, VIEW


@staff_page(VIEW.code)
@require_GET
def annual_review_years(request: Request) -> HttpResponse:
    """The years that were opened."""
    return list_page(request, YEARS, "annual_review/years.html", may_open=request.actor.may(OPEN.code))


@staff_page(OPEN.code)
@require_http_methods(["GET", "HEAD", "POST"])
def annual_review_open(request: Request) -> HttpResponseBase:
    """Open the annual review of a year; the reviews of the institutions follow in the background."""
    form = OpenForm(typed(request))

    def act(_given: dict[str, Any]) -> Answer:
        year = opening.open_year(form.dates(), by=request.actor)
        return {"url": year.get_absolute_url(), "year": year.year}

    answer = attempt_once(request, form, act, scope="annual_review_open")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The annual review of %(year)s is open.") % answer)
        return redirect(answer["url"])
    context = {"form": form, "lines": law.entries(LIST, timezone.localdate()), "article": ARTICLE}
    return render(request, "annual_review/open.html", context, status=status_of(request, form))


@staff_page(VIEW.code)
@require_GET
def annual_review_year(request: Request, pk: UUID) -> HttpResponse:
    """How far a year is, by city, as far as the posting sees it."""
    year = _visible(request, pk)
    rows, total = progress_of(year, request.actor)
    context = {
        "year": year,
        "facts": facts_of_year(year),
        "rows": rows,
        "total": total,
        "job": _job(year),
        "lines": law.entries(LIST, year.opened_on),
        "entries": recent(year.stream),
    }
    return show(request, detail_of_year(year, request.actor), "overview", "annual_review/year.html", context)


@staff_page(VIEW.code)
@require_GET
def annual_review_year_progress(request: Request, pk: UUID) -> HttpResponse:
    """How many reviews are created, asked for again by the page."""
    return render(request, "components/job.html", {"job": _job(_visible(request, pk))})


@staff_page(VIEW.code)
@require_GET
def annual_review_year_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a year."""
    return show_trail(request, detail_of_year(_visible(request, pk), request.actor))


def _visible(request: Request, pk: UUID) -> ReviewYear:
    return get_object_or_404(ReviewYear.objects.visible_to(request.actor), pk=pk)


def _job(year: ReviewYear) -> dict[str, Any]:
    """The creation of the reviews as a job: every number is counted from the rows."""
    running = year.state == YearState.PREPARING
    created = created_in(year)
    note = ngettext("%(n)d review was created.", "%(n)d reviews were created.", created) % {"n": created}
    return {
        "id": year.pk,
        "title": _("Creating one review for each institution"),
        "done": created,
        "total": max(year.expected, created),
        "unit": _("institutions"),
        "note": note,
        "running": running,
        "poll_url": reverse("annual_review_year_progress", args=[year.pk]),
        "result_url": year.get_absolute_url() if not running else "",
        "result_text": _("Show the progress by city"),
        "state": "" if running else "ok",
        "state_word": "" if running else _("Done"),
    }
