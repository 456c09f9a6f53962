"""Pages of quality managers: those of an institution, appointing one, and his last day."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisers.actions import managing_quality
from appraisers.models import Appraiser, QualityManager
from appraisers.records.forms import people_offered
from appraisers.records.manager_forms import AppointForm, DismissForm
from appraisers.records.manager_lists import QUALITY_MANAGERS
from appraisers.verbs import KEEP_QUALITY_MANAGERS, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, attempt_once, typed
from foundation.desk.lists.showing import list_page
from foundation.law import queries as law
from institutions.describing import category_names, detail_of
from institutions.models import Institution
from institutions.standing.views import METHODS, answer


@staff_page(VIEW)
@require_GET
def quality_manager_list(request: Request) -> HttpResponse:
    """The quality managers the posting may see."""
    return list_page(request, QUALITY_MANAGERS)


@staff_page(VIEW)
@require_GET
def institution_quality_managers(request: Request, pk: UUID) -> HttpResponse:
    """The quality managers of an institution, of every category and time."""
    house, actor = _house(request, pk), request.actor
    detail = detail_of(house, actor)
    detail.acts = offered(
        actor,
        Wish((KEEP_QUALITY_MANAGERS,), _("Appoint a quality manager"), reverse("quality_manager_new", args=[pk])),
    )
    rows = list(QualityManager.objects.visible_to(actor).filter(institution=house).select_related("appraiser__person"))
    every, filled = law.categories(), {row.practice_code for row in rows if row.valid_until is None}
    context = {
        "managers": [(row, every[row.practice_code].name) for row in rows],
        "vacant": category_names(code for code in house.practice_codes if code not in filled),
        "article": managing_quality.BASIS,
        "may_end": actor.may(KEEP_QUALITY_MANAGERS),
        "today": timezone.localdate(),
    }
    return show(request, detail, "quality_managers", "appraisers/quality_managers.html", context)


@staff_page(KEEP_QUALITY_MANAGERS)
@require_http_methods(METHODS)
def quality_manager_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Appoint the quality manager of a practice category."""
    house, today, every = _house(request, pk), timezone.localdate(), law.categories()
    rows = Appraiser.objects.visible_to(request.actor).filter(institution=house).certified_on(today)
    people = people_offered(rows)
    practices = [(code, every[code].name) for code in sorted(house.practice_codes)]
    form = AppointForm(typed(request), practices=practices, people=people, initial={"valid_from": today})

    def act(given: dict[str, Any]) -> Answer:
        return {"id": managing_quality.appoint(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="quality_manager")
    words = {
        "heading": _("Appoint a quality manager"),
        "named": str(house),
        "consequence": _("Who was it before ends on the day before."),
        "button": _("Appoint him"),
    }
    return answer(request, form, _back(pk), done, _("The quality manager is on record."), words, str(house))


@staff_page(KEEP_QUALITY_MANAGERS)
@require_http_methods(METHODS)
def quality_manager_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Record the last day of a quality manager who has no successor yet."""
    rows = QualityManager.objects.visible_to(request.actor)
    row = get_object_or_404(rows.select_related("appraiser__person", "institution__organisation"), pk=pk)
    form = DismissForm(typed(request), initial={"version": row.trail_seq, "valid_until": timezone.localdate()})
    done = attempt(request, form, lambda given: managing_quality.dismiss(pk, by=request.actor, **given))
    words = {
        "heading": _("End the time of a quality manager"),
        "named": f"{row.appraiser.person.name}　{law.categories()[row.practice_code].name}",
        "consequence": _("Until another one is appointed, the practice category has none."),
        "button": _("Record the end of the appointment"),
        "grave": True,
    }
    back, house = _back(row.institution_id), str(row.institution)
    return answer(request, form, back, done, _("The last day of the quality manager is on record."), words, house)


def _back(pk: UUID) -> str:
    return reverse("institution_quality_managers", args=[pk])


def _house(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)
