"""What an assessment and a round come to, as sentences above their tables."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.desk.detail.acts import comma
from governance.recognition.assessment.lines import Line, outcome_now
from governance.recognition.assessment.progress import CityRow
from governance.recognition.assessment.wording import points_shown, score_shown
from governance.recognition.models import Assessment

NAMED = 3


def finding_of(lines: Sequence[Line]) -> str:
    """Say where most points are lost, and what does not count."""
    lost = [(100 * line.weight - line.row.final_points, line) for line in lines if line.row.final_points is not None]
    worst = sorted((each for each in lost if each[0] > 0), key=lambda each: -each[0])[:NAMED]
    silent = sum(line.row.final_points is None for line in lines)
    if worst:
        parts = [
            _("%(name)s (%(points)s)") % {"name": line.name, "points": points_shown(points)} for points, line in worst
        ]
        said = _("Most points are lost at: %(parts)s.") % {"parts": comma().join(parts)}
    elif lost:
        said = _("Every indicator with data brings its whole weight.")
    else:
        said = ""
    if silent:
        said += _(" %(n)d indicators have no data and do not count.") % {"n": silent}
    return said.strip()


def arithmetic_of(row: Assessment, lines: Sequence[Line]) -> str:
    """Print how the score follows from the points."""
    if row.score is None:
        return _("Too little is known for a grade: %(counted)d of the weight has data.") % {"counted": row.counted}
    gained = sum(line.row.final_points or 0 for line in lines)
    words = {"gained": points_shown(gained), "counted": row.counted, "score": score_shown(row.score)}
    return _("%(gained)s points ÷ weight %(counted)d × 100 = %(score)s.") % words


def cap_of(row: Assessment, lines: Sequence[Line]) -> str:
    """Say which indicators hold the grade below the one of the score, where they do; empty otherwise."""
    held = outcome_now(row, lines).capped_by
    if not held:
        return ""
    names = comma().join(str(line.name) for line in lines if line.code in held)
    words = {"names": names, "grade": row.grade_name}
    return _("The grade is held at “%(grade)s” whatever the score, because this brings no points: %(names)s.") % words


def grades_in_words(total: CityRow) -> str:
    """Say how many institutions have which grade."""
    parts = [_("%(grade)s %(n)d") % {"grade": cell.label, "n": cell.n} for cell in total.by_grade if cell.n]
    if not parts:
        return ""
    return _("Of %(all)d institutions: %(parts)s.") % {"all": total.total.n, "parts": comma().join(parts)}
