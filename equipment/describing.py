"""An instrument and a method as their pages show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from equipment import fitness
from equipment.fitness import Picture
from equipment.models import Calibration, Instrument, Method
from equipment.verbs import CALIBRATE, KEEP, KEEP_METHODS
from foundation.accounts.acting import AnyActor
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail.acts import Wish, offered
from foundation.desk.detail.facts import Fact, fact
from foundation.desk.detail.page import Detail, Link, Standing
from institutions.covering import named
from institutions.describing import validity

INSTRUMENT, METHOD = "instrument", "method"
SOON = 30


def standing_of(known: Picture, on: date) -> Standing:
    """Return in words whether an instrument may be used on a day."""
    row, objection = known.row, fitness.against(known, on)
    if row.withdrawn_on is not None and row.withdrawn_on <= on:
        return Standing("void", pgettext("instrument", "Withdrawn"))
    if objection is None:
        ends = row.calibrated_until
        if row.needs_calibration and ends is not None and (ends - on).days <= SOON:
            return Standing("due", _("May be used, calibration ends soon"))
        return Standing("ok", _("May be used"))
    words = {
        "instrument_not_yet": ("hold", _("Not in service yet")),
        "instrument_out_of_use": ("hold", _("Out of use")),
        "instrument_never_calibrated": ("late", _("Never calibrated")),
        "instrument_failed": ("late", _("Calibration not passed")),
        "instrument_repaired": ("late", _("To be calibrated after the repair")),
        "instrument_out_of_date": ("late", _("Calibration out of date")),
    }
    return Standing(*words[objection.code])


def method_standing(row: Method, on: date | None = None) -> Standing:
    """Return the state of a method on a day (today where none is given) in words."""
    on = on or timezone.localdate()
    if row.valid_until is not None and row.valid_until < on:
        return Standing("void", pgettext("method", "Given up"))
    return Standing("ok", _("In force"))


def instrument_detail(known: Picture, actor: AnyActor) -> Detail:
    """Return the page of an instrument for an actor who sees it; the row comes from `for_list`."""
    row = known.row
    crumbs = [Link(_("Instruments"), reverse("instrument_list"))]
    if actor.may("institutions.view"):
        crumbs.append(Link(str(row.institution), row.institution.get_absolute_url()))
    return Detail(
        kind=INSTRUMENT,
        model="equipment.Instrument",
        row=row,
        title=row.name,
        streams=(row.stream,),
        standing=standing_of(known, timezone.localdate()),
        facts=[str(row.institution), _("instrument %(number)s") % {"number": row.number}],
        crumbs=crumbs,
        acts=offered(actor, *_wishes(known)),
    )


def _wishes(known: Picture) -> list[Wish]:
    row = known.row
    gone = [Finding(_("This instrument was withdrawn already."))] if row.withdrawn_on is not None else []
    out = any(each.ended_on is None for each in known.maintenance)
    in_use = [Finding(_("This instrument is in use."))] if not out else []
    out_already = [Finding(_("This instrument is out of use already."))] if out else []
    late = row.needs_calibration and fitness.against(known, timezone.localdate()) is not None and not out
    key = [row.pk]
    return [
        Wish(
            (CALIBRATE,),
            _("Record a calibration"),
            reverse("instrument_calibrate", args=key),
            findings=gone,
            is_next=late and not gone,
        ),
        Wish(
            (CALIBRATE,), _("Take out of use"), reverse("instrument_take_out", args=key), findings=gone or out_already
        ),
        Wish(
            (CALIBRATE,),
            _("Put into use again"),
            reverse("instrument_put_back", args=key),
            findings=in_use,
            is_next=out,
        ),
        Wish((KEEP,), _("Change the record"), reverse("instrument_change", args=key), findings=gone, asks_reason=True),
        Wish(
            (KEEP,),
            _("Withdraw"),
            reverse("instrument_withdraw", args=key),
            findings=gone,
            is_grave=True,
            asks_reason=True,
        ),
    ]


def instrument_facts(row: Instrument, actor: AnyActor) -> list[Fact]:
    """Return the facts of an instrument."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    note: Any = validity(row.calibrated_until) if row.calibrated_until else ""
    if not row.needs_calibration:
        note = _("needs no calibration")
    elif row.calibrated_until is None:
        note = _("no calibration that holds is on record")
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Instrument number"), row.number, is_number=True),
        fact(_("Calibrated until"), row.calibrated_until, note=note),
        fact(_("In service from"), row.in_service_from),
        fact(pgettext("instrument", "Type"), row.type_name),
        fact(_("Maker"), row.maker),
        fact(_("Serial number"), row.serial_number, is_number=True),
        fact(_("Serves"), named(row.categories)),
        *([fact(pgettext("instrument", "Withdrawn on"), row.withdrawn_on)] if row.withdrawn_on else []),
    ]


