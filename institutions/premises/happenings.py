"""What events and notices of premises say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutions.models import Premises

RECORDED, LEFT, EXPIRES = "institution.premises_recorded", "institution.premises_left", "lease_expires"
KINDS: Final = {RECORDED: _("Premises recorded"), LEFT: _("Premises left")}


def _place(facts: Mapping[str, Any]) -> list[str]:
    told = []
    if facts.get("use") in Premises.Use.values and isinstance(facts.get("area"), int):
        words = {"use": Premises.Use(facts["use"]).label, "area": facts["area"]}
        told.append(gettext("%(use)s, %(area)d square metres.") % words)
    if facts.get("certificate"):
        told.append(gettext("Document %(number)s.") % {"number": facts["certificate"]})
    return told


TELLERS: Final = {RECORDED: _place, LEFT: _place}
SENTENCES: Final[dict[str, Any]] = {
    EXPIRES: _("The lease %(number)s of %(name)s ends on %(day)s, within %(days)s days."),
}
REASONS: Final[dict[str, Any]] = {
    EXPIRES: _("They are premises of your institution or of an institution of your city.")
}
SHORT: Final[dict[str, Any]] = {EXPIRES: _("Leases that end soon")}
