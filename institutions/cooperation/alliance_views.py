"""The pages of alliances: the list, one alliance with its members, and the acts on it."""

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
from foundation.desk.detail.history import recent
from foundation.desk.detail.page import show, show_trail
from foundation.desk.filling.attempting import attempt, attempt_once, typed
from institutions.actions import allying
from institutions.cooperation.describing import alliance_detail, alliance_facts
from institutions.cooperation.forms import AdmitForm, AllianceForm, EndAllianceForm, LeaveForm
from institutions.cooperation.lists import ALLIANCES
from institutions.cooperation.record import member_standing
from institutions.cooperation.verbs import KEEP_ALLIANCES
from institutions.cooperation.views import house_seen, list_of
from institutions.describing import seat_of
from institutions.models import Alliance, AllianceMember, Institution
from institutions.standing.views import METHODS, answer
from institutions.verbs import VIEW


@staff_page(VIEW)
@require_GET
def alliance_list(request: Request) -> HttpResponse:
    """The alliances of institutions."""
    return list_of(request, ALLIANCES)


@staff_page(VIEW)
@require_GET
def alliance_page(request: Request, pk: UUID) -> HttpResponse:
    """One alliance: what it is for, who leads it, who belongs to it, what it carries out."""
    row, today, actor = alliance_seen(request, pk), timezone.localdate(), request.actor
    members = list(AllianceMember.objects.visible_to(actor).for_list().filter(alliance=row))
    detail = alliance_detail(row, actor)
    mine = Institution.objects.visible_to(actor).filter(pk__in=[each.institution_id for each in members])
    context = {
        "facts": alliance_facts(row),
        "row": row,
        "members": [(each, member_standing(each, today), seat_of(each.institution)) for each in members],
        "readable": set(mine.values_list("pk", flat=True)),
        "may_keep": actor.may(KEEP_ALLIANCES, row.lead) and row.ended_on is None,
        "projects": row.projects.for_list(),
        "entries": recent(row.stream),
    }
    return show(request, detail, "overview", "institutions/alliance.html", context)


@staff_page(VIEW)
@require_GET
def alliance_trail(request: Request, pk: UUID) -> HttpResponse:
    """What happened to an alliance."""
    return show_trail(request, alliance_detail(alliance_seen(request, pk), request.actor))


@staff_page(KEEP_ALLIANCES)
@require_http_methods(METHODS)
def alliance_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Record an alliance that an institution leads."""
    house = house_seen(request, pk)
    form = AllianceForm(typed(request))

    def act(given: dict[str, Any]) -> Answer:
        return {"id": allying.form_alliance(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="alliance")
    back = reverse("institution_cooperation", args=[pk])
    if done is not None:
        back = reverse("alliance", args=[done["id"]])
    words = {
        "heading": _("Record an alliance led by it"),
        "named": str(house),
        "consequence": _("Every organ of justice and every institution sees it. Its members are recorded next."),
        "button": _("Record the alliance"),
    }
    return answer(request, form, back, done, _("The alliance is on record."), words, str(house))


@staff_page(KEEP_ALLIANCES)
@require_http_methods(METHODS)
def alliance_admit(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that an institution joined an alliance."""
    row = alliance_seen(request, pk)
    inside = row.members.filter(left_on__isnull=True).values("institution")
    others = Institution.objects.select_related("organisation").exclude(status="ended").exclude(pk__in=inside)
    form = AdmitForm(
        typed(request),
        institutions=others.order_by("organisation__name"),
        initial={"version": row.trail_seq, "joined_on": timezone.localdate()},
    )
    done = attempt(request, form, lambda given: allying.admit(pk, by=request.actor, **given))
    words = {
        "heading": _("Record a member"),
        "named": row.name,
        "consequence": _("It belongs to the alliance from that day on, and its page says so."),
        "button": _("Record the member"),
    }
    return answer(request, form, row.get_absolute_url(), done, _("The member is on record."), words, row.name)


@staff_page(KEEP_ALLIANCES)
@require_http_methods(METHODS)
def alliance_leave(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that a member left an alliance."""
    member = get_object_or_404(AllianceMember.objects.visible_to(request.actor).for_list(), pk=pk)
    first = {"version": member.trail_seq, "left_on": timezone.localdate()}
    form = LeaveForm(typed(request), initial=first)
    done = attempt(request, form, lambda given: allying.let_leave(pk, by=request.actor, **given))
    words = {
        "heading": _("Record that a member left"),
        "named": f"{member.institution}　{member.alliance}",
        "consequence": _("It does not belong to the alliance from that day on."),
        "button": _("Record it"),
        "grave": True,
    }
    back = member.alliance.get_absolute_url()
    return answer(request, form, back, done, _("It is on record."), words, str(member.alliance))


@staff_page(KEEP_ALLIANCES)
@require_http_methods(METHODS)
def alliance_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that an alliance is no more."""
    row = alliance_seen(request, pk)
    form = EndAllianceForm(typed(request), initial={"version": row.trail_seq, "ended_on": timezone.localdate()})
    done = attempt(request, form, lambda given: allying.end_alliance(pk, by=request.actor, **given))
    words = {
        "heading": _("End the alliance"),
        "named": row.name,
        "consequence": _("Everybody in it belongs to it no more from that day on."),
        "button": _("End the alliance"),
        "grave": True,
    }
    return answer(request, form, row.get_absolute_url(), done, _("The end is on record."), words, row.name)


def alliance_seen(request: Request, pk: UUID) -> Alliance:
    """Return an alliance that the posting may know. Raises Http404."""
    return get_object_or_404(Alliance.objects.visible_to(request.actor).for_list(), pk=pk)
