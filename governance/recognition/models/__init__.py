"""Tables of recognition."""

from governance.recognition.models.application import ApplicationLine, RecognitionApplication
from governance.recognition.models.assessment import Assessment
from governance.recognition.models.assessment_line import AssessmentLine
from governance.recognition.models.assessment_round import AssessmentRound
from governance.recognition.models.expert import Expert, ExpertDraw, ExpertSeat
from governance.recognition.models.outsider import Employment, Outsider

__all__ = [
    "ApplicationLine",
    "Assessment",
    "AssessmentLine",
    "AssessmentRound",
    "Employment",
    "Expert",
    "ExpertDraw",
    "ExpertSeat",
    "Outsider",
    "RecognitionApplication",
]
