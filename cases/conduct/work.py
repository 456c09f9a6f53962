"""What waits in the conduct of cases: declarations, cases without two appraisers, supplements, extensions."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.conduct.gate import APPRAISERS_NEEDED
from cases.conduct.verbs import ASSIGN, DECIDE_EXTENSION, DECLARE, INFORM_OF_EXTENSION, RECEIVE_SUPPLEMENT
from cases.models import Assignment, Case, Extension, Supplement
from cases.models.extension import ExtensionQuerySet
from cases.orders import NEWEST
from cases.states import OPEN, State
from cases.work import INSTITUTIONS
from foundation.accounts.acting import PostedActor
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from institutions.compulsory import LINEAGE
from institutions.models import Restriction

_REQUESTED = Order("requested", "", ("requested_on", "id"))
_APPROVED = Order("approved", "", ("decided_on", "id"))
_ASSIGNED = Order("assigned", "", ("assigned_on", "id"))


def _own(actor: PostedActor, today: date) -> Any:
    """Assignments within scope of open cases, each with whether its appraiser is barred from practising today."""
    bars = Restriction.objects.of_practice().in_force(today).filter(person=OuterRef("appraiser__person"))
    within = Q(categories=[]) | Q(categories__overlap=[OuterRef(f"case__{name}") for name in LINEAGE])
    rows = Assignment.objects.visible_to(actor).filter(case__state__in=OPEN)
    return rows.select_related("case__institution__organisation").annotate(is_barred=Exists(bars.filter(within)))


def _to_declare(row: Assignment, actor: PostedActor) -> Line:
    url = reverse("case_recusal", args=[row.case_id])
    act = _("Declare whether a ground for recusal exists")
    return Line(
        row.case.case_number, _barred_act() if _is_barred(row) else act, url, is_number=True,
        whose=str(row.case.institution),
    )  # fmt: skip


def _mine(row: Assignment, actor: PostedActor) -> Line:
    case = row.case
    act = _barred_act() if _is_barred(row) else _("Appraise, and record what is done")
    return Line(
        case.case_number, act, case.get_absolute_url(), case.due_on, is_number=True,
        whose=str(case.institution),
    )  # fmt: skip


def _is_barred(row: Assignment) -> bool:
    return bool(getattr(row, "is_barred", False))


def _barred_act() -> str:
    return _("You are restricted from practising: do nothing in it, and have the institution replace you")


def _unassigned(actor: PostedActor, today: date) -> Any:
    """Open cases that were accepted in the portal and have fewer than two appraisers."""
    current = Count("assignments", filter=Q(assignments__ended_on__isnull=True))
    rows = Case.objects.visible_to(actor).for_list().filter(state__in=OPEN, import_id__isnull=True)
    return rows.annotate(people=Coalesce(current, 0)).filter(people__lt=APPRAISERS_NEEDED)


def _to_assign(case: Case, actor: PostedActor) -> Line:
    url = reverse("case_assign", args=[case.pk])
    return Line(case.case_number, _("Assign two or more appraisers"), url, case.due_on, is_number=True)


def _extensions(actor: PostedActor) -> ExtensionQuerySet:
    rows = Extension.objects.visible_to(actor).filter(case__state__in=OPEN)
    return rows.select_related("case__institution__organisation")


def _to_decide(row: Extension, actor: PostedActor) -> Line:
    url = reverse("extension_decide", args=[row.case_id])
    return Line(row.case.case_number, _("Approve or decline the extension"), url, row.case.due_on, is_number=True)


def _to_tell(row: Extension, actor: PostedActor) -> Line:
    url = reverse("extension_inform", args=[row.case_id])
    return Line(row.case.case_number, _("Inform the client of the extension, and record the day"), url, is_number=True)


def _awaiting(actor: PostedActor, today: date) -> Any:
    """Suspended cases of which a supplement that the portal asked for has not come."""
    open_ones = Supplement.objects.filter(case=OuterRef("pk"), received_on__isnull=True)
    return Case.objects.visible_to(actor).for_list().filter(Exists(open_ones), state=State.SUSPENDED)


def _to_receive(case: Case, actor: PostedActor) -> Line:
    url = reverse("supplement_receive", args=[case.pk])
    return Line(case.case_number, _("Record the supplement when it has come"), url, is_number=True)


CONDUCT_HEAPS = (
    Heap(
        code="supplements_awaited",
        section=Section.OTHERS,
        title=gettext_lazy("Supplements awaited from clients"),
        why=gettext_lazy("Asked for; the time of the case stands still until the supplement has come."),
        verb=RECEIVE_SUPPLEMENT.code,
        bodies=INSTITUTIONS,
        rows=_awaiting,
        order=NEWEST,
        line=_to_receive,
    ),
    Heap(
        code="extensions_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Extensions to decide about"),
        why=gettext_lazy("Requested; the head of the institution approves an extension of the time of an appraisal."),
        verb=DECIDE_EXTENSION.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _extensions(actor).requested(),
        order=_REQUESTED,
        line=_to_decide,
    ),
    Heap(
        code="extensions_to_tell",
        section=Section.MINE,
        title=gettext_lazy("Extensions the client has to be told of"),
        why=gettext_lazy("Approved; the client is to be informed in time, and the day goes on record."),
        verb=INFORM_OF_EXTENSION.code,
        bodies=INSTITUTIONS,
        rows=lambda actor, today: _extensions(actor).untold(),
        order=_APPROVED,
        line=_to_tell,
    ),
    Heap(
        code="recusals_to_declare",
        section=Section.MINE,
        title=gettext_lazy("Cases in which I have to declare about recusal"),
        why=gettext_lazy(
            "Assigned to your certificate; before you begin you declare whether a ground for recusal exists."
        ),
        verb=DECLARE.code,
        rows=lambda actor, today: _own(actor, today).undeclared(),
        order=_ASSIGNED,
        line=_to_declare,
        entry="case_list",
    ),
    Heap(
        code="own_cases",
        section=Section.MINE,
        title=gettext_lazy("My cases"),
        why=gettext_lazy("Open cases assigned to your certificate in which you have declared about recusal."),
        verb=DECLARE.code,
        rows=lambda actor, today: _own(actor, today).current().filter(declared_on__isnull=False),
        order=_ASSIGNED,
        line=_mine,
    ),
    Heap(
        code="cases_to_assign",
        section=Section.MINE,
        title=gettext_lazy("Cases without two appraisers"),
        why=gettext_lazy("Accepted, and the law wants two or more appraisers for the same matter."),
        verb=ASSIGN.code,
        bodies=INSTITUTIONS,
        rows=_unassigned,
        order=NEWEST,
        line=_to_assign,
    ),
)
