"""Asking a client for what is missing: once, complete, and within a period (程序通则 art. 14)."""

from datetime import date, timedelta
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from cases import gate
from cases.entrustments.grounds import DUTY
from cases.models import Completion, Entrustment
from foundation.audit.errors import Finding

MOST_PERIOD: Final = 366
"""Days that a client may be given: what is longer is a slip of the keyboard."""
OF_THE_CLIENT: Final = frozenset(
    {"purpose_missing", "facts_missing", "materials_missing", "particulars_missing", "filed_elsewhere"}
)
"""What of the findings of the gate a client can put in order; licence and people are the institution's own matter."""


def last_request(row: Entrustment) -> Completion | None:
    """Return the latest request to complete an entrustment, or None."""
    return max(row.completions.all(), key=lambda each: each.number, default=None)


def asked_before(row: Entrustment) -> list[Finding]:
    """Say that the client was asked once already, unless materials have come since that raise something new."""
    last = last_request(row)
    if last is None or len(row.materials.all()) > (last.materials_before or 0):
        return []
    return [
        Finding(
            _("The client was asked to complete this entrustment before"),
            DUTY,
            fact=_("Request %(number)d of %(day)s named everything that was missing; no new material has come since.")
            % {"number": last.number, "day": last.asked_on.isoformat()},
            way_out=_("Decide about acceptance with what is on record."),
            code="asked_before",
        )
    ]


def about_period(until: date | None, today: date) -> list[Finding]:
    """Return what is wrong with the period for the client, beside its field."""
    if until is None:
        return [Finding(_("This field is required."), DUTY, field="period_until", code="missing")]
    if until <= today:
        return [Finding(_("The period ends after today."), field="period_until", code="period_is_over")]
    if until > today + timedelta(days=MOST_PERIOD):
        return [Finding(_("This day lies too far ahead."), field="period_until", code="too_far")]
    return []


def points_of(row: Entrustment, on: date) -> list[str]:
    """Return every finding of the gate that the client can put in order, in Chinese, as the letter lists it."""
    with translation.override("zh-hans"):
        found = [each for each in gate.may_accept(row, on).findings if each.code in OF_THE_CLIENT]
        return ["：".join(filter(None, [str(each.message), str(each.fact)])) for each in found]
