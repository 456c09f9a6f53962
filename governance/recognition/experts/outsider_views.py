"""The pages about experts from outside the profession: nominating, where they work, what of them is sealed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.catalogue import VIEW_LOOKS
from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.page import show_looks
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from governance.recognition.actions import nominating_outsiders as outsiders
from governance.recognition.experts import describing
from governance.recognition.experts.forms import EmploymentForm, OutsideForm, RevealForm
from governance.recognition.experts.verbs import BASIS, EMPLOYMENT, NOMINATE_OUTSIDE, REVEAL
from governance.recognition.experts.views import seen


@staff_page(NOMINATE_OUTSIDE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_nominate_outside(request: Request) -> HttpResponseBase:
    """Nominate somebody from outside the profession as an expert of a category."""
    form = OutsideForm(typed(request), cities=outsiders.cities_of(request.actor))

    def act(given: dict[str, Any]) -> Answer:
        row = outsiders.nominate_outside(by=request.actor, **outsiders.outside_of(given))
        return {"url": row.get_absolute_url()}

    answer = attempt_once(request, form, act, scope="expert_nominate_outside")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The nomination lies with the province."))
        return redirect(answer["url"])
    return _page(
        request,
        form,
        heading=_("Nominate an expert from outside"),
        named=_("An expert without a practice certificate: a physician, an engineer, a teacher"),
        consequence=_(
            "Somebody else of the province decides. Name, organisation and title are seen by organs; contact and"
            " identity number stay sealed. Whoever is on file already stays the same person, with what you tell now."
        ),
        button=_("Nominate"),
        back=reverse("expert_list"),
        begins=True,
    )


@staff_page(EMPLOYMENT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_employment(request: Request, pk: UUID) -> HttpResponseBase:
    """Record where an expert from outside works now."""
    row = seen(request, pk)
    told = {"employer": row.workplace, "title": row.title, "field": row.outsider.field} if row.outsider else {}
    form = EmploymentForm(typed(request), initial={**told, "version": row.trail_seq})
    done = attempt(request, form, lambda given: outsiders.record_employment(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The organisation is on record."))
        return redirect(row)
    return _page(
        request,
        form,
        heading=_("Record another organisation"),
        named=f"{row}　{describing.category_of(row)}",
        consequence=_("The earlier organisation stays on file and still recuses him; draws promised before stay."),
        button=_("Record the organisation"),
        back=row.get_absolute_url(),
    )


@staff_page(REVEAL.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_reveal(request: Request, pk: UUID) -> HttpResponse:
    """Ask for the reason; answer with contact and identity number, once, after the reason is on record."""
    row = seen(request, pk)
    form = RevealForm(typed(request))
    shown = attempt(request, form, lambda given: outsiders.open_particulars(row, by=request.actor, **given))
    context = {"row": row, "form": form, "shown": shown}
    return render(request, "experts/reveal.html", context, status=status_of(request, form))


@staff_page(VIEW_LOOKS.code)
@require_GET
def expert_looks(request: Request, pk: UUID) -> HttpResponse:
    """Who opened what of an expert is sealed."""
    return show_looks(request, describing.detail_of(seen(request, pk), request.actor))


def _page(request: Request, form: Any, **words: Any) -> HttpResponse:
    return render(request, "experts/act.html", {"form": form, "basis": BASIS, **words}, status=status_of(request, form))
