"""What waits in the custody of materials: receipts to record, materials to give back, destructions consented to."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.custody.lists import number_of
from cases.custody.verbs import DESTROY, GIVE_BACK, RECEIVE
from cases.entrustments.states import UNDECIDED, EntrustmentState
from cases.models import Case, EntrustedMaterial, Entrustment, Material
from cases.orders import NEWEST, RECEIVED
from cases.states import OPEN, State
from cases.work import INSTITUTIONS
from foundation.accounts.acting import PostedActor
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section

_LONGEST = Order("longest", "", ("since", "id"))


def _not_received() -> Exists:
    """Whether an entrustment, or the case of its key, lists a material whose receipt is not on record."""
    taken = Material.objects.standing().filter(entrusted=OuterRef("pk"))
    return Exists(EntrustedMaterial.objects.filter(~Exists(taken), entrustment=OuterRef("pk")))


def _cases(actor: PostedActor, today: date) -> Any:
    return Case.objects.visible_to(actor).for_list().filter(_not_received(), state__in=OPEN)


def _entrustments(actor: PostedActor, today: date) -> Any:
    return Entrustment.objects.visible_to(actor).for_list().filter(_not_received(), state__in=UNDECIDED)


def _case(row: Case, actor: PostedActor) -> Line:
    url = reverse("case_custody", args=[row.pk])
    return Line(row.case_number, _("Record the receipt of its materials"), url, is_number=True)


def _entrustment(row: Entrustment, actor: PostedActor) -> Line:
    url = reverse("entrustment_custody", args=[row.pk])
    return Line(f"{row.client_name}　{row.category}", _("Record the receipt of its materials"), url)


def _here(actor: PostedActor) -> Any:
    return Material.objects.visible_to(actor).here().for_list()


def _to_return(actor: PostedActor, today: date) -> Any:
    """Materials still here of terminated cases and of entrustments that became no case (程序通则 arts. 17 and 29)."""
    ended = Q(case__state=State.TERMINATED) | Q(
        entrustment__state__in=[EntrustmentState.REFUSED.value, EntrustmentState.WITHDRAWN.value]
    )
    return _here(actor).filter(ended).select_related("case__termination")


def _to_destroy(actor: PostedActor, today: date) -> Any:
    """Materials still here of cases that are over, whose client consented to their destruction."""
    over = Q(case__state__in=[State.ISSUED.value, State.TERMINATED.value])
    return _here(actor).filter(over, consented_on__isnull=False)


def _returning(row: Material, actor: PostedActor) -> Line:
    termination = getattr(row.case, "termination", None)
    due = termination.return_until if termination is not None else None
    label = f"{number_of(row)}　{row.name}"
    return Line(label, _("Give it back, and record it"), reverse("material_return", args=[row.pk]), due)


def _destroying(row: Material, actor: PostedActor) -> Line:
    label = f"{number_of(row)}　{row.name}"
    return Line(label, _("Destroy it, and record it, or give it back"), row.get_absolute_url())


CUSTODY_HEAPS = (
    Heap(
        code="materials_to_receive",
        section=Section.MINE,
        title=gettext_lazy("Cases with materials not on record"),
        why=gettext_lazy("The entrustment lists materials whose receipt nobody has recorded."),
        verb=RECEIVE.code,
        bodies=INSTITUTIONS,
        rows=_cases,
        order=NEWEST,
        line=_case,
        entry="material_list",
    ),
    Heap(
        code="entrusted_materials_to_receive",
        section=Section.MINE,
        title=gettext_lazy("Entrustments with materials not on record"),
        why=gettext_lazy("The entrustment lists materials whose receipt nobody has recorded."),
        verb=RECEIVE.code,
        bodies=INSTITUTIONS,
        rows=_entrustments,
        order=RECEIVED,
        line=_entrustment,
        entry="material_list",
    ),
    Heap(
        code="materials_to_return",
        section=Section.MINE,
        title=gettext_lazy("Materials to give back"),
        why=gettext_lazy(
            "The appraisal was terminated, or the entrustment not accepted; the materials are still here."
        ),
        verb=GIVE_BACK.code,
        bodies=INSTITUTIONS,
        rows=_to_return,
        order=_LONGEST,
        line=_returning,
        entry="material_list",
        in_working_days=False,
    ),
    Heap(
        code="materials_to_destroy",
        section=Section.MINE,
        title=gettext_lazy("Materials whose destruction is consented to"),
        why=gettext_lazy("The appraisal is over and the client consented; the materials are still here."),
        verb=DESTROY.code,
        bodies=INSTITUTIONS,
        rows=_to_destroy,
        order=_LONGEST,
        line=_destroying,
        entry="material_list",
    ),
)
