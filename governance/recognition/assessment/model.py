"""The model of a capability assessment as dated data, and its frozen copy in a round.

Which indicators count, how much, by which scale, and where the grades begin stands in two dated lists of the legal
tables (`assessment_indicators`, `assessment_grades`). No rules of the province were found: every row is to be
confirmed, and an administrator amends it without a program. A round keeps the model of its day with its digest.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import get_language

from foundation.audit.canonical import canonical
from foundation.law import queries as law
from foundation.law.models import Ground

INDICATORS: Final = "assessment_indicators"
GRADES: Final = "assessment_grades"
MORE: Final = "more"


class UnfitModel(Exception):
    """The dated lists hold no model that can be computed. The message says which row is wrong, for administrators."""


def _named(name_zh: str, name_en: str) -> str:
    return name_zh if (get_language() or "").startswith("zh") or not name_en else name_en


@dataclass(frozen=True)
class Band:
    """One step of a scale: from this limit on, this share of the weight in per cent."""

    limit: str
    share: int


@dataclass(frozen=True)
class Indicator:
    """One indicator: what is computed (`figure`), how much it weighs, by which scale, and what it caps.

    `cap` is the code of the grade that an institution cannot exceed where the indicator brings nothing; `least` the
    smallest denominator that a rate is computed over; `words` what the figure looks for.
    """

    code: str
    name_zh: str
    name_en: str
    figure: str
    weight: int
    direction: str
    scale: tuple[Band, ...]
    cap: str
    least: int
    words: tuple[str, ...]
    source: str
    to_be_confirmed: bool

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return _named(self.name_zh, self.name_en)

    def share_of(self, number: Fraction) -> int:
        """Return how much of the weight a number brings, in per cent: the first band that it reaches."""
        for band in self.scale:
            limit = Fraction(band.limit)
            if number >= limit if self.direction == MORE else number <= limit:
                return band.share
        return 0


@dataclass(frozen=True)
class Grade:
    """One grade: from which score on, whether it warns, and below which share of its weight a line is a finding.

    The row with `below_weight` is for institutions of which so little is known that no grade is given.
    """

    code: str
    name_zh: str
    name_en: str
    least: int | None
    below_weight: int | None
    warns: bool
    finding_below: int

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return _named(self.name_zh, self.name_en)


@dataclass(frozen=True)
class Model:
    """Indicators in their order, grades from the best to the lowest, and the one that is none."""

    indicators: tuple[Indicator, ...]
    grades: tuple[Grade, ...]
    ungraded: Grade

    def grade(self, code: str) -> Grade:
        """Return a grade by its code. Raises LookupError."""
        for each in (*self.grades, self.ungraded):
            if each.code == code:
                return each
        raise LookupError(f"The model holds no grade {code}.")

    def indicator(self, code: str) -> Indicator:
        """Return an indicator by its code. Raises LookupError."""
        for each in self.indicators:
            if each.code == code:
                return each
        raise LookupError(f"The model holds no indicator {code}.")

    @property
    def weight(self) -> int:
        """The weight of all indicators."""
        return sum(each.weight for each in self.indicators)

    @property
    def is_draft(self) -> bool:
        """Whether every indicator is still to be confirmed, which is then said once and not at each."""
        return all(each.to_be_confirmed for each in self.indicators)

    def frozen(self) -> dict[str, Any]:
        """Return the model as plain data, as a round keeps it."""
        return {
            "indicators": [asdict(each) for each in self.indicators],
            "grades": [asdict(each) for each in self.grades],
            "ungraded": asdict(self.ungraded),
        }


def model_on(on: date) -> Model:
    """Return the model in force on a day. Raises UnfitModel where the lists hold none that can be computed."""
    indicators = tuple(_indicator(row) for row in law.entries(INDICATORS, on))
    rows = [_grade(row) for row in law.entries(GRADES, on)]
    graded = sorted((row for row in rows if row.least is not None), key=lambda row: -(row.least or 0))
    ungraded = [row for row in rows if row.below_weight is not None]
    if not indicators or not graded or len(ungraded) != 1:
        raise UnfitModel(f"{INDICATORS}, {GRADES}: no model in force on {on.isoformat()}")
    found = Model(indicators, tuple(graded), ungraded[0])
    known = {row.code for row in graded}
    for each in indicators:
        if each.cap and each.cap not in known:
            raise UnfitModel(f"{each.code}: no grade {each.cap}")
    return found


def thawed(data: dict[str, Any]) -> Model:
    """Return the model that a round has kept."""
    indicators = tuple(
        Indicator(**{**each, "scale": tuple(Band(**band) for band in each["scale"]), "words": tuple(each["words"])})
        for each in data["indicators"]
    )
    return Model(indicators, tuple(Grade(**each) for each in data["grades"]), Grade(**data["ungraded"]))


def digest_of(data: dict[str, Any]) -> str:
    """Return what identifies a frozen model: another digest means other indicators, weights, scales or grades."""
    return hashlib.sha256(canonical(data)).hexdigest()


def _indicator(row: Ground) -> Indicator:
    said = {name: str(value) for name, value in row.details.items()}
    try:
        bands = tuple(Band(*_band(pair)) for pair in said["scale"].split())
        return Indicator(
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            figure=said["figure"],
            weight=int(said["weight"]),
            direction=said["direction"],
            scale=bands,
            cap=said.get("cap", ""),
            least=int(said.get("least", "0")),
            words=tuple(said.get("words", "").split()),
            source=row.source_text,
            to_be_confirmed=row.to_be_confirmed,
        )
    except (KeyError, ValueError, ZeroDivisionError) as wrong:
        raise UnfitModel(f"{row.code}: {wrong}") from wrong


def _band(pair: str) -> tuple[str, int]:
    limit, _colon, share = pair.partition(":")
    Fraction(limit)  # a limit that is no number is found here and not at the first institution
    number = int(share)
    if not 0 <= number <= 100:
        raise ValueError(f"{number} is no share in per cent")
    return limit, number


def _grade(row: Ground) -> Grade:
    said = {name: str(value) for name, value in row.details.items()}
    try:
        return Grade(
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            least=int(said["least"]) if "least" in said else None,
            below_weight=int(said["below_weight"]) if "below_weight" in said else None,
            warns=said.get("warns") == "yes",
            finding_below=int(said.get("finding_below", "0")),
        )
    except ValueError as wrong:
        raise UnfitModel(f"{row.code}: {wrong}") from wrong
