"""Where a capability assessment stands, and the lawful moves (条例 art. 45; 政策文件 art. 4)."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from governance.recognition.assessment import verbs
from governance.recognition.assessment.verbs import ARTICLE


class RoundState(models.TextChoices):
    """Where the assessment of a year stands."""

    COMPUTING = "computing", _("Scores are being computed")
    DISCLOSED = "disclosed", _("Disclosed to the institutions")
    PUBLISHING = "publishing", _("Grades are being published")
    PUBLISHED = "published", _("Grades published")


class AssessmentState(models.TextChoices):
    """Where the assessment of one institution stands."""

    COMPUTED = "computed", _("Open to objection")
    OBJECTED = "objected", _("Objection to be settled")
    SETTLED = "settled", _("Objection has been settled")
    PUBLISHED = "published", _("Grade published")


class Ruling(models.TextChoices):
    """What the organ finds about a line that was objected to."""

    STANDS = "stands", _("The line stands")
    CORRECTED = "corrected", _("The figure is corrected")


OBJECTING: Final = Move(
    verbs.OBJECT.code, frozenset({AssessmentState.COMPUTED.value}), AssessmentState.OBJECTED.value, article=ARTICLE
)
SETTLING: Final = Move(
    verbs.SETTLE.code, frozenset({AssessmentState.OBJECTED.value}), AssessmentState.SETTLED.value, article=ARTICLE
)
PUBLISHABLE: Final = frozenset({AssessmentState.COMPUTED.value, AssessmentState.SETTLED.value})
GRADING: Final = Move("assessment.graded", PUBLISHABLE, AssessmentState.PUBLISHED.value, article=ARTICLE)
DISCLOSING: Final = Move(
    "assessment.disclosed", frozenset({RoundState.COMPUTING.value}), RoundState.DISCLOSED.value, article=ARTICLE
)
PUBLISHING: Final = Move(
    verbs.PUBLISH.code, frozenset({RoundState.DISCLOSED.value}), RoundState.PUBLISHING.value, article=ARTICLE
)
ENDING: Final = Move(
    "assessment.published", frozenset({RoundState.PUBLISHING.value}), RoundState.PUBLISHED.value, article=ARTICLE
)
