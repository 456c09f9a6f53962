"""The pages of draws of experts: their list, promising one, its draw with proof, replacing, evaluating."""

import json
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.experts import describing, recusal
from governance.recognition.experts.forms import DrawForm, EvaluateForm, OpenForm, ReplaceForm
from governance.recognition.experts.lists import DRAWS
from governance.recognition.experts.states import SeatState
from governance.recognition.experts.verbs import BASIS, DRAW, EVALUATE, OPEN, REPLACE, VIEW_DRAWS
from governance.recognition.models import Expert, ExpertDraw, ExpertSeat
from institutions.describing import detail_of as institution_detail
from institutions.models import Institution

_PEOPLE: Final = ("expert__appraiser__person", "expert__outsider__person", "expert__institution__organisation")


def seen(request: Request, pk: UUID) -> ExpertDraw:
    """Return a draw within scope. Raises Http404."""
    return get_object_or_404(ExpertDraw.objects.visible_to(request.actor).for_list(), pk=pk)


def seats_of(row: ExpertDraw) -> list[ExpertSeat]:
    """Return who was drawn, with their names."""
    return list(row.seats.select_related(*_PEOPLE))


@staff_page(VIEW_DRAWS.code)
@require_GET
def expert_draw_list(request: Request) -> HttpResponse:
    """The draws the posting may see."""
    return list_page(request, DRAWS, "experts/draws.html")


@staff_page(VIEW_DRAWS.code)
@require_GET
def institution_expert_draws(request: Request, pk: UUID) -> HttpResponse:
    """The draws of experts about an institution, on its page."""
    house = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    rows = ExpertDraw.objects.visible_to(request.actor).filter(institution=house).order_by("-opened_on")
    context = {"institution": house, "draws": list(rows[:50]), "may_open": request.actor.may(OPEN.code)}
    detail = institution_detail(house, request.actor)
    return show(request, detail, "expert_draws", "experts/of_institution.html", context)


@staff_page(OPEN.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_draw_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Promise a draw of experts about an institution."""
    house = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    form = OpenForm(typed(request))

    def act(_given: dict[str, Any]) -> Answer:
        return {"url": drawing.open_draw(pk, form.opening(), by=request.actor).get_absolute_url()}

    answer = attempt_once(request, form, act, scope="expert_draw")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The list is frozen and its hash is on record; the public value comes next."))
        return redirect(answer["url"])
    return _page(
        request,
        form,
        heading=_("Promise a draw of experts"),
        named=str(house),
        consequence=_(
            "The pool is frozen now: available experts of the category, without those who belong or belonged to it"
            " or to your organ, and those who worked on it within two years. Nobody can know the outcome before the"
            " public value."
        ),
        button=_("Freeze the list and promise"),
        back=house.get_absolute_url(),
    )


@staff_page(VIEW_DRAWS.code)
@require_GET
def expert_draw(request: Request, pk: UUID) -> HttpResponse:
    """One draw: the promise, the public value, who was drawn, replaced and evaluated."""
    row = seen(request, pk)
    grounds = list(row.recusals.values())
    context = {
        "row": row,
        "facts": describing.facts_of_draw(row),
        "path": describing.path_of_draw(row),
        "seats": seats_of(row),
        "own_house": grounds.count(recusal.OWN_HOUSE),
        "own_organ": grounds.count(recusal.OWN_ORGAN),
        "took_part": grounds.count(recusal.TOOK_PART),
        "entries": recent(row.stream),
    }
    return show(request, describing.detail_of_draw(row, request.actor), "overview", "experts/draw.html", context)


@staff_page(VIEW_DRAWS.code)
@require_GET
def expert_draw_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of a draw."""
    return show_trail(request, describing.detail_of_draw(seen(request, pk), request.actor))


@staff_page(VIEW_DRAWS.code)
@require_GET
def expert_draw_proof(request: Request, pk: UUID) -> HttpResponse:
    """The proof of the draw, repeated while the page is made."""
    row = seen(request, pk)
    bundle = drawing.proof_of(row, opened=True)
    plan = json.dumps(bundle["plan"], ensure_ascii=False, sort_keys=True, indent=1)
    repetition = repeat(bundle)
    codes, team = drawing.codes_of(row), repetition.teams.get(str(row.pk), ())
    names = Expert.objects.for_list().in_bulk([codes[code] for code in team])
    context = {
        "row": row,
        "plan": plan,
        "repetition": repetition,
        "team": [(code, names[UUID(codes[code])]) for code in team],
        "concealed": bool(row.salt),
        "public_url": reverse("public_draw", args=[row.pk]),
    }
    return show(request, describing.detail_of_draw(row, request.actor), "proof", "experts/proof.html", context)


@staff_page(VIEW_DRAWS.code)
@require_GET
def expert_draw_bundle(request: Request, pk: UUID) -> HttpResponse:
    """The proof bundle as a file, for `python -m foundation.draws`."""
    row = seen(request, pk)
    text = json.dumps(drawing.proof_of(row, opened=True), ensure_ascii=False, sort_keys=True, indent=1)
    name = f"draw-{row.full_number}.json"
    return HttpResponse(text, content_type="application/json", headers={"Content-Disposition": attachment_header(name)})


@staff_page(DRAW.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_draw_draw(request: Request, pk: UUID) -> HttpResponseBase:
    """Draw the experts by the public value."""
    row = seen(request, pk)
    form = DrawForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: drawing.draw(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The experts are drawn; the proof stands on its own page."))
        return redirect(row)
    words = {"source": row.seed_source, "day": row.seed_on.isoformat()}
    return _page(
        request,
        form,
        heading=_("Draw by the public value"),
        named=row.matter,
        consequence=_("%(source)s, %(day)s. The draw follows from it and cannot be repeated with another value.")
        % words,
        button=_("Draw the experts"),
        back=row.get_absolute_url(),
    )


@staff_page(REPLACE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_draw_replace(request: Request, pk: UUID) -> HttpResponseBase:
    """Replace a drawn expert by the next in the order."""
    row = seen(request, pk)
    at_work = [seat for seat in seats_of(row) if seat.state == SeatState.DRAWN]
    form = ReplaceForm(typed(request), seats=at_work, initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: drawing.replace(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The next expert in the order of the draw has taken the place."))
        return redirect(row)
    return _page(
        request,
        form,
        heading=_("Replace an expert"),
        named=row.matter,
        consequence=_("The next in the order of the draw takes the place; nothing is drawn anew."),
        button=_("Replace the expert"),
        back=row.get_absolute_url(),
    )


@staff_page(EVALUATE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_draw_evaluate(request: Request, pk: UUID) -> HttpResponseBase:
    """Evaluate the experts after use."""
    row = seen(request, pk)
    at_work = [seat for seat in seats_of(row) if seat.state == SeatState.DRAWN]
    form = EvaluateForm(typed(request), seats=at_work, initial={"version": row.trail_seq})

    def act(given: dict[str, Any]) -> ExpertDraw:
        return drawing.evaluate(pk, by=request.actor, version=given["version"], given=form.given())

    done = attempt(request, form, act)
    if done is not None:
        messages.success(request, _("The evaluation is on record, and the draw is closed."))
        return redirect(row)
    context = {"form": form, "row": row, "possible": row.state == "drawn"}
    return render(request, "experts/evaluate.html", context, status=status_of(request, form))


def _page(request: Request, form: Any, **words: Any) -> HttpResponse:
    return render(request, "experts/act.html", {"form": form, "basis": BASIS, **words}, status=status_of(request, form))
