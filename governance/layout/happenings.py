"""What events of plans say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext

from governance.layout.verbs import ADOPT


def _adopted(facts: Mapping[str, Any]) -> list[str]:
    told = []
    if facts.get("from_year") and facts.get("until_year"):
        told.append(gettext("For %(from_year)s to %(until_year)s.") % facts)
    if isinstance(facts.get("targets"), int):
        number = facts["targets"]
        told.append(ngettext("%(number)d target.", "%(number)d targets.", number) % {"number": number})
    return told


TELLERS: Final = {ADOPT.code: _adopted}
