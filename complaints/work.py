"""What waits at complaints: acceptance, investigation and decision, informing both sides, requests for identities."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.work import soon_for
from complaints.models import Complaint, IdentityRequest, Investigator
from complaints.orders import DUE, NEWEST
from complaints.states import MATTER_OPEN, ComplaintState
from complaints.verbs import ACCEPT, APPROVE_IDENTITY, DECIDE, INVESTIGATE, VIEW
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.work.heaps import Heap, Line, Section

ORGANS = frozenset({Organisation.Kind.ORGAN.value})


def _own(actor: PostedActor) -> Any:
    """The complaints about which the organ of the posting decides."""
    rows = Complaint.objects.visible_to(actor).for_list()
    return rows.of_organ(actor.posting.organisation_id) if actor.posting is not None else rows.none()


def _line(row: Complaint, actor: PostedActor) -> Line:
    acts = {
        ComplaintState.RECEIVED.value: _("Decide about acceptance"),
        ComplaintState.ACCEPTED.value: _("Assign two investigators"),
        ComplaintState.INVESTIGATING.value: _("Investigate and decide"),
        ComplaintState.DECIDED.value: _("Inform both sides"),
    }
    own = actor.posting is not None and row.organ_id == actor.posting.organisation_id
    act = acts.get(row.state, _("Look at it")) if own else _("Urge the deciding organ")
    return Line(row.number, act, row.get_absolute_url(), row.due_on, str(row.institution), is_number=True)


def _identity_line(row: Complaint, actor: PostedActor) -> Line:
    url = reverse("complaint_identity", args=[row.pk])
    return Line(row.number, _("Decide about the request"), url, None, str(row.institution), is_number=True)


def _to_declare(actor: PostedActor, today: date) -> Any:
    own = Investigator.objects.current().filter(
        complaint=OuterRef("pk"), posting=actor.posting.pk if actor.posting else None, declared_on__isnull=True
    )
    return _own(actor).filter(Exists(own), state=ComplaintState.INVESTIGATING)


def _identities(actor: PostedActor, today: date) -> Any:
    asked = IdentityRequest.objects.filter(complaint=OuterRef("pk"), granted__isnull=True).exclude(
        asked_by__user=actor.user_id
    )
    return _own(actor).filter(Exists(asked))


def _list(query: str) -> str:
    return f"{reverse('complaint_list')}?{query}"


COMPLAINT_HEAPS = (
    Heap(
        code="complaints_to_accept",
        section=Section.MINE,
        title=gettext_lazy("Complaints to accept or refuse"),
        why=gettext_lazy(
            "Received and not decided about: within seven working days the organ says whether it accepts."
        ),
        verb=ACCEPT.code,
        bodies=ORGANS,
        rows=lambda actor, today: _own(actor).undecided(),
        order=DUE,
        line=_line,
        entry="complaint_list",
    ),
    Heap(
        code="complaints_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Complaints to investigate and decide"),
        why=gettext_lazy(
            "Accepted and not decided: sixty calendar days from acceptance, longer where it was extended."
        ),
        verb=DECIDE.code,
        bodies=ORGANS,
        rows=lambda actor, today: _own(actor).filter(state__in=MATTER_OPEN),
        order=DUE,
        line=_line,
        entry="complaint_list",
        in_working_days=False,
    ),
    Heap(
        code="complaints_to_declare",
        section=Section.MINE,
        title=gettext_lazy("Investigations in which I have to declare"),
        why=gettext_lazy("You were assigned and have not said yet whether a conflict of interest stands against it."),
        verb=INVESTIGATE.code,
        bodies=ORGANS,
        rows=_to_declare,
        order=DUE,
        line=_line,
        in_working_days=False,
    ),
    Heap(
        code="complaints_to_inform",
        section=Section.MINE,
        title=gettext_lazy("Decisions to be handed to both sides"),
        why=gettext_lazy("Decided: within seven working days both sides have the result in writing."),
        verb=ACCEPT.code,
        bodies=ORGANS,
        rows=lambda actor, today: _own(actor).filter(state=ComplaintState.DECIDED),
        order=DUE,
        line=_line,
        entry="complaint_list",
    ),
    Heap(
        code="complaints_identities",
        section=Section.MINE,
        title=gettext_lazy("Requests to see who complained"),
        why=gettext_lazy("A colleague asks to see who complained; another person of the organ decides."),
        verb=APPROVE_IDENTITY.code,
        bodies=ORGANS,
        rows=_identities,
        order=NEWEST,
        line=_identity_line,
    ),
    Heap(
        code="complaints_overdue",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Overdue complaints"),
        why=gettext_lazy("The day for acceptance, decision or informing both sides lies before today."),
        verb=VIEW.code,
        rows=lambda actor, today: Complaint.objects.visible_to(actor).overdue(today).for_list(),
        order=DUE,
        line=_line,
        full_list=lambda today: _list("due=late&order=due"),
        entry="complaint_list",
        in_working_days=False,
    ),
    Heap(
        code="complaints_due_soon",
        section=Section.DUE,
        tone="soon",
        title=gettext_lazy("Complaints due within 5 working days"),
        why=gettext_lazy("The day for acceptance, decision or informing both sides is near."),
        verb=VIEW.code,
        rows=lambda actor, today: (
            Complaint.objects.visible_to(actor).due_between(today, soon_for(actor, today)).for_list()
        ),
        order=DUE,
        line=_line,
        full_list=lambda today: _list("due=soon&order=due"),
        entry="complaint_list",
        in_working_days=False,
    ),
)
