"""The lists, the tab on the page of an institution, and the acts on agreements, projects and party branches."""

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
from foundation.desk.lists import ListSpec
from foundation.desk.lists.showing import list_page
from foundation.documents.verbs import DOWNLOAD
from foundation.kpi.drilling import figure_asked
from institutions.actions import cooperating
from institutions.cooperation.forms import (
    ConcludeProjectForm,
    CooperationForm,
    EndCooperationForm,
    PartyBranchForm,
    ProjectForm,
)
from institutions.cooperation.lists import COOPERATIONS, PARTY_BRANCHES, PROJECTS
from institutions.cooperation.purposes import AGREEMENT
from institutions.cooperation.record import record_of
from institutions.cooperation.verbs import KEEP, KEEP_ALLIANCES, STATE_PARTY
from institutions.describing import detail_of
from institutions.models import Cooperation, Institution, Project
from institutions.standing.views import METHODS, answer, with_document
from institutions.verbs import VIEW


def list_of(request: Request, spec: ListSpec) -> HttpResponse:
    """Show a list, or the rows behind a figure."""
    figure = figure_asked(request.GET, request.actor, spec.model)
    return list_page(request, spec, figure=figure, title=figure.title if figure else None)


@staff_page(VIEW)
@require_GET
def cooperation_list(request: Request) -> HttpResponse:
    """The agreements the posting may see."""
    return list_of(request, COOPERATIONS)


@staff_page(VIEW)
@require_GET
def project_list(request: Request) -> HttpResponse:
    """The projects the posting may see."""
    return list_of(request, PROJECTS)


@staff_page(VIEW)
@require_GET
def party_branch_list(request: Request) -> HttpResponse:
    """What the institutions that the posting may see have stated last about party branches."""
    return list_of(request, PARTY_BRANCHES)


@staff_page(VIEW)
@require_GET
def institution_cooperation(request: Request, pk: UUID) -> HttpResponse:
    """Agreements, projects, alliances and the party branch of an institution."""
    house, actor = house_seen(request, pk), request.actor
    detail = detail_of(house, actor)
    detail.acts = offered(
        actor,
        Wish((KEEP,), _("Record an agreement"), reverse("cooperation_new", args=[pk])),
        Wish((KEEP,), _("Record a project"), reverse("project_new", args=[pk])),
        Wish((STATE_PARTY,), _("State the party branch"), reverse("party_branch_state", args=[pk])),
        Wish((KEEP_ALLIANCES,), _("Record an alliance led by it"), reverse("alliance_new", args=[pk])),
    )
    context = {
        "record": record_of(house, actor, timezone.localdate()),
        "may_keep": actor.may(KEEP),
        "may_download": actor.may(DOWNLOAD.code),
    }
    return show(request, detail, "cooperation", "institutions/cooperation.html", context)


@staff_page(KEEP)
@require_http_methods(METHODS)
def cooperation_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record an agreement with another body."""
    house = house_seen(request, pk)
    form = CooperationForm(typed(request), request.FILES or None)

    def act(given: dict[str, Any], received: Any) -> Answer:
        return {"id": cooperating.record_cooperation(pk, by=request.actor, document=received, **given).pk}

    done = with_document(request, form, act, scope="cooperation", purpose=AGREEMENT.code)
    words = {
        "heading": _("Record an agreement"),
        "named": str(house),
        "consequence": _("The organs that supervise the institution see it. No names or numbers of persons."),
        "button": _("Record the agreement"),
    }
    return answer(request, form, _tab(pk), done, _("The agreement is on record."), words, str(house))


@staff_page(KEEP)
@require_http_methods(METHODS)
def cooperation_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Record by what an agreement was ended."""
    row = get_object_or_404(Cooperation.objects.visible_to(request.actor).for_list(), pk=pk)
    first = {"version": row.trail_seq, "ended_on": timezone.localdate()}
    form = EndCooperationForm(typed(request), initial=first)
    done = attempt(request, form, lambda given: cooperating.end_cooperation(pk, by=request.actor, **given))
    words = {
        "heading": _("End an agreement"),
        "named": f"{row.partner}　{row.document_number}",
        "consequence": _("It does not hold from that day on. It stays on record."),
        "button": _("End the agreement"),
        "grave": True,
    }
    house = str(row.institution)
    return answer(request, form, _tab(row.institution_id), done, _("The end is on record."), words, house)


@staff_page(KEEP)
@require_http_methods(METHODS)
def project_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record a project."""
    house = house_seen(request, pk)
    form = ProjectForm(typed(request), alliances=cooperating.alliances_of(house).order_by("name"))

    def act(given: dict[str, Any]) -> Answer:
        return {"id": cooperating.record_project(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="project")
    words = {
        "heading": _("Record a project"),
        "named": str(house),
        "consequence": _("The organs that supervise the institution see it. No names or numbers of persons."),
        "button": _("Record the project"),
    }
    return answer(request, form, _tab(pk), done, _("The project is on record."), words, str(house))


@staff_page(KEEP)
@require_http_methods(METHODS)
def project_conclude(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a project is over, and what came of it."""
    row = get_object_or_404(Project.objects.visible_to(request.actor).for_list(), pk=pk)
    first = {"version": row.trail_seq, "ended_on": timezone.localdate()}
    form = ConcludeProjectForm(typed(request), initial=first)
    done = attempt(request, form, lambda given: cooperating.conclude_project(pk, by=request.actor, **given))
    words = {
        "heading": _("Conclude a project"),
        "named": f"{row.title}　{row.number}",
        "consequence": _("What came of it stays on record; it cannot be taken back."),
        "button": _("Conclude the project"),
    }
    house = str(row.institution)
    return answer(request, form, _tab(row.institution_id), done, _("The project is concluded."), words, house)


@staff_page(STATE_PARTY)
@require_http_methods(METHODS)
def party_branch_state(request: Request, pk: UUID) -> HttpResponseBase:
    """State whether there is a party branch, or why not."""
    house = house_seen(request, pk)
    form = PartyBranchForm(typed(request))

    def act(given: dict[str, Any]) -> Answer:
        return {"id": cooperating.state_party_branch(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="party_branch")
    words = {
        "heading": _("State the party branch"),
        "named": str(house),
        "consequence": _("Only whether there is one, its form or the reason: nothing about any person is kept."),
        "button": _("State it"),
    }
    return answer(request, form, _tab(pk), done, _("The statement is on record."), words, str(house))


def house_seen(request: Request, pk: UUID) -> Institution:
    """Return an institution within scope. Raises Http404."""
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)


def _tab(pk: UUID) -> str:
    return reverse("institution_cooperation", args=[pk])
