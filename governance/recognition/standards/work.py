"""What waits at recognitions: cities verify, the province decides, and looks at those whose condition is lost."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk.work.heaps import Heap, Line, Section
from governance.recognition.models import RecognitionApplication
from governance.recognition.standards.conditions import lost_qualification
from governance.recognition.standards.lists import decision_of
from governance.recognition.standards.orders import EARLIEST, OLDEST
from governance.recognition.standards.states import ApplicationState
from governance.recognition.standards.verbs import DECIDE, VERIFY
from institutions.models import Recognition


def _in(state: ApplicationState) -> Any:
    return lambda actor, today: RecognitionApplication.objects.visible_to(actor).for_list().filter(state=state)


def _lost(actor: PostedActor, today: date) -> Any:
    rows = Recognition.objects.visible_to(actor).select_related("institution__organisation")
    return lost_qualification(rows, today)


def _line(act: Any) -> Any:
    def line(row: RecognitionApplication, actor: PostedActor) -> Line:
        return Line(str(row), str(act), row.get_absolute_url(), None, str(row.institution))

    return line


def _lost_line(row: Recognition, actor: PostedActor) -> Line:
    act = _("Withdraw the recognition, or wait for the accreditation")
    return Line(str(row.institution), act, decision_of(row), None, str(row.get_kind_display()))


HEAPS = (
    Heap(
        code="recognitions_to_verify",
        section=Section.MINE,
        title=gettext_lazy("Applications for recognition to be verified"),
        why=gettext_lazy("An institution has scored itself against the checklist; the city verifies it on site."),
        verb=VERIFY.code,
        rows=_in(ApplicationState.SUBMITTED),
        order=OLDEST,
        line=_line(gettext_lazy("Verify on site")),
        full_list=lambda today: f"{reverse('recognition_application_list')}?state=submitted",
        entry="recognition_list",
    ),
    Heap(
        code="recognitions_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Applications for recognition to be decided"),
        why=gettext_lazy("The city has verified the application; the province decides."),
        verb=DECIDE.code,
        rows=_in(ApplicationState.VERIFIED),
        order=OLDEST,
        line=_line(gettext_lazy("Decide about the recognition")),
        full_list=lambda today: f"{reverse('recognition_application_list')}?state=verified",
        entry="recognition_list",
    ),
    Heap(
        code="recognitions_without_condition",
        section=Section.MINE,
        title=gettext_lazy("High-qualified institutions without national accreditation"),
        why=gettext_lazy("National accreditation is a necessary condition (政策文件 art. 10) and holds no more."),
        verb=DECIDE.code,
        rows=_lost,
        order=EARLIEST,
        line=_lost_line,
        full_list=lambda today: f"{reverse('recognition_list')}?standing=lost",
        entry="recognition_list",
    ),
)
