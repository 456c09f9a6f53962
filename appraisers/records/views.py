"""Pages of the records about appraisers: training and earlier institutions of one, the assistants of an institution."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from appraisers.actions import keeping_records
from appraisers.describing import detail_of
from appraisers.models import Appraiser, Assistant, Training
from appraisers.records.forms import (
    AssistantForm,
    EndAssistantForm,
    TrainingForm,
    WithdrawTrainingForm,
    people_offered,
)
from appraisers.records.lists import TRAININGS
from appraisers.records.rules import asked_on, cover_of, years_of
from appraisers.verbs import KEEP_ASSISTANTS, KEEP_TRAINING, VIEW
from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.page import show
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from foundation.desk.lists.showing import list_page
from institutions.describing import detail_of as institution_detail
from institutions.models import Institution

METHODS = ["GET", "HEAD", "POST"]


@staff_page(VIEW)
@require_GET
def appraiser_records(request: Request, pk: UUID) -> HttpResponse:
    """The training of an appraiser by year, the institutions he practised at, and his assistants."""
    row, today, actor = _appraiser(request, pk), timezone.localdate(), request.actor
    trainings = list(Training.objects.visible_to(actor).filter(appraiser=row))
    detail = detail_of(row, actor)
    detail.acts = offered(actor, Wish((KEEP_TRAINING,), _("Enter training"), reverse("training_new", args=[pk])))
    context = {
        "trainings": trainings,
        "years": years_of(trainings, today),
        "asked": asked_on(today),
        "practices": row.practices.select_related("institution__organisation"),
        "assistants": Assistant.objects.visible_to(actor).filter(mentor=row).select_related("person"),
        "may_withdraw": actor.may(KEEP_TRAINING),
        "policies": cover_of(row, today),
    }
    return show(request, detail, "records", "appraisers/records.html", context)


@staff_page(VIEW)
@require_GET
def training_list(request: Request) -> HttpResponse:
    """The trainings the posting may see."""
    return list_page(request, TRAININGS)


@staff_page(VIEW)
@require_GET
def institution_assistants(request: Request, pk: UUID) -> HttpResponse:
    """The assistants of an institution with their mentors."""
    house, actor = _house(request, pk), request.actor
    detail = institution_detail(house, actor)
    detail.acts = offered(
        actor, Wish((KEEP_ASSISTANTS,), _("Engage an assistant"), reverse("assistant_new", args=[pk]))
    )
    rows = Assistant.objects.visible_to(actor).filter(institution=house).select_related("person", "mentor__person")
    context = {
        "assistants": rows,
        "article": keeping_records.ASSISTANTS,
        "may_end": actor.may(KEEP_ASSISTANTS),
        "today": timezone.localdate(),
    }
    return show(request, detail, "assistants", "appraisers/assistants.html", context)


@staff_page(KEEP_TRAINING)
@require_http_methods(METHODS)
def training_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Enter hours of continuing education."""
    row = _appraiser(request, pk)
    form = TrainingForm(typed(request))

    def act(given: dict[str, Any]) -> Answer:
        return {"id": keeping_records.enter_training(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="training")
    return _answer(
        request,
        form,
        done,
        reverse("appraiser_records", args=[pk]),
        _("The training is on record."),
        heading=_("Enter training"),
        named=f"{row.person.name}　{row.certificate_number}",
        above=row.person.name,
        consequence=_("Its hours count for the year in which it was completed."),
        button=_("Enter the training"),
    )


@staff_page(KEEP_TRAINING)
@require_http_methods(METHODS)
def training_withdraw(request: Request, pk: UUID) -> HttpResponseBase:
    """Withdraw an entry that was wrong."""
    rows = Training.objects.visible_to(request.actor).select_related("appraiser__person")
    made = get_object_or_404(rows, pk=pk)
    form = WithdrawTrainingForm(typed(request), initial={"version": made.trail_seq})
    done = attempt(request, form, lambda given: keeping_records.withdraw_training(pk, by=request.actor, **given))
    return _answer(
        request,
        form,
        done,
        reverse("appraiser_records", args=[made.appraiser_id]),
        _("The entry is withdrawn."),
        heading=_("Withdraw an entry of training"),
        named=f"{made.appraiser.person.name}　{made.title}",
        above=made.appraiser.person.name,
        consequence=_("It counts no more and stays readable."),
        button=_("Withdraw the entry"),
        grave=True,
    )


@staff_page(KEEP_ASSISTANTS)
@require_http_methods(METHODS)
def assistant_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Engage an assistant."""
    house, today = _house(request, pk), timezone.localdate()
    people = Appraiser.objects.visible_to(request.actor).filter(institution=house).certified_on(today)
    mentors = people_offered(people)
    form = AssistantForm(typed(request), mentors=mentors, initial={"valid_from": today})

    def act(given: dict[str, Any]) -> Answer:
        return {"id": keeping_records.engage(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="assistant")
    return _answer(
        request,
        form,
        done,
        reverse("institution_assistants", args=[pk]),
        _("The assistant is on record."),
        heading=_("Engage an assistant"),
        named=str(house),
        above=str(house),
        consequence=_("An assistant signs no opinion; the mentor answers for what he does."),
        button=_("Engage the assistant"),
    )


@staff_page(KEEP_ASSISTANTS)
@require_http_methods(METHODS)
def assistant_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Record that an assistant leaves."""
    rows = Assistant.objects.visible_to(request.actor).select_related("person", "institution__organisation")
    row = get_object_or_404(rows, pk=pk)
    first = {"version": row.trail_seq, "valid_until": timezone.localdate()}
    form = EndAssistantForm(typed(request), initial=first)
    done = attempt(request, form, lambda given: keeping_records.end_assistant(pk, by=request.actor, **given))
    return _answer(
        request,
        form,
        done,
        reverse("institution_assistants", args=[row.institution_id]),
        _("The last day of the assistant is on record."),
        heading=_("An assistant leaves"),
        named=f"{row.institution}　{row.person.name}",
        above=str(row.institution),
        consequence=_("After the last day he assists nobody here any more."),
        button=_("Record the last day"),
        grave=True,
    )


def _appraiser(request: Request, pk: UUID) -> Appraiser:
    return get_object_or_404(Appraiser.objects.visible_to(request.actor).for_list(), pk=pk)


def _house(request: Request, pk: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.actor).for_list(), pk=pk)


def _answer(request: Request, form: BaseForm, done: Any, back: str, said: str, **words: Any) -> HttpResponseBase:
    """Go back to where it stands when the act is done; else show the form of the act."""
    if done is not None:
        messages.success(request, said)
        return redirect(back)
    context = {"form": form, "back": back, **words}
    return render(request, "institutions/standing_act.html", context, status=status_of(request, form))
