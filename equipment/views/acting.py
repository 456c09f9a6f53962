"""The acts on instruments and methods, each on a page of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from equipment.actions import calibrating, keeping, methods
from equipment.actions.keeping import Described
from equipment.forms import (
    CalibrationForm,
    ChangeInstrumentForm,
    EndMethodForm,
    InstrumentForm,
    MethodForm,
    PutBackForm,
    TakeOutForm,
    WithdrawForm,
    first_of,
)
from equipment.models import Instrument, Method
from equipment.verbs import CALIBRATE, KEEP, KEEP_METHODS
from equipment.views.showing import house_seen, instrument_seen, method_seen
from foundation.accounts.doors import Request, staff_page
from foundation.audit.once import Answer
from foundation.desk.filling.attempting import attempt, attempt_once, status_of, typed
from institutions.models import Institution

ALL = ["GET", "HEAD", "POST"]


def _page(request: Request, form: BaseForm, back: str, above: str, **words: Any) -> HttpResponse:
    context = {"form": form, "back": back, "above": above, **words}
    return render(request, "institutions/standing_act.html", context, status=status_of(request, form))


def _methods_of(request: Request, institution: Institution) -> Any:
    rows = Method.objects.visible_to(request.actor).filter(institution=institution)
    return rows.in_force(timezone.localdate()).order_by("code")


@staff_page(KEEP)
@require_http_methods(ALL)
def instrument_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Enter an instrument of an institution."""
    house = house_seen(request, pk)
    form = InstrumentForm(
        typed(request),
        practice_codes=house.practice_codes,
        methods=_methods_of(request, house),
        initial={"in_service_from": timezone.localdate()},
    )

    def act(given: dict[str, Any]) -> Answer:
        return {"id": keeping.enter(pk, by=request.actor, said=Described(**given)).pk}

    done = attempt_once(request, form, act, scope="instrument")
    if done is not None:
        messages.success(request, _("The instrument is on record."))
        return redirect("instrument", pk=done["id"])
    return _page(
        request,
        form,
        reverse("institution_equipment", args=[pk]),
        str(house),
        heading=_("Enter an instrument"),
        named=str(house),
        consequence=_("It can be chosen in cases of what it serves, as long as its calibration holds."),
        button=_("Enter the instrument"),
    )


@staff_page(KEEP)
@require_http_methods(ALL)
def instrument_change(request: Request, pk: UUID) -> HttpResponseBase:
    """Change what is on record about an instrument."""
    row = instrument_seen(request, pk).row
    form = ChangeInstrumentForm(
        typed(request),
        practice_codes=row.institution.practice_codes,
        methods=_methods_of(request, row.institution),
        initial=first_of(row),
    )

    def act(given: dict[str, Any]) -> Instrument:
        said = {name: value for name, value in given.items() if name not in ("version", "reason")}
        return keeping.change(
            pk, by=request.actor, version=given["version"], said=Described(**said), reason=given["reason"]
        )

    return _on(
        request,
        row,
        form,
        act,
        _("The record is changed."),
        heading=_("Change the record"),
        consequence=_("Calibrations and uses stay as they are; the earlier values stay in the trail."),
        button=_("Change the record"),
    )


@staff_page(KEEP)
@require_http_methods(ALL)
def instrument_withdraw(request: Request, pk: UUID) -> HttpResponseBase:
    """Withdraw an instrument."""
    row = instrument_seen(request, pk).row
    form = WithdrawForm(typed(request), initial={"version": row.trail_seq, "withdrawn_on": timezone.localdate()})
    return _on(
        request,
        row,
        form,
        lambda given: keeping.withdraw(pk, by=request.actor, **given),
        _("The instrument is withdrawn."),
        heading=_("Withdraw an instrument"),
        consequence=_("From that day on it can be chosen in no case. Its record and its uses stay."),
        button=_("Withdraw the instrument"),
        grave=True,
    )


