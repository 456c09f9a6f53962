"""What waits at capability assessments: institutions look, cities settle, the province publishes."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk.work.heaps import Heap, Line, Section
from governance.recognition.assessment.orders import DUE, ROUND_DUE
from governance.recognition.assessment.states import RoundState
from governance.recognition.assessment.verbs import OBJECT, PUBLISH, SETTLE
from governance.recognition.models import Assessment, AssessmentRound


def _seen(actor: PostedActor) -> Any:
    return Assessment.objects.visible_to(actor).for_list()


def _to_look_at(actor: PostedActor, today: date) -> Any:
    return _seen(actor).open_to_objection(today)


def _to_settle(actor: PostedActor, _today: date) -> Any:
    return _seen(actor).unsettled()


def _to_publish(actor: PostedActor, today: date) -> Any:
    rows = AssessmentRound.objects.visible_to(actor).filter(state=RoundState.DISCLOSED, objections_until__lt=today)
    return rows.defer("model")


def _line(act: Any) -> Any:
    def line(row: Assessment, actor: PostedActor) -> Line:
        words = {"year": row.year, "institution": row.institution}
        label = _("Capability assessment %(year)d of %(institution)s") % words
        return Line(label, str(act), row.get_absolute_url(), row.due_on, str(row.institution))

    return line


def _round(row: AssessmentRound, actor: PostedActor) -> Line:
    label = _("Capability assessment of %(year)d") % {"year": row.year}
    return Line(label, _("Publish the grades"), row.get_absolute_url(), row.settled_until, "")


HEAPS = (
    Heap(
        code="assessments_to_look_at",
        section=Section.MINE,
        title=gettext_lazy("Capability assessments open to objection"),
        why=gettext_lazy(
            "The scores are disclosed; the institution may object to a line before its grade is published."
        ),
        verb=OBJECT.code,
        rows=_to_look_at,
        order=DUE,
        line=_line(gettext_lazy("Look at the lines, object if one is wrong")),
        full_list=lambda today: f"{reverse('assessment_list')}?waiting=objection&order=due",
        entry="assessment_list",
        in_working_days=False,
    ),
    Heap(
        code="assessments_to_settle",
        section=Section.MINE,
        title=gettext_lazy("Objections to capability assessments"),
        why=gettext_lazy("An institution objects to lines of its assessment; the organ rules on each with a reason."),
        verb=SETTLE.code,
        rows=_to_settle,
        order=DUE,
        line=_line(gettext_lazy("Settle the objection")),
        full_list=lambda today: f"{reverse('assessment_list')}?state=objected&order=due",
        entry="assessment_list",
        in_working_days=False,
    ),
    Heap(
        code="assessments_to_publish",
        section=Section.MINE,
        title=gettext_lazy("Capability assessments to be published"),
        why=gettext_lazy("The days for objections are over; the province publishes the grades."),
        verb=PUBLISH.code,
        rows=_to_publish,
        order=ROUND_DUE,
        line=_round,
        entry="assessment_list",
        in_working_days=False,
    ),
)
