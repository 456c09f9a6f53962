"""The rounds of the capability assessment: their list, opening one, how it stands, publishing."""

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
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from governance.recognition.actions import assessing, grading
from governance.recognition.assessment import gate
from governance.recognition.assessment.describing import detail_of_round, facts_of_round
from governance.recognition.assessment.forms import OpenForm, PublishForm
from governance.recognition.assessment.lists import ROUNDS
from governance.recognition.assessment.model import Model, UnfitModel, model_on, thawed
from governance.recognition.assessment.progress import by_city, computed_in, published_in
from governance.recognition.assessment.sentences import grades_in_words
from governance.recognition.assessment.states import RoundState
from governance.recognition.assessment.verbs import ARTICLE, OPEN, PUBLISH, VIEW
from governance.recognition.models import AssessmentRound


def seen(request: Request, pk: UUID) -> AssessmentRound:
    """Return a round within scope. Raises Http404."""
    return get_object_or_404(AssessmentRound.objects.visible_to(request.actor), pk=pk)


@staff_page(VIEW.code)
@require_GET
def assessment_rounds(request: Request) -> HttpResponse:
    """The years that were assessed."""
    return list_page(request, ROUNDS, "assessment/rounds.html", may_open=request.actor.may(OPEN.code))


@staff_page(OPEN.code)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_open(request: Request) -> HttpResponseBase:
    """Open the assessment of a year; the scores are computed in the background."""
    form = OpenForm(typed(request))

    def act(_given: dict[str, Any]) -> Answer:
        row = assessing.open_round(form.dates(), by=request.actor)
        return {"url": row.get_absolute_url(), "year": row.year}

    answer = attempt_once(request, form, act, scope="assessment_open")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The capability assessment of %(year)s is open.") % answer)
        return redirect(answer["url"])
    context = {"form": form, "model": _model_today(), "article": ARTICLE}
    return render(request, "assessment/open.html", context, status=status_of(request, form))


def _model_today() -> Model | None:
    """The model that would be frozen today; None where the tables hold none, which the form then says."""
    try:
        return model_on(timezone.localdate())
    except UnfitModel:
        return None


@staff_page(VIEW.code)
@require_GET
def assessment_round(request: Request, pk: UUID) -> HttpResponse:
    """How the institutions stand in a round, by city and grade, as far as the posting sees them."""
    row = seen(request, pk)
    rows, total = by_city(row, request.actor)
    context = {
        "row": row,
        "facts": facts_of_round(row),
        "rows": rows,
        "total": total,
        "finding": grades_in_words(total),
        "job": _job(row),
        "model": thawed(row.model),
        "article": ARTICLE,
        "entries": recent(row.stream),
    }
    return show(request, detail_of_round(row, request.actor), "overview", "assessment/round.html", context)


@staff_page(VIEW.code)
@require_GET
def assessment_round_progress(request: Request, pk: UUID) -> HttpResponse:
    """How far the job is, asked for again by the page."""
    return render(request, "components/job.html", {"job": _job(seen(request, pk))})


@staff_page(VIEW.code)
@require_GET
def assessment_round_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a round."""
    return show_trail(request, detail_of_round(seen(request, pk), request.actor))


@staff_page(PUBLISH.code)
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_publish(request: Request, pk: UUID) -> HttpResponseBase:
    """Publish the grades; cannot be undone, so that it is asked on a page of its own."""
    row = seen(request, pk)
    form = PublishForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: grading.publish(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The grades are being published; the page shows how far it is."))
        return redirect(row)
    barred = gate.publishing_barred(row, timezone.localdate())
    context = {"form": form, "row": row, "barred": barred, "article": ARTICLE}
    return render(request, "assessment/publish.html", context, status=status_of(request, form))


def _job(row: AssessmentRound) -> dict[str, Any]:
    """The job under way, or what the last one did: every number is counted from the rows."""
    publishing = row.state in {RoundState.PUBLISHING, RoundState.PUBLISHED}
    running = row.state in {RoundState.COMPUTING, RoundState.PUBLISHING}
    done = published_in(row) if publishing else computed_in(row)
    return {
        "id": row.pk,
        "title": _("Publishing the grades") if publishing else _("Computing the scores of the institutions"),
        "done": done,
        "total": max(computed_in(row) if publishing else row.expected, done),
        "unit": _("institutions"),
        "note": ngettext("%(n)d institution.", "%(n)d institutions.", done) % {"n": done},
        "running": running,
        "poll_url": reverse("assessment_round_progress", args=[row.pk]),
        "result_url": row.get_absolute_url() if not running else "",
        "result_text": _("Show the grades by city"),
        "state": "" if running else "ok",
        "state_word": "" if running else _("Done"),
    }
