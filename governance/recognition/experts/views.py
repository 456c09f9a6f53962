"""The pages of experts: their list, one of them, nominating, deciding, availability, ending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisers.describing import detail_of as appraiser_detail
from appraisers.models import Appraiser
from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from foundation.kpi.drilling import figure_asked
from governance.recognition.actions import appointing
from governance.recognition.experts import describing
from governance.recognition.experts.forms import AppointForm, AvailabilityForm, NominateForm, ReasonForm
from governance.recognition.experts.lists import EXPERTS
from governance.recognition.experts.numbers import by_category
from governance.recognition.experts.ranks import ranks_on
from governance.recognition.experts.serving import is_himself, seats_seen, sees_others
from governance.recognition.experts.verbs import (
    APPOINT,
    AVAILABILITY,
    BASIS,
    END,
    GOAL,
    NOMINATE,
    NOMINATE_OUTSIDE,
    VIEW,
    VIEW_DRAWS,
)
from governance.recognition.models import Expert


def seen(request: Request, pk: UUID) -> Expert:
    """Return an expert within scope. Raises Http404."""
    return get_object_or_404(Expert.objects.visible_to(request.actor).for_list(), pk=pk)


@staff_page(VIEW.code)
@require_GET
def expert_list(request: Request) -> HttpResponse:
    """The experts the posting may see, and how many each category has, for who sees more than himself."""
    numbers = by_category() if sees_others(request.actor) else []
    enough = sum(not each.missing for each in numbers)
    told = {"n": enough, "of": len(numbers), "least": numbers[0].least if numbers else 0}
    finding = _("%(n)d of %(of)d categories have %(least)d leading experts or more.") % told
    figure = figure_asked(request.GET, request.actor, Expert)
    return list_page(
        request,
        EXPERTS,
        "experts/list.html",
        figure=figure,
        title=figure.title if figure else None,
        numbers=numbers,
        finding=finding,
        goal=GOAL,
        may_see_draws=request.actor.may(VIEW_DRAWS.code),
        may_nominate_outside=request.actor.may(NOMINATE_OUTSIDE.code),
    )


@staff_page(VIEW.code)
@require_GET
def expert_page(request: Request, pk: UUID) -> HttpResponse:
    """One expert: category, term, availability, what he was drawn for."""
    row = seen(request, pk)
    context = {
        "row": row,
        "facts": describing.facts_of(row, request.actor),
        "path": describing.path_of(row),
        "seats": seats_seen(row, request.actor),
        "himself": is_himself(row, request.actor),
        "may_see_draws": request.actor.may(VIEW_DRAWS.code),
        "employments": list(row.outsider.employments.all()) if row.outsider is not None else [],
        "entries": recent(row.stream),
    }
    return show(request, describing.detail_of(row, request.actor), "overview", "experts/expert.html", context)


@staff_page(VIEW.code)
@require_GET
def expert_trail(request: Request, pk: UUID) -> HttpResponse:
    """The trail of an expert."""
    return show_trail(request, describing.detail_of(seen(request, pk), request.actor))


@staff_page(VIEW.code)
@require_GET
def appraiser_expertise(request: Request, pk: UUID) -> HttpResponse:
    """What an appraiser is or was nominated for, on his page."""
    person = get_object_or_404(Appraiser.objects.visible_to(request.actor).for_list(), pk=pk)
    rows = Expert.objects.visible_to(request.actor).filter(appraiser=person).order_by("-nominated_on")
    context = {
        "appraiser": person,
        "experts": [(row, describing.category_of(row)) for row in rows],
        "may_nominate": request.actor.may(NOMINATE.code, person),
    }
    detail = appraiser_detail(person, request.actor)
    return show(request, detail, "expertise", "experts/of_appraiser.html", context)


@staff_page(NOMINATE.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_nominate(request: Request, pk: UUID) -> HttpResponseBase:
    """Nominate an appraiser as an expert of a category."""
    person = get_object_or_404(Appraiser.objects.visible_to(request.actor).for_list(), pk=pk)
    form = NominateForm(typed(request), codes=person.practice_codes)

    def act(given: dict[str, Any]) -> Answer:
        return {"url": appointing.nominate(pk, by=request.actor, **given).get_absolute_url()}

    answer = attempt_once(request, form, act, scope="expert_nominate")
    if answer is not None:
        if answer["fresh"]:
            messages.success(request, _("The nomination lies with the province."))
        return redirect(answer["url"])
    return _page(
        request,
        form,
        heading=_("Nominate an expert"),
        named=f"{person.person.name}　{person.institution}",
        consequence=_("The province decides. What stands against it now stands against appointing, too."),
        button=_("Nominate"),
        back=person.get_absolute_url(),
    )


@staff_page(APPOINT.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_appoint(request: Request, pk: UUID) -> HttpResponseBase:
    """Decide about a nomination."""
    row = seen(request, pk)
    form = AppointForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: appointing.appoint(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _told(row, _("The decision is on record, and the expert has been told.")))
        return redirect(row)
    rule = ranks_on(row.nominated_on).get(row.rank)
    words = {"name": rule.name if rule else row.get_rank_display(), "years": rule.years if rule else 0}
    return _page(
        request,
        form,
        heading=_("Decide about the nomination"),
        named=_named(row),
        consequence=_("%(name)s: a term has %(years)d years from today on.") % words,
        button=_("Record the decision"),
        back=row.get_absolute_url(),
        quoted=row.grounds,
    )


@staff_page(AVAILABILITY.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_availability(request: Request, pk: UUID) -> HttpResponseBase:
    """Say whether an expert can be used."""
    row = seen(request, pk)
    form = AvailabilityForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: appointing.set_availability(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The availability is on record."))
        return redirect(row)
    return _page(
        request,
        form,
        heading=_("Say whether he is available"),
        named=_named(row),
        consequence=_(
            "Who is not available is in no pool of a draw; draws that were promised before stay as they are."
        ),
        button=_("Record the availability"),
        back=row.get_absolute_url(),
    )


@staff_page(END.code)
@require_http_methods(["GET", "HEAD", "POST"])
def expert_end(request: Request, pk: UUID) -> HttpResponseBase:
    """End the term of an expert."""
    row = seen(request, pk)
    form = ReasonForm(typed(request), initial={"version": row.trail_seq})
    done = attempt(request, form, lambda given: appointing.end(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _told(row, _("The term is ended, and the expert has been told.")))
        return redirect(row)
    return _page(
        request,
        form,
        heading=_("End the term"),
        named=_named(row),
        consequence=_("He is no expert of this category from today on and can be nominated anew."),
        button=_("End the term"),
        back=row.get_absolute_url(),
        grave=True,
    )


def _told(row: Expert, words: str) -> str:
    """What a decision is answered with: the portal tells appraisers, and nobody from outside."""
    return (
        words if row.outsider_id is None else _("On record. The portal does not tell experts from outside: tell him.")
    )


def _named(row: Expert) -> str:
    return f"{row}　{describing.category_of(row)}　{row.get_rank_display()}"


def _page(request: Request, form: Any, **words: Any) -> HttpResponse:
    return render(request, "experts/act.html", {"form": form, "basis": BASIS, **words}, status=status_of(request, form))
