"""Draws of experts as everybody may read them: the promise, the public part of the plan, the value, the proof.

Public from the promise on are number, organ, category, how many are drawn, the commitment and its moment, the source
and the day of the value, and the plan in which institution, matter and experts are codes; with the value come value,
seed, the codes drawn and replaced. Never public are names, institution, matter, grounds of recusals and replacements,
and what the experts were found to be worth. A plan promised before plans held codes is not shown.
"""

import json
from typing import Any
from uuid import UUID

import django_filters
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, public_page
from foundation.desk.listing import list_context
from foundation.desk.publishing import kept_briefly
from foundation.documents.names import attachment_header
from foundation.replica import reads_replica
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.experts.lists import category_of
from governance.recognition.experts.orders import DRAW_ORDERS
from governance.recognition.experts.states import DrawState, SeatState
from governance.recognition.models import ExpertDraw
from institutions.filters import category_choices


class PublicDrawFilter(django_filters.FilterSet):
    """Conditions on published draws."""

    category = django_filters.ChoiceFilter(
        label=_("Practice category"), field_name="practice_code", choices=category_choices, empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=DrawState.choices, empty_label=_("All"))

    class Meta:
        model = ExpertDraw
        fields: list[str] = []


@public_page
@require_safe
@kept_briefly
@reads_replica
def public_draws(request: Request) -> HttpResponse:
    """Every draw, the newest promise first."""
    context = list_context(request.GET, ExpertDraw.objects.published(), PublicDrawFilter, DRAW_ORDERS)
    context |= {
        "draws": [(row, category_of(row)) for row in context["page"].rows],
        "asked": request.GET,
    }
    return render(request, "public/draws.html", context, status=context["status"])


@public_page
@require_safe
@kept_briefly
def public_draw(request: Request, pk: UUID) -> HttpResponse:
    """One draw: what was promised, what came out, and how anybody repeats it."""
    row = get_object_or_404(ExpertDraw.objects.published(), pk=pk)
    context: dict[str, Any] = {
        "row": row,
        "category": category_of(row),
        "is_open": bool(row.salt),
        "late": timezone.localdate(row.recorded_at) >= row.seed_on,
    }
    if row.salt:
        context["plan"] = json.dumps(json.loads(row.plan), ensure_ascii=False, sort_keys=True, indent=1)
        context["seats"] = _seats(row)
    return render(request, "public/draw.html", context)


def _seats(row: ExpertDraw) -> list[dict[str, Any]]:
    """Who was drawn, by codes, and who of them was replaced: no names, no reasons, no marks."""
    codes = {key: code for code, key in drawing.codes_of(row).items()}
    return [
        {"place": seat.place, "code": codes[str(seat.expert_id)], "replaced": seat.state == SeatState.REPLACED}
        for seat in row.seats.all()
    ]


@public_page
@require_safe
@kept_briefly
def public_draw_proof(request: Request, pk: UUID) -> HttpResponse:  # noqa: ARG001  (the same for everybody)
    """The proof bundle of a draw as a file, without what opens its codes."""
    row = get_object_or_404(ExpertDraw.objects.published(), pk=pk)
    if not row.salt:
        raise Http404("The plan of this draw was made before plans were public.")
    text = json.dumps(drawing.proof_of(row), ensure_ascii=False, sort_keys=True, indent=1)
    name = attachment_header(f"draw-{row.full_number}.json")
    return HttpResponse(text, content_type="application/json", headers={"Content-Disposition": name})
