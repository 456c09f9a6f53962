"""The lines of an assessment as pages, letters and findings show them, and the proof that they still add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.accounts.acting import AnyActor
from governance.recognition.assessment.figures import FIGURES, Asked, values_of
from governance.recognition.assessment.model import Indicator, digest_of, thawed
from governance.recognition.assessment.scoring import Outcome, Scored, outcome_of, points_of
from governance.recognition.assessment.states import Ruling
from governance.recognition.assessment.wording import points_shown, ruled_words, words_of
from governance.recognition.models import Assessment, AssessmentLine


@dataclass(frozen=True)
class Line:
    """One line: the indicator as the round keeps it, what was known, and where its rows are."""

    row: AssessmentLine
    indicator: Indicator
    source: Any
    url: str

    @property
    def code(self) -> str:
        """The code of the indicator."""
        return self.row.code

    @property
    def name(self) -> str:
        """The indicator in the language of the page."""
        return self.indicator.name

    @property
    def weight(self) -> int:
        """The points that it can bring."""
        return self.row.weight

    @property
    def words(self) -> str:
        """The figure as it was computed, in words."""
        return words_of(self.row.value)

    @property
    def shown(self) -> str:
        """The points as they were computed."""
        return points_shown(self.row.points)

    @property
    def final_words(self) -> str:
        """The figure that counts, in words."""
        return ruled_words(self.row.ruled_value) if self.is_corrected else self.words

    @property
    def final_shown(self) -> str:
        """The points that count."""
        return points_shown(self.row.final_points)

    @property
    def is_corrected(self) -> bool:
        """Whether an objection led to another figure."""
        return self.row.ruling == Ruling.CORRECTED

    @property
    def share(self) -> int:
        """The points that count as a share of the weight, in whole per cent, for the bar."""
        points = self.row.final_points
        return points // self.weight if points is not None and self.weight else 0


def lines_of(row: Assessment, actor: AnyActor | None = None) -> list[Line]:
    """Return the lines of an assessment in the order of the model; rows are offered to an actor who may open them."""
    model = thawed(row.round.model)
    first, last = date(row.year, 1, 1), row.round.as_of
    made = []
    for line in row.lines.all():
        indicator = model.indicator(line.code)
        figure = FIGURES.get(indicator.figure)
        may_open = figure is not None and actor is not None and bool(figure.verb) and actor.may(figure.verb)
        url = figure.rows(row.institution_id, first, last) if figure is not None and may_open else ""
        made.append(Line(line, indicator, figure.source if figure else "", url))
    return made


def outcome_now(row: Assessment, lines: Iterable[Line]) -> Outcome:
    """Return what the lines come to as they stand, corrections included."""
    return outcome_of(
        thawed(row.round.model), [Scored(each.code, each.weight, each.row.final_points) for each in lines]
    )


def weak_lines(lines: Iterable[Line], row: Assessment) -> list[Line]:
    """Return the lines that become findings: below the share of their weight that the grade names."""
    least = thawed(row.round.model).grade(row.grade).finding_below
    return [line for line in lines if line.row.final_points is not None and line.row.final_points < least * line.weight]


@dataclass(frozen=True)
class Proof:
    """Whether an assessment still follows from its frozen lines and model, and what the facts say today."""

    is_sound: bool
    digest: str
    again: Outcome
    changed: tuple[str, ...]


def proof_of(row: Assessment) -> Proof:
    """Compute an assessment again: from its frozen figures, and from the rows of the portal as they are known today.

    The first must come to the same score and grade. The second differs where something of those days was recorded
    later; these indicators are named, and the assessment stays what it was.
    """
    model = thawed(row.round.model)
    lines = list(row.lines.all())
    scored = [Scored(each.code, each.weight, points_of(model.indicator(each.code), each.value)) for each in lines]
    again = outcome_of(model, scored)
    sound = (
        digest_of(row.round.model) == row.round.model_digest
        and [each.points for each in scored] == [each.points for each in lines]
        and (again.score, again.grade.code) == (row.computed_score, row.computed_grade)
    )
    known = values_of(Asked((row.institution,), row.year, row.round.as_of), model.indicators)[row.institution_id]
    changed = tuple(model.indicator(each.code).name for each in lines if known[each.code] != each.value)
    return Proof(sound, row.round.model_digest, again, changed)
