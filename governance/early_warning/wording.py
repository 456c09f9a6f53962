"""What a warning says: facts with their numbers, never a verdict."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.accounts.models import Organisation
from foundation.accounts.roles import Role
from foundation.desk.detail.acts import comma
from foundation.desk.formats import number, percent, prose_date
from foundation.kpi.catalogue import kpi_of
from foundation.law import queries as law
from governance.early_warning.kinds import CERTIFICATE, LICENCE, Kind
from governance.early_warning.models import EarlyWarning, WarningRule

NAMED: Final = 4
"""As many items as a sentence names; the page of the warning names all."""


def where(row: EarlyWarning) -> str:
    """The place in words; the row comes from `for_list`."""
    if row.institution is not None:
        return str(row.institution)
    code = row.county_code or row.city_code
    division = law.division(code) if code else None
    name = division.name if division else _("The whole province")
    return _("%(place)s, %(category)s") % {"place": name, "category": category(row.subject)} if row.subject else name


def category(code: str) -> str:
    """A category in words."""
    row = law.categories().get(code)
    return row.name if row is not None else code


def owner(row: "EarlyWarning | WarningRule") -> str:
    """Whose it is: the role, with the level of its organ."""
    words = {"role": Role(row.owner_role).label, "levels": Organisation.Level(row.owner_level).label}
    return _("%(role)s (%(levels)s)") % words


def said(row: EarlyWarning) -> str:
    """The figure of a warning in one sentence."""
    return sentence(row.rule, row.figure)


def sentence(rule: WarningRule, figure: Mapping[str, Any]) -> str:
    """A figure in one sentence, in the words of the kind of its rule."""
    return _SENTENCES[rule.kind](figure)


def day_of(text: str) -> str:
    """A day that is kept as text."""
    return prose_date(date.fromisoformat(text), with_year=True)


def decimals(text: str, places: int = 2) -> str:
    """A number that is kept as text, without zeros behind the point that say nothing."""
    value = Decimal(text)
    shown = number(value, places)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def unit_of(figure: Mapping[str, Any]) -> str:
    """The unit of the figure that a rule compares."""
    return str(kpi_of(figure["kpi"]).unit)


def _pace(figure: Mapping[str, Any]) -> str:
    words = _("%(count)s in the year so far, where the target of %(target)s asks for %(due)s by now: %(share)s%%.")
    return words % {
        "count": number(figure["numerator"]),
        "target": decimals(figure["target"], 0),
        "due": number(figure["denominator"]),
        "share": decimals(figure["value"], 1),
    }


def _rate(figure: Mapping[str, Any]) -> str:
    words = _("%(value)s %(unit)s (%(events)s of %(all)s), limit %(limit)s; 95 %% interval %(low)s to %(high)s.")
    return words % {
        "value": decimals(figure["value"]),
        "unit": unit_of(figure),
        "events": number(figure["numerator"]),
        "all": number(figure["denominator"]),
        "limit": decimals(figure["limit"]),
        "low": decimals(figure["low"]),
        "high": decimals(figure["high"]),
    }


def _rise(figure: Mapping[str, Any]) -> str:
    before, now = Decimal(figure["before"]), Decimal(figure["value"])
    words = _("Median %(now)s working days from %(first)s to %(last)s, %(before)s before: up %(share)s.")
    share = percent(float((now - before) / before)) if before else "—"
    return words % {
        "now": decimals(figure["value"], 1),
        "first": day_of(figure["first"]),
        "last": day_of(figure["last"]),
        "before": decimals(figure["before"], 1),
        "share": share,
    }


def _count(figure: Mapping[str, Any]) -> str:
    words = {"name": kpi_of(figure["kpi"]).name, "count": number(figure["numerator"]), "unit": unit_of(figure)}
    return _("%(name)s: %(count)s %(unit)s.") % words


def _expiry(figure: Mapping[str, Any]) -> str:
    given = {"day": day_of(figure["ends"]), "n": number(len(figure["keys"])), "cases": number(figure["cases"])}
    return _expiry_words(figure["of"], len(figure["keys"]), lapsed=figure["lapsed"] > 0) % given


def _expiry_words(of: str, count: int, *, lapsed: bool) -> str:
    if of == LICENCE:
        if lapsed:
            return _("The licence ended on %(day)s, no renewal asked in time is on record; open cases: %(cases)s.")
        return _("The licence ends on %(day)s, no application for renewal is on record; open cases: %(cases)s.")
    if of == CERTIFICATE:
        return ngettext(
            "%(n)s certificate with open cases ends or has ended, the first on %(day)s; open cases: %(cases)s.",
            "%(n)s certificates with open cases end or have ended, the first on %(day)s; open cases: %(cases)s.",
            count,
        )
    return ngettext(
        "%(n)s accreditation ends or has ended, the first on %(day)s; open cases in what it covers: %(cases)s.",
        "%(n)s accreditations end or have ended, the first on %(day)s; open cases in what they cover: %(cases)s.",
        count,
    )


def _items(figure: Mapping[str, Any]) -> str:
    keys = figure["keys"]
    names = comma().join(category(code) for code in keys[:NAMED])
    if len(keys) > NAMED:
        names = _("%(names)s and others") % {"names": names}
    first = date.fromisoformat(figure["ends"]) + timedelta(days=1) if figure["ends"] else None
    given = {"n": number(len(keys)), "names": names, "day": prose_date(first, with_year=True) if first else ""}
    if figure["lapsed"] == len(keys):
        words = ngettext(
            "%(n)s item without an able institution in the city today: %(names)s.",
            "%(n)s items without an able institution in the city today: %(names)s.",
            len(keys),
        )
    elif figure["lapsed"]:
        words = ngettext(
            "%(n)s item without an able institution in the city, today or by what is known: %(names)s.",
            "%(n)s items without an able institution in the city, today or by what is known: %(names)s.",
            len(keys),
        )
    else:
        words = ngettext(
            "%(n)s item is left without an able institution in the city from %(day)s on: %(names)s.",
            "%(n)s items are left without an able institution in the city, the first from %(day)s on: %(names)s.",
            len(keys),
        )
    return words % given


_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    Kind.PACE: _pace,
    Kind.RATE: _rate,
    Kind.RISE: _rise,
    Kind.COUNT: _count,
    Kind.EXPIRY: _expiry,
    Kind.ITEMS: _items,
}
