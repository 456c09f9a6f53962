"""The conduct of demo cases, by the verbs of those who would do it: people, process record, pause and extension."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils import timezone

from appraisers.models import Appraiser
from cases.actions import extending, supplementing
from cases.actions.assigning import assign
from cases.actions.declaring import declare
from cases.actions.recording import record
from cases.conduct.equipping import USE
from cases.models import Assignment, Case, Extension
from equipment.fitness import offered
from foundation.accounts.acting import PostedActor

TEST: Final = "GC-7"
REASON: Final = "示例：需要专项检验，全部虚构"
WORK: Final = (
    ("GC-7", "示例：依照示例标准进行检验，所见如示例记录，全部虚构。"),
    ("GC-8", "示例：使用示例仪器测量三次，数据如示例记录，全部虚构。"),
)
"""What the process record of each case tells: kind and text. Custody is told by the chains (custody.py)."""


def assigned(case: Case, by: PostedActor, people: Sequence[PostedActor]) -> Case:
    """Assign these people to a case, let each declare that no ground for recusal exists, and return it."""
    persons = [each.user.person_id for each in people]
    keys = list(Appraiser.objects.filter(person__in=persons).values_list("pk", flat=True))
    assign(case.pk, by=by, version=case.trail_seq, appraisers=keys, reason=REASON)
    for each in people:
        row = Assignment.objects.get(case=case, appraiser__person=each.user.person_id)
        declare(case.pk, by=each, version=row.trail_seq)
    case.refresh_from_db()
    return case


def recorded(case: Case, by: PostedActor) -> None:
    """Record what an appraiser did so far."""
    now = timezone.now()
    there = offered(case.institution_id, case.category_id, timezone.localdate(now))
    for kind, text in WORK:
        used = [row.pk for row in there.instruments[:2]] if kind == USE else []
        followed = [row.pk for row in there.methods[:1]] if kind == TEST else []
        if kind != USE or used:
            record(case.pk, by=by, kind=kind, happened_at=now, text=text, instruments=used, methods=followed)


def held(case: Case, stop: str, actors: Mapping[str, PostedActor], clerk: str, head: str) -> None:
    """Bring the time of a case to a stop: "paused", "asked" (an extension waits for the head) or "extended"."""
    if stop == "paused":
        supplementing.ask(
            case.pk, by=actors[clerk], version=case.trail_seq, wanted="示例：补充影像资料1份", supplier="client"
        )
        return
    extending.request(case.pk, by=actors[clerk], version=case.trail_seq, days=20, reason=REASON)
    if stop == "extended":
        row = Extension.objects.get(case=case)
        extending.decide(case.pk, by=actors[head], version=row.trail_seq, approve=True)
