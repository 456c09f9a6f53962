"""The page on which the head of an institution whose licence was revoked is barred."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import typed
from foundation.documents.actions.storing import Received
from institutions.actions.barring_heads import given_of, restrict_head
from institutions.models import Institution
from institutions.registered import end_of
from institutions.standing.head_forms import HeadForm
from institutions.standing.views import METHODS, answer, with_document
from institutions.verbs import RESTRICT


@staff_page(RESTRICT)
@require_http_methods(METHODS)
def head_restriction_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Bar the head for three years; he is told where he has an account."""
    house = get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
    end = end_of(house)
    first = {"name": house.head_name, "valid_from": end.valid_from if end is not None else timezone.localdate()}
    form = HeadForm(typed(request), request.FILES or None, initial=first)

    def act(given: dict[str, Any], document: Received | None) -> Answer:
        return {"id": restrict_head(pk, by=request.actor, document=document, **given_of(given)).pk}

    done = with_document(request, form, act, scope="head_restriction")
    words = {
        "heading": _("Bar the head"),
        "named": f"{house}　{house.licence_number}",
        "consequence": _(
            "For three years the person heads no institution and cannot be registered as an appraiser or move to"
            " another institution. Whoever practises already goes on where he is."
        ),
        "button": _("Bar for three years"),
        "grave": True,
    }
    return answer(request, form, house.standing_url, done, _("The head is barred for three years."), words, str(house))
