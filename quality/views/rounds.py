"""Rounds of case review: list, opening, one round, its draw with proof, its end."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.documents.names import attachment_header
from foundation.draws.proof import repeat
from quality.actions import concluding, drawing, opening
from quality.describing import draw_barred, round_detail, round_facts, round_stages
from quality.forms import CloseForm, DrawForm, RoundForm
from quality.lists import DRAWN_CASES, ROUNDS
from quality.models import CaseReviewRound, DrawnCase
from quality.verbs import BASIS, CLOSE_ROUND, DRAW, OPEN_ROUND, VIEW


@staff_page(VIEW.code)
@require_GET
def review_round_list(request: Request) -> HttpResponse:
    """The rounds the posting may see."""
    return list_page(request, ROUNDS, "quality/round_list.html", may_open=request.actor.may(OPEN_ROUND.code))


@staff_page(VIEW.code)
@require_GET
def drawn_case_list(request: Request) -> HttpResponse:
    """The drawn cases of the rounds the posting may see."""
    return list_page(request, DRAWN_CASES)


@staff_page(OPEN_ROUND.code)
@require_http_methods(["GET", "HEAD", "POST"])
def review_round_new(request: Request) -> HttpResponseBase:
    """Open a round: criteria, size, and the public value fixed in advance."""
    form = RoundForm(typed(request), initial={"year": timezone.localdate().year})

    def act(_given: dict[str, Any]) -> Answer:
        return {"id": str(opening.open_round(form.opening(), by=request.actor).pk)}

    answer = attempt_once(request, form, act, scope="review_round")
    if answer is not None:
        messages.success(request, _("The list is frozen and its hash is on record; the public value comes next."))
        return redirect("review_round", pk=answer["id"])
    return render(request, "quality/round_new.html", {"form": form, "basis": BASIS}, status=status_of(request, form))


def _seen(request: Request, pk: UUID) -> CaseReviewRound:
    rows = CaseReviewRound.objects.visible_to(request.actor).select_related("organ", "pool").defer("pool__cases")
    return get_object_or_404(rows, pk=pk)


@staff_page(VIEW.code)
@require_GET
def review_round(request: Request, pk: UUID) -> HttpResponse:
    """One round with its drawn cases."""
    row = _seen(request, pk)
    drawn = DrawnCase.objects.visible_to(request.actor).for_list().filter(round=row).order_by("rank")
    context = {
        "row": row,
        "facts": round_facts(row),
        "path": round_stages(row),
        "drawn": list(drawn),
        "entries": recent(row.stream),
    }
    return show(request, round_detail(row, request.actor), "overview", "quality/round.html", context)


@staff_page(VIEW.code)
@require_GET
def review_round_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a round."""
    return show_trail(request, round_detail(_seen(request, pk), request.actor))


@staff_page(VIEW.code)
@require_GET
def review_round_proof(request: Request, pk: UUID) -> HttpResponse:
    """The proof of the draw, repeated while the page is made: hashes, seed, ranks."""
    row = _seen(request, pk)
    bundle = drawing.proof_of(row)
    context = {"row": row, "repetition": repeat(bundle), "plan": row.plan, "bundle": bundle}
    return show(request, round_detail(row, request.actor), "proof", "quality/proof.html", context)


@staff_page(VIEW.code)
@require_GET
def review_round_bundle(request: Request, pk: UUID) -> HttpResponse:
    """The proof bundle as a file, for `python -m foundation.draws`."""
    row = _seen(request, pk)
    text = json.dumps(drawing.proof_of(row), ensure_ascii=False, sort_keys=True, indent=1)
    headers = {"Content-Disposition": attachment_header(f"draw-{row.full_number}.json")}
    return HttpResponse(text, content_type="application/json", headers=headers)


@staff_page(DRAW.code)
@require_http_methods(["GET", "HEAD", "POST"])
def review_round_draw(request: Request, pk: UUID) -> HttpResponseBase:
    """Enter the public value and draw."""
    row = _seen(request, pk)
    form = DrawForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: drawing.draw(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The sample is drawn. The reviewers are told."))
        return redirect("review_round", pk=pk)
    context = {"form": form, "row": row, "barred": draw_barred(row, request.actor)}
    return render(request, "quality/draw.html", context, status=status_of(request, form))


@staff_page(CLOSE_ROUND.code)
@require_http_methods(["GET", "HEAD", "POST"])
def review_round_close(request: Request, pk: UUID) -> HttpResponseBase:
    """Close a round."""
    row = _seen(request, pk)
    form = CloseForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: concluding.close_round(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The round is closed. Rectification orders go on by themselves."))
        return redirect("review_round", pk=pk)
    context = {
        "form": form,
        "heading": _("Close a round of case review"),
        "named": row.name,
        "button": _("Close the round"),
        "back": reverse("review_round", args=[pk]),
        "back_words": row.name,
        "barred": list(concluding.closing_barred(row, request.actor)),
        "consequence": _("Nothing of the round can be changed afterwards. Rectification orders go on by themselves."),
    }
    return render(request, "quality/act.html", context, status=status_of(request, form))