@dataclass(frozen=True)
class CalibrationShown:
    """One calibration: its state as tone and word, and whether it is the one that counts."""

    row: Calibration
    tone: str
    word: str
    counts: bool


def calibrations_shown(known: Picture, on: date) -> list[CalibrationShown]:
    """Return the calibrations, the last first, each with what it came to."""
    counting = known.counting(on)
    found = []
    for each in known.calibrations:
        if not each.passed:
            tone, word = "late", _("Not passed")
        elif each is not counting:
            tone, word = "void", _("Followed by a later one")
        elif each.valid_until is not None and each.valid_until < on:
            tone, word = "late", _("Has run out")
        else:
            tone, word = "ok", _("Counts now")
        found.append(CalibrationShown(each, tone, word, each is counting))
    return found


def methods_of(row: Instrument, actor: AnyActor) -> list[Method]:
    """Return the methods for which an instrument is used."""
    return list(Method.objects.visible_to(actor).filter(pk__in=row.methods).order_by("code"))


def method_detail(row: Method, actor: AnyActor) -> Detail:
    """Return the page of a method for an actor who sees it; the row comes from `for_list`."""
    given_up = [Finding(_("This method was given up already."))] if row.valid_until is not None else []
    wish = Wish(
        (KEEP_METHODS,),
        _("Give the method up"),
        reverse("method_end", args=[row.pk]),
        findings=given_up,
        is_grave=True,
        asks_reason=True,
    )
    return Detail(
        kind=METHOD,
        model="equipment.Method",
        row=row,
        title=row.title,
        streams=(row.stream,),
        standing=method_standing(row),
        facts=[str(row.institution), row.code],
        crumbs=[Link(_("Methods"), reverse("method_list"))],
        acts=offered(actor, wish),
    )


def method_facts(row: Method, actor: AnyActor) -> list[Fact]:
    """Return the facts of a method."""
    place = row.institution.get_absolute_url() if actor.may("institutions.view") else ""
    return [
        fact(_("Institution"), str(row.institution), url=place),
        fact(_("Standard or method"), row.code, is_number=True),
        fact(pgettext("method", "Rank"), Method.Rank(row.rank).label, note=row.note),
        fact(_("Serves"), named(row.categories)),
        fact(_("From"), row.valid_from),
        fact(_("Last day"), row.valid_until),
    ]


def instruments_for(row: Method, actor: AnyActor) -> list[Instrument]:
    """Return the instruments that are used for a method."""
    return list(Instrument.objects.visible_to(actor).kept().filter(methods__contains=[row.pk]).order_by("number"))


def since_last_good(known: Picture, on: date) -> str:
    """Say from which day the uses of an instrument are to be looked at when it failed: the last one that was passed."""
    last = known.counting(on)
    if last is None or last.passed:
        return ""
    good = next((each for each in known.calibrations if each.passed and each.performed_on <= last.performed_on), None)
    if good is None:
        return _("It was never passed before: every use is to be looked at.")
    words = _("It was passed last on %(day)s: the cases in which it was used since are to be looked at.")
    return words % {"day": formats.prose_date(good.performed_on)}
