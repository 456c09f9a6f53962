"""The tab of premises of an institution, and the acts on them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, attempt_once, typed
from foundation.desk.lists.showing import list_page
from institutions.actions import housing
from institutions.describing import detail_of
from institutions.models import Institution, Premises
from institutions.premises.forms import LeavePremisesForm, PremisesForm
from institutions.premises.lists import PREMISES
from institutions.premises.standing import standing_of
from institutions.premises.verbs import KEEP
from institutions.standing.views import METHODS, answer
from institutions.verbs import VIEW


@staff_page(VIEW)
@require_GET
def institution_premises(request: Request, pk: UUID) -> HttpResponse:
    """Where an institution works and worked, the last first."""
    house, today, actor = _house(request, pk), timezone.localdate(), request.actor
    rows = list(Premises.objects.visible_to(actor).filter(institution=house))
    detail = detail_of(house, actor)
    detail.acts = offered(actor, Wish((KEEP.code,), _("Record premises"), reverse("premises_new", args=[pk])))
    context = {
        "premises": [(row, standing_of(row, today)) for row in rows],
        "area": sum(row.area for row in rows if row.holds(today)),
        "may_leave": actor.may(KEEP.code),
    }
    return show(request, detail, "premises", "institutions/premises.html", context)


@staff_page(VIEW)
@require_GET
def premises_list(request: Request) -> HttpResponse:
    """The premises the posting may see."""
    return list_page(request, PREMISES)


@staff_page(KEEP.code)
@require_http_methods(METHODS)
def premises_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record premises."""
    house = _house(request, pk)
    form = PremisesForm(typed(request))

    def act(given: dict[str, Any]) -> Answer:
        return {"id": housing.record_premises(pk, housing.Place(**given), by=request.actor).pk}

    done = attempt_once(request, form, act, scope="premises")
    words = {
        "heading": _("Record premises"),
        "named": str(house),
        "consequence": _("They are a condition of practice; a renewed lease is recorded anew."),
        "button": _("Record the premises"),
    }
    back = reverse("institution_premises", args=[pk])
    return answer(request, form, back, done, _("The premises are on record."), words, str(house))


@staff_page(KEEP.code)
@require_http_methods(METHODS)
def premises_leave(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a place is not used any more."""
    row = get_object_or_404(Premises.objects.visible_to(request.actor).for_list(), pk=pk)
    form = LeavePremisesForm(typed(request), initial={"version": row.trail_seq, "ended_on": timezone.localdate()})
    done = attempt(request, form, lambda given: housing.leave_premises(pk, by=request.actor, **given))
    words = {
        "heading": _("Leave premises"),
        "named": f"{row.institution}　{row.address}",
        "consequence": _("Where no other premises are in use, the condition is lost from that day on."),
        "button": _("Record that they were left"),
        "grave": True,
    }
    back = reverse("institution_premises", args=[row.institution_id])
    return answer(request, form, back, done, _("The end of use is on record."), words, str(row.institution))


def _house(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
