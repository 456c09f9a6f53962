"""The kinds of rules: which parameters each takes, of which places it speaks. What fits no kind is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a rule compares."""

    PACE = "pace_behind", _("Behind the pace of a target")
    RATE = "rate_against_target", _("A rate against its target")
    RISE = "days_rising", _("Days that rise")
    COUNT = "count_reached", _("A count that is reached")
    EXPIRY = "expiry_with_open_cases", _("An expiry with open cases")
    ITEMS = "items_lost", _("Items a city loses")


class Level(models.TextChoices):
    """Of which places a rule speaks."""

    PROVINCE = "province", _("The whole province")
    CITY = "city", _("Each city")
    INSTITUTION = "institution", _("Each institution")


class Tone(models.TextChoices):
    """How urgent a warning is; late comes first."""

    LATE = "late", _("Urgent")
    DUE = "due", _("To be watched")


RANKS: Final = {Tone.LATE.value: 0, Tone.DUE.value: 1}
VALUE, OPEN, SURE = "value", "open", "sure"
BEFORE, LAST_YEAR = "before", "last_year"
LICENCE, CERTIFICATE, ACCREDITATION = "licence", "certificate", "accreditation"
Read = Callable[[str], Any]


class UnfitRule(ValueError):
    """A line of the reference file that is no rule; the message says which and why."""


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> str:
    try:
        return str(Decimal(text))
    except InvalidOperation as error:
        raise ValueError(text) from error


def _one_of(*words: str) -> Read:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return read


@dataclass(frozen=True)
class Shape:
    """What a kind of rule takes: parameters with their readers, those that may be left out, and its levels."""

    parameters: Mapping[str, Read]
    levels: frozenset[str]
    optional: frozenset[str] = frozenset()


_EVERYWHERE: Final = frozenset(Level.values)
SHAPES: Final[Mapping[str, Shape]] = {
    Kind.PACE: Shape({"kpi": str, "below": _decimal}, frozenset({"province", "city"})),
    Kind.RATE: Shape(
        {"kpi": str, "by": _one_of(VALUE, OPEN, SURE), "limit": _decimal}, _EVERYWHERE, frozenset({"limit"})
    ),
    Kind.RISE: Shape(
        {
            "kpi": str,
            "against": _one_of(BEFORE, LAST_YEAR),
            "months": _whole,
            "percent": _decimal,
            "days": _decimal,
        },
        _EVERYWHERE,
    ),
    Kind.COUNT: Shape({"kpi": str, "least": _whole}, _EVERYWHERE),
    Kind.EXPIRY: Shape(
        {"of": _one_of(LICENCE, CERTIFICATE, ACCREDITATION), "days": _whole}, frozenset({"institution"})
    ),
    Kind.ITEMS: Shape({"days": _whole, "back": _whole}, frozenset({"city"})),
}


def parameters_of(kind: str, text: str) -> dict[str, Any]:
    """Read `kpi=complaint_rate;by=value` for a kind of rule. Raises UnfitRule for what is missing, unknown or unfit."""
    if kind not in SHAPES:
        raise UnfitRule(f"{kind} is no kind of rule")
    shape = SHAPES[kind]
    given = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    missing = set(shape.parameters) - shape.optional - set(given)
    if missing or set(given) - set(shape.parameters):
        raise UnfitRule(f"{kind} takes {sorted(shape.parameters)}, not {sorted(given)}")
    try:
        return {name: shape.parameters[name](value) for name, value in given.items()}
    except ValueError as error:
        raise UnfitRule(f"{kind}: {error} is no such value") from error
