"""Rules in plain words: when a warning opens, and when it closes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.desk.charts.contract import Link
from foundation.desk.detail.acts import comma
from foundation.desk.formats import number
from foundation.kpi.catalogue import kpi_of
from foundation.law import queries as law
from governance.early_warning.kinds import (
    ACCREDITATION,
    BEFORE,
    CERTIFICATE,
    LICENCE,
    OPEN,
    SURE,
    VALUE,
    Kind,
    Level,
)
from governance.early_warning.models import WarningRule
from governance.early_warning.orders import URGENT
from governance.early_warning.wording import decimals, owner


@dataclass(frozen=True)
class PlainRule:
    """A rule as its page prints it."""

    rule: WarningRule
    opens: str
    where: str
    owner: str
    standing: int

    @property
    def links(self) -> list[Link]:
        """The list of its warnings whose cause goes on, where there are any."""
        if not self.standing:
            return []
        words = ngettext("%(n)s warning stands", "%(n)s warnings stand", self.standing) % {"n": number(self.standing)}
        query = urlencode({"rule": self.rule.code, "state": "standing", "order": URGENT.code})
        return [Link(words, f"{reverse('early_warning_list')}?{query}")]

    @property
    def closes(self) -> str:
        """When its warnings close: the same for all rules."""
        return _("A nightly look that does not see it any more closes the warning; seen again, another one opens.")


def in_words(rule: WarningRule, standing: int = 0) -> PlainRule:
    """Return a rule in the language of the page, with how many of its warnings stand."""
    return PlainRule(rule, _WORDS[rule.kind](rule.parameters), _where(rule), owner(rule), standing)


def _where(rule: WarningRule) -> str:
    level = str(Level(rule.level).label)
    if not rule.areas:
        return level
    names = {row.code: row.name for row in law.divisions("city")}
    cities = comma().join(names.get(code, code) for code in rule.areas)
    return _("%(level)s, in %(cities)s only") % {"level": level, "cities": cities}


def _pace(given: Mapping[str, Any]) -> str:
    words = _("“%(name)s” lies below %(below)s%% of what the target of the year asks for by its working days so far.")
    return words % {"name": kpi_of(given["kpi"]).name, "below": decimals(given["below"])}


def _rate(given: Mapping[str, Any]) -> str:
    words = {
        VALUE: _("“%(name)s” of the year so far does not keep %(limit)s. The limit itself is kept."),
        OPEN: _("“%(name)s” of the year so far keeps %(limit)s, but its 95 %% interval (Wilson) reaches beyond it."),
        SURE: _("The whole 95 %% interval (Wilson) of “%(name)s” of the year so far lies beyond %(limit)s."),
    }[given["by"]]
    limit = _("the target set for the place")
    if "limit" in given:
        unit = kpi_of(given["kpi"]).unit
        limit = _("%(limit)s %(unit)s") % {"limit": decimals(given["limit"]), "unit": unit}
    return words % {"name": kpi_of(given["kpi"]).name, "limit": limit}


def _rise(given: Mapping[str, Any]) -> str:
    words = _(
        "“%(name)s” of the last %(months)s whole months is at least %(percent)s%% and at least %(days)s working days"
        " higher than %(against)s; both periods have at least %(least)s opinions."
    )
    against = (
        _("in the %(months)s months before") if given["against"] == BEFORE else _("in the same months of last year")
    )
    kpi = kpi_of(given["kpi"])
    return words % {
        "name": kpi.name,
        "months": given["months"],
        "percent": decimals(given["percent"]),
        "days": decimals(given["days"]),
        "against": against % {"months": given["months"]},
        "least": number(kpi.smallest),
    }


def _count(given: Mapping[str, Any]) -> str:
    kpi = kpi_of(given["kpi"])
    words = _("“%(name)s” reaches %(least)s %(unit)s.")
    return words % {"name": kpi.name, "least": number(given["least"]), "unit": kpi.unit}


def _expiry(given: Mapping[str, Any]) -> str:
    words = {
        LICENCE: _(
            "The practice licence ends within %(days)s calendar days or has ended, no renewal asked in time is"
            " undecided, and the institution has open cases."
        ),
        CERTIFICATE: _(
            "Practice certificates end within %(days)s calendar days or have ended, no renewal asked in time is"
            " undecided, and open cases are assigned to their holders."
        ),
        ACCREDITATION: _(
            "Accreditations that no later one follows end within %(days)s calendar days or have ended, and the"
            " institution has open cases in what they cover."
        ),
    }[given["of"]]
    return words % {"days": given["days"]}


def _items(given: Mapping[str, Any]) -> str:
    words = _(
        "For items that an institution of the city lists, or listed within the last %(back)s days, no institution of"
        " the city is able today, or none will be within %(days)s days by the last days that are known. Able is who is"
        " in practice, not restricted, lists the item and, where accreditation is compulsory, holds one that covers it."
    )
    return words % {"back": given["back"], "days": given["days"]}


_WORDS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    Kind.PACE: _pace,
    Kind.RATE: _rate,
    Kind.RISE: _rise,
    Kind.COUNT: _count,
    Kind.EXPIRY: _expiry,
    Kind.ITEMS: _items,
}
