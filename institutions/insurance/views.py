"""The tab of insurance of an institution, and the acts on its policies."""

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
from institutions.actions import insuring
from institutions.describing import detail_of
from institutions.insurance.forms import EndPolicyForm, PolicyForm
from institutions.insurance.lists import POLICIES
from institutions.insurance.standing import standing_of
from institutions.models import Institution, InsurancePolicy
from institutions.standing.views import METHODS, answer
from institutions.verbs import KEEP_INSURANCE, VIEW


@staff_page(VIEW)
@require_GET
def institution_insurance(request: Request, pk: UUID) -> HttpResponse:
    """The policies of an institution, those that hold first."""
    house, today, actor = _house(request, pk), timezone.localdate(), request.actor
    rows = list(InsurancePolicy.objects.visible_to(actor).filter(institution=house))
    detail = detail_of(house, actor)
    detail.acts = offered(actor, Wish((KEEP_INSURANCE,), _("Record a policy"), reverse("policy_new", args=[pk])))
    context = {
        "policies": [(row, standing_of(row, today)) for row in rows],
        "covered": sum(row.cover for row in rows if row.holds(today)),
        "may_end": actor.may(KEEP_INSURANCE),
    }
    return show(request, detail, "insurance", "institutions/insurance.html", context)


@staff_page(VIEW)
@require_GET
def policy_list(request: Request) -> HttpResponse:
    """The policies the posting may see."""
    return list_page(request, POLICIES)


@staff_page(KEEP_INSURANCE)
@require_http_methods(METHODS)
def policy_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record a policy."""
    house = _house(request, pk)
    form = PolicyForm(typed(request))

    def act(given: dict[str, Any]) -> Answer:
        return {"id": insuring.record_policy(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="policy")
    words = {
        "heading": _("Record a policy"),
        "named": str(house),
        "consequence": _(
            "It is shown to the organs that supervise the institution. A renewed policy is recorded anew."
        ),
        "button": _("Record the policy"),
    }
    back = reverse("institution_insurance", args=[pk])
    return answer(request, form, back, done, _("The policy is on record."), words, str(house))


@staff_page(KEEP_INSURANCE)
@require_http_methods(METHODS)
def policy_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a policy ended before its last day."""
    rows = InsurancePolicy.objects.visible_to(request.actor).for_list()
    row = get_object_or_404(rows, pk=pk)
    form = EndPolicyForm(typed(request), initial={"version": row.trail_seq, "ended_on": timezone.localdate()})
    done = attempt(request, form, lambda given: insuring.end_policy(pk, by=request.actor, **given))
    words = {
        "heading": _("End a policy early"),
        "named": f"{row.institution}　{row.policy_number}",
        "consequence": _("It covers nothing from that day on."),
        "button": _("End the policy"),
        "grave": True,
    }
    back = reverse("institution_insurance", args=[row.institution_id])
    return answer(request, form, back, done, _("The end of the policy is on record."), words, str(row.institution))


def _house(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
