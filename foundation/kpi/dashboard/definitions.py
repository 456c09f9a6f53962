"""The definition beside a figure: name and version, formula, what counts and what does not, target, law, data."""

from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.desk.charts.contract import Definition, DefinitionLine
from foundation.desk.formats import number
from foundation.kpi.catalogue import Kpi
from foundation.kpi.models import Target
from foundation.kpi.targets import AimedAt


def definition(kpi: Kpi, target: AimedAt | None, *, aim: str = "", for_everybody: bool = False) -> Definition:
    """The definition of a KPI as the page shows it; `for_everybody` leaves the codes of its measures out.

    `aim` is its target in words where it is none of a single number.
    """
    lines = [
        (_("Name of the figure"), _("%(name)s, version %(version)s") % {"name": kpi.name, "version": kpi.version}),
        (_("Formula"), kpi.formula),
        (_("Numerator") if kpi.denominator else _("Counted"), kpi.numerator),
        (_("Denominator"), kpi.denominator),
        (_("Not counted"), kpi.exclusions),
        (_("Unit"), kpi.unit),
        (_("Target"), target_in_words(target) if target else aim),
        (_("Smallest denominator"), _smallest(kpi)),
        (_("Legal source"), kpi.article),
        (_("Answers for it"), kpi.owner),
        (_("Counted from"), "" if for_everybody else ", ".join(kpi.codes)),
    ]
    return Definition(tuple(DefinitionLine(str(name), str(text)) for name, text in lines if text))


def _smallest(kpi: Kpi) -> str:
    """Under which denominator the figure is not compared."""
    return _("%(least)s; below it nothing is compared or ranked") % {"least": kpi.smallest} if kpi.smallest else ""


def target_in_words(target: AimedAt) -> str:
    """At least 150,000 (target of 2024, carried forward)."""
    text = limit_in_words(target.comparison, target.value)
    if target.carried:
        return _("%(target)s (target of %(year)s, carried forward)") % {"target": text, "year": target.year}
    return text


def limit_in_words(comparison: str, value: Decimal) -> str:
    """At least 150,000."""
    limit = {"limit": number(value)}
    return (
        _("at least %(limit)s") % limit if comparison == Target.Comparison.AT_LEAST else _("at most %(limit)s") % limit
    )


def target_label(target: AimedAt | None) -> str:
    """The target beside the number: short, but saying when it is another year's."""
    if target is None:
        return ""
    values = {"limit": number(target.value), "year": target.year}
    if target.comparison == Target.Comparison.AT_MOST:
        return _("target at most %(limit)s") % values
    if target.carried:
        return _("target %(limit)s (of %(year)s)") % values
    return _("target %(limit)s") % values
