"""What waits at entrustments: the decision about acceptance, within the days that the law gives for it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Entrustment
from cases.orders import DECIDE, RECEIVED
from cases.verbs import COMPLETE, VIEW
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Organisation
from foundation.desk.work.heaps import Heap, Line, Section
from foundation.desk.work.soon import soon_for

INSTITUTIONS = frozenset({Organisation.Kind.INSTITUTION.value})


def _waiting(actor: PostedActor) -> Any:
    return Entrustment.objects.visible_to(actor).open().for_list()


def _line(row: Entrustment, actor: PostedActor) -> Line:
    own = actor.posting is not None and actor.posting.organisation.kind in INSTITUTIONS
    act = _("Decide about acceptance") if own else _("Urge the institution to decide about acceptance")
    label = f"{row.client_name}　{row.category}"
    return Line(label, act, row.get_absolute_url(), row.due_on, str(row.institution))


def _to_complete(row: Entrustment, actor: PostedActor) -> Line:
    label = f"{row.client_name}　{row.category}"
    url, until = reverse("entrustment_complete", args=[row.pk]), getattr(row, "period_until", None)
    return Line(label, _("Record what completes it when it has come"), url, until)


def _list(query: str) -> str:
    return f"{reverse('entrustment_list')}?{query}"


ENTRUSTMENT_HEAPS = (
    Heap(
        code="entrustments_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Entrustments to decide about"),
        why=gettext_lazy(
            "Received and not decided about: within seven working days of receipt the institution says whether it "
            "accepts."
        ),
        verb=VIEW.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _waiting(actor),
        order=DECIDE,
        line=_line,
        full_list=lambda today: _list("state=received&order=decide"),
        entry="entrustment_list",
    ),
    Heap(
        code="completions_awaited",
        section=Section.OTHERS,
        title=gettext_lazy("Entrustments to be completed by clients"),
        why=gettext_lazy(
            "The client was asked for what is missing; the time for the decision stands still until then."
        ),
        verb=COMPLETE.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: Entrustment.objects.visible_to(actor).awaiting().with_period().for_list(),
        order=RECEIVED,
        line=_to_complete,
        full_list=lambda today: _list("state=awaiting"),
    ),
    Heap(
        code="entrustments_overdue",
        section=Section.DUE,
        tone="late",
        title=gettext_lazy("Entrustments past the day for the decision"),
        why=gettext_lazy("Received and not decided about, and the last day for the decision lies before today."),
        verb=VIEW.code,
        rows=lambda actor, today: _waiting(actor).overdue(today),
        order=DECIDE,
        line=_line,
        full_list=lambda today: _list("due=late&order=decide"),
        entry="entrustment_list",
    ),
    Heap(
        code="entrustments_due_soon",
        section=Section.DUE,
        tone="soon",
        title=gettext_lazy("Entrustments to be decided about within 5 working days"),
        why=gettext_lazy(
            "Received and not decided about, and the last day for the decision is today or one of the next five "
            "working days."
        ),
        verb=VIEW.code,
        rows=lambda actor, today: _waiting(actor).filter(due_on__gte=today, due_on__lte=soon_for(actor, today)),
        order=DECIDE,
        line=_line,
        full_list=lambda today: _list("due=soon&order=decide"),
        entry="entrustment_list",
    ),
)
