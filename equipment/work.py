"""What waits at instruments: calibrations that have run out, and those that end soon."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from equipment.filters import SOON_DAYS
from equipment.models import Instrument
from equipment.orders import ENDING, NUMBER
from equipment.verbs import CALIBRATE
from foundation.accounts.acting import PostedActor
from foundation.desk.work.heaps import Heap, Line, Section


def _rows(actor: PostedActor) -> Any:
    return Instrument.objects.visible_to(actor).for_list()


def _line(row: Instrument, actor: PostedActor) -> Line:
    return Line(row.name, _("Have it calibrated"), row.get_absolute_url(), row.calibrated_until, row.number)


def _gone(row: Instrument, actor: PostedActor) -> Line:
    return Line(
        row.name, _("Use it no more until it is calibrated"), row.get_absolute_url(), row.calibrated_until, row.number
    )


def _out_of_date(actor: PostedActor, today: date) -> Any:
    return _rows(actor).out_of_date(today)


def _ending(actor: PostedActor, today: date) -> Any:
    return _rows(actor).expiring(today, SOON_DAYS)


HEAPS = (
    Heap(
        code="instruments_out_of_date",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Instruments without a calibration that holds"),
        why=gettext_lazy("They can be chosen in no case until a calibration is passed and on record."),
        verb=CALIBRATE,
        rows=_out_of_date,
        order=NUMBER,
        line=_gone,
        full_list=lambda today: f"{reverse('instrument_list')}?state=out_of_date",
        entry="instrument_list",
        in_working_days=False,
    ),
    Heap(
        code="instruments_ending",
        section=Section.DUE,
        tone="soon",
        title=gettext_lazy("Calibrations that end within 30 days"),
        why=gettext_lazy("Counted in calendar days from today; a calibration holds through its last day."),
        verb=CALIBRATE,
        rows=_ending,
        order=ENDING,
        line=_line,
        full_list=lambda today: f"{reverse('instrument_list')}?state=soon&order=ending",
        entry="instrument_list",
        in_working_days=False,
    ),
)
