"""Reading figures: cells, and whatever is not merged yet, in one statement for a whole page.

Whole months come from cells and waiting deltas. Single days of the province, its cities and its
categories come from the table of days; those of a county, an institution or a city's category are so
few that they are counted in the rows, on the same predicate. Horizon figures are always counted there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from foundation.kpi.areas import Area
from foundation.kpi.periods import Span
from foundation.kpi.questions import Ask, By
from foundation.kpi.statements import Parameter, parts_of
from foundation.replica import connection_for_reading

__all__ = ["Answers", "Ask", "By", "ask", "count"]
Histogram = Mapping[int, int]
_NONE: Histogram = {}


@dataclass
class Answers:
    """The figures by question, code and key; each a histogram (bucket 0 where there are no buckets)."""

    values: dict[tuple[str, str], dict[str, dict[int, int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    )

    def total(self, name: str, code: str) -> int:
        """The sum over all keys and buckets."""
        return sum(sum(histogram.values()) for histogram in self.values[name, code].values())

    def counts(self, name: str, code: str) -> dict[str, int]:
        """The sums by key; a key without rows is absent."""
        summed = {key: sum(histogram.values()) for key, histogram in self.values[name, code].items()}
        return {key: value for key, value in summed.items() if value}

    def under(self, key: str) -> "Answers":
        """The answers under one key, as if nothing had been split."""
        kept = Answers()
        for named, found in self.values.items():
            if key in found:
                kept.values[named][""] = found[key]
        return kept

    def histogram(self, name: str, code: str, key: str = "") -> Histogram:
        """The counts of whole days under a key."""
        found = self.values[name, code].get(key, _NONE)
        return {bucket: value for bucket, value in found.items() if value}


def ask(area: Area, questions: Iterable[Ask], today: date) -> Answers:
    """Answer all questions about an area in one statement, so that all figures are of one moment.

    Raises KeyError for a code nobody registered.
    """
    asked = list(questions)
    parts: list[str] = []
    parameters: list[Parameter] = []
    for sql, values in parts_of(area, asked, today):
        parts.append(sql)
        parameters += values
    answers = Answers()
    if parts:
        with connection_for_reading().cursor() as cursor:
            cursor.execute(
                "SELECT question, measure, key, bucket, sum(value)::bigint FROM ("  # noqa: S608  (built here)
                f"{' UNION ALL '.join(parts)}) u (question, measure, key, bucket, value) GROUP BY 1, 2, 3, 4",
                parameters,
            )
            for number, code, key, bucket, value in cursor.fetchall():
                answers.values[asked[number].name, code][key][bucket] += value
    return answers


def count(code: str, area: Area, today: date, *, span: Span | None = None, category: str = "") -> int:
    """The figure of one countable; what the list behind it must show."""
    return ask(area, [Ask("it", (code,), span, category=category)], today).total("it", code)