@staff_page(CALIBRATE)
@require_http_methods(ALL)
def instrument_calibrate(request: Request, pk: UUID) -> HttpResponseBase:
    """Record a calibration."""
    row = instrument_seen(request, pk).row
    form = CalibrationForm(typed(request), initial={"version": row.trail_seq})
    return _on(
        request,
        row,
        form,
        lambda given: calibrating.calibrate(pk, by=request.actor, **given),
        _("The calibration is on record."),
        heading=_("Record a calibration"),
        consequence=_(
            "The last one performed counts. One that was not passed bars the instrument until a later one is passed."
        ),
        button=_("Record the calibration"),
    )


@staff_page(CALIBRATE)
@require_http_methods(ALL)
def instrument_take_out(request: Request, pk: UUID) -> HttpResponseBase:
    """Take an instrument out of use."""
    row = instrument_seen(request, pk).row
    form = TakeOutForm(typed(request), initial={"version": row.trail_seq, "began_on": timezone.localdate()})
    return _on(
        request,
        row,
        form,
        lambda given: calibrating.take_out(pk, by=request.actor, **given),
        _("The instrument is out of use."),
        heading=_("Take out of use"),
        consequence=_("From that day on it can be chosen in no case, until it is put into use again."),
        button=_("Take it out of use"),
    )


@staff_page(CALIBRATE)
@require_http_methods(ALL)
def instrument_put_back(request: Request, pk: UUID) -> HttpResponseBase:
    """Put an instrument into use again."""
    row = instrument_seen(request, pk).row
    form = PutBackForm(typed(request), initial={"version": row.trail_seq, "ended_on": timezone.localdate()})
    return _on(
        request,
        row,
        form,
        lambda given: calibrating.put_back(pk, by=request.actor, **given),
        _("The instrument is in use again."),
        heading=_("Put into use again"),
        consequence=_("From that day on it can be chosen, as long as its calibration holds."),
        button=_("Put it into use"),
    )


@staff_page(KEEP_METHODS)
@require_http_methods(ALL)
def method_new(request: Request, pk: UUID) -> HttpResponseBase:
    """Take up a method."""
    house = house_seen(request, pk)
    first = {"valid_from": timezone.localdate()}
    form = MethodForm(typed(request), practice_codes=house.practice_codes, initial=first)

    def act(given: dict[str, Any]) -> Answer:
        return {"id": methods.take_up(pk, by=request.actor, **given).pk}

    done = attempt_once(request, form, act, scope="method")
    if done is not None:
        messages.success(request, _("The method is on record."))
        return redirect("method", pk=done["id"])
    return _page(
        request,
        form,
        reverse("method_list"),
        str(house),
        heading=_("Take up a method"),
        named=str(house),
        consequence=_("National standards go first, then those of the profession, then what most experts recognise."),
        button=_("Take up the method"),
    )


@staff_page(KEEP_METHODS)
@require_http_methods(ALL)
def method_end(request: Request, pk: UUID) -> HttpResponseBase:
    """Give a method up."""
    row = method_seen(request, pk)
    form = EndMethodForm(typed(request), initial={"version": row.trail_seq, "valid_until": timezone.localdate()})
    done = attempt(request, form, lambda given: methods.give_up(pk, by=request.actor, **given))
    if done is not None:
        messages.success(request, _("The last day of the method is on record."))
        return redirect(row)
    return _page(
        request,
        form,
        row.get_absolute_url(),
        row.code,
        heading=_("Give the method up"),
        named=f"{row.code}　{row.title}",
        consequence=_("After its last day it can be named in no case."),
        button=_("Give the method up"),
        grave=True,
    )


def _on(request: Request, row: Instrument, form: BaseForm, act: Any, said: str, **words: Any) -> HttpResponseBase:
    """Carry out an act on an instrument and go back to it; else show the form of the act."""
    if attempt(request, form, act) is not None:
        messages.success(request, said)
        return redirect(row)
    return _page(request, form, row.get_absolute_url(), row.name, named=f"{row.name}　{row.number}", **words)
