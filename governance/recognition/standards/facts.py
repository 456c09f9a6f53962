"""What the portal knows of the criteria of a checklist, by the figures of the capability assessment."""

from collections.abc import Sequence
from datetime import date

from governance.recognition.assessment.figures import Asked, values_of
from governance.recognition.assessment.scoring import Value
from governance.recognition.standards.criteria import Criterion
from institutions.models import Institution


def known_of(institution: Institution, criteria: Sequence[Criterion], on: date) -> dict[str, Value]:
    """Return the figures of the running year by the codes of the criteria that have one."""
    wanted = [each.indicator for each in criteria if each.figure]
    return values_of(Asked((institution,), on.year, on), wanted)[institution.pk] if wanted else {}
