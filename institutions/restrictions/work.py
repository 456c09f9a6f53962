"""What waits at restrictions: objections to decide."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import PostedActor
from foundation.desk.keyset import Order
from foundation.desk.work.heaps import Heap, Line, Section
from institutions.models import Objection
from institutions.restrictions.describing import barred_name
from institutions.restrictions.verbs import DECIDE

_OLDEST = Order("oldest", "", ("raised_on", "id"))


def _waiting(actor: PostedActor, today: date) -> Any:
    rows = Objection.objects.visible_to(actor).waiting()
    if actor.posting is None:
        return rows.none()
    rows = rows.filter(restriction__set_by=actor.posting.organisation_id)
    return rows.select_related("restriction__institution__organisation", "restriction__person")


def _line(row: Objection, actor: PostedActor) -> Line:
    bar = row.restriction
    return Line(
        bar.document_number, _("Decide about the objection"), bar.get_absolute_url(), None, barred_name(bar),
        is_number=True,
    )  # fmt: skip


HEAPS = (
    Heap(
        code="objections_to_decide",
        section=Section.MINE,
        title=gettext_lazy("Objections to restrictions to decide"),
        why=gettext_lazy("The barred says that the restriction of your organ is not right; it holds until you decide."),
        verb=DECIDE.code,
        rows=_waiting,
        order=_OLDEST,
        line=_line,
        entry="restriction_list",
    ),
)
