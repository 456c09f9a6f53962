"""The lines of an application as its pages show them: the criterion in force then, points, and what the portal knew."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.recognition.assessment.wording import words_of
from governance.recognition.models import ApplicationLine, RecognitionApplication
from governance.recognition.standards.criteria import checklist


@dataclass(frozen=True)
class Line:
    """One line with the name of its criterion."""

    row: ApplicationLine
    name: str
    to_be_confirmed: bool

    @property
    def known(self) -> str:
        """What the portal knew of it when it was applied for; empty where it keeps no such figure."""
        return words_of(self.row.value) if self.row.value else ""


def lines_of(row: RecognitionApplication) -> list[Line]:
    """Return the lines of an application, named by the list of the day of applying."""
    names = {each.code: each for each in checklist(row.kind, row.applied_on)}
    made = []
    for line in row.lines.all():
        criterion = names.get(line.code)
        name = criterion.name if criterion else _("A criterion that is not in the table any more")
        made.append(Line(line, name, criterion.to_be_confirmed if criterion else True))
    return made
