"""Periods, places and figures of releases in words, for pages of staff and of everybody."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.desk.formats import MISSING, number
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.dashboard import wording
from foundation.kpi.models import ReleasedFigure
from foundation.kpi.releases.naming import period_of
from foundation.kpi.releases.slots import UNKNOWN, Slot

RATES = frozenset({"complaint_rate"})
CHINESE, ENGLISH = "zh-hans", "en"


def period_name(code: str) -> str:
    """2026年第三季度; quarter 3 of 2026."""
    return wording.period_name(period_of(code, timezone.localdate()))


def words_of(definitions: Mapping[str, Any], kpi: str) -> dict[str, str]:
    """The words of a frozen definition in the language of the reader."""
    words: dict[str, dict[str, str]] = definitions.get(kpi, {}).get("words", {})
    language = CHINESE if (get_language() or CHINESE).startswith("zh") else ENGLISH
    return words.get(language) or {"name": str(kpi_of(kpi).name), "unit": str(kpi_of(kpi).unit)}


def place_name(slot: Slot, names: Mapping[str, str]) -> str:
    """A city, a category, a city's category, an institution; the whole province where nothing is named."""
    named = [each for each in (slot.city, slot.category, slot.institution) if each]
    if not named:
        return _("The whole province")
    words = [_("not known") if each == UNKNOWN else names.get(each, each) for each in named]
    return "　".join(words)


def figure_text(row: ReleasedFigure) -> str:
    """The value of a figure as a page writes it."""
    if not row.value:
        return MISSING
    return number(float(row.value), 2 if row.kpi in RATES else (1 if row.value.endswith(".5") else 0))
