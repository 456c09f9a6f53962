"""Figures, points and scores of an assessment in the words of the page."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from foundation.desk import formats


def words_of(value: Mapping[str, Any]) -> str:
    """Write a figure; where nothing is known or nothing was judged, it says so."""
    kind = value.get("kind")
    if kind == "count":
        return formats.number(value["n"])
    if kind == "flag":
        said = _("qualified in %(year)d") if value["n"] else _("not qualified in %(year)d")
        return said % {"year": value["year"]}
    if kind == "share" and value["of"]:
        share = formats.percent(value["n"] / value["of"])
        return _("%(share)s (%(n)s out of %(of)s)") % {"share": share, **_counts(value)}
    if kind == "rate" and value["of"]:
        return _("%(n)s valid complaints, %(of)s opinions") % _counts(value)
    if kind in {"share", "rate"}:
        return _("nothing to be judged, does not count")
    return _("no data, does not count")


def ruled_words(value: Mapping[str, Any] | None) -> str:
    """Write the figure that the organ found to be right."""
    return str(value["number"]) if value else ""


def points_shown(points: int | None) -> str:
    """Write hundredths of points with one or two decimals; a dash where the line does not count."""
    if points is None:
        return "—"
    number = Fraction(points, 100)
    return f"{float(number):.2f}".removesuffix("0")


def score_shown(score: int | None) -> str:
    """Write a score in hundredths with two decimals; a dash where there is none."""
    return "—" if score is None else f"{score // 100}.{score % 100:02d}"


def _counts(value: Mapping[str, Any]) -> dict[str, str]:
    return {"n": formats.number(value["n"]), "of": formats.number(value["of"])}
