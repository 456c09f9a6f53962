"""What events of instruments and methods say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from equipment.models import Maintenance
from institutions.covering import named

KINDS: Final[dict[str, Any]] = {
    "instrument.entered": _("Instrument entered"),
    "instrument.changed": _("Record of an instrument changed"),
    "instrument.withdrawn": _("Instrument withdrawn"),
    "instrument.calibrated": _("Calibration recorded"),
    "instrument.calibration_corrected": _("Calibration corrected"),
    "instrument.taken_out": _("Instrument taken out of use"),
    "instrument.put_back": _("Instrument put into use again"),
    "method.taken_up": _("Method taken up"),
    "method.given_up": _("Method given up"),
}
SENTENCES: Final[dict[str, Any]] = {
    "calibration_expires": _("The calibration of the instrument %(number)s ends on %(day)s, within %(days)s days."),
}
REASONS: Final[dict[str, Any]] = {
    "calibration_expires": _("It is an instrument of your institution."),
}
SHORT: Final[dict[str, Any]] = {"calibration_expires": _("Calibrations that end soon")}


def _served(facts: Mapping[str, Any]) -> list[str]:
    codes = facts.get("categories") or []
    return [gettext("Serves: %(names)s.") % {"names": named(codes)}] if codes else []


def _calibrated(facts: Mapping[str, Any]) -> list[str]:
    number = gettext("Document: %(number)s.") % {"number": facts.get("certificate", "")}
    if not facts.get("passed"):
        return [gettext("Not passed."), number]
    return [gettext("Passed, holds through %(day)s.") % {"day": facts.get("valid_until")}, number]


def _taken_out(facts: Mapping[str, Any]) -> list[str]:
    kind = facts.get("kind")
    words = str(Maintenance.Kind(kind).label) if kind in Maintenance.Kind.values else ""
    return [gettext("From %(day)s on: %(kind)s.") % {"day": facts.get("began_on"), "kind": words}]


def _put_back(facts: Mapping[str, Any]) -> list[str]:
    said = [gettext("From %(day)s on.") % {"day": facts.get("ended_on")}]
    return [*said, gettext("Only a new calibration counts.")] if facts.get("recalibrate") else said


def _last_day(facts: Mapping[str, Any]) -> list[str]:
    return [gettext("Last day: %(day)s.") % {"day": facts.get("valid_until")}]


TELLERS: Final = {
    "instrument.entered": _served,
    "instrument.changed": _served,
    "instrument.calibrated": _calibrated,
    "instrument.calibration_corrected": _calibrated,
    "instrument.taken_out": _taken_out,
    "instrument.put_back": _put_back,
    "method.taken_up": _served,
    "method.given_up": _last_day,
}
