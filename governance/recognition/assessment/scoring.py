"""From figures to a score and a grade: pure arithmetic over a model, in whole numbers and fractions.

A value is plain data. An indicator without data brings no points and its weight is left out of the division, so that
nothing unknown is counted as bad; where too little is known no grade is given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from governance.recognition.assessment.model import Grade, Indicator, Model

Value = dict[str, Any]
NONE: Final[Value] = {"kind": "none"}
PER: Final = 10_000


@dataclass(frozen=True)
class Scored:
    """What a line brings: points in hundredths, None where its figure is not known."""

    code: str
    weight: int
    points: int | None


@dataclass(frozen=True)
class Outcome:
    """Score in hundredths of a hundred, the weight it was computed over, the grade, and the indicators that cap it."""

    score: int | None
    counted: int
    grade: Grade
    capped_by: tuple[str, ...] = ()


def number_of(value: Mapping[str, Any], least: int = 0) -> Fraction | None:
    """Return the number that a value puts on the scale; None where nothing is known or nothing was judged.

    A rate is computed over `least` at the smallest, so that one complaint about a few opinions is no disaster and a
    small institution is not left out (政策文件 art. 2).
    """
    kind = value.get("kind")
    if kind in {"count", "flag"}:
        return Fraction(int(value["n"]))
    if kind == "share":
        return Fraction(100 * value["n"], value["of"]) if value["of"] else None
    if kind == "rate":
        return Fraction(PER * value["n"], max(value["of"], least)) if value["of"] else None
    if kind == "ruled":
        return Fraction(value["number"])
    return None


def points_of(indicator: Indicator, value: Mapping[str, Any]) -> int | None:
    """Return the points of a value in hundredths; None where it does not count."""
    number = number_of(value, indicator.least)
    return None if number is None else indicator.weight * indicator.share_of(number)


def outcome_of(model: Model, lines: Sequence[Scored]) -> Outcome:
    """Return score and grade of the lines of an institution."""
    known = [line for line in lines if line.points is not None and line.weight]
    counted = sum(line.weight for line in known)
    gained = sum(line.points or 0 for line in known)
    if not counted or counted * 100 < (model.ungraded.below_weight or 0) * model.weight:
        return Outcome(None, counted, model.ungraded)
    # Hundredths of points over whole weights: ten thousand times the share, rounded half up.
    score = (2 * gained * 100 + counted) // (2 * counted)
    grade = next((each for each in model.grades if score >= 100 * (each.least or 0)), model.grades[-1])
    return _capped(model, lines, score, counted, grade)


def _capped(model: Model, lines: Sequence[Scored], score: int, counted: int, grade: Grade) -> Outcome:
    places = {each.code: place for place, each in enumerate(model.grades)}
    held, place = [], places[grade.code]
    for line in lines:
        cap = model.indicator(line.code).cap
        if cap and line.points == 0 and places[cap] > places[grade.code]:
            held.append(line.code)
            place = max(place, places[cap])
    return Outcome(score, counted, model.grades[place], tuple(held))
