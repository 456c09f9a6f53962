"""Custody of materials in the demo, by the verbs: chains that are closed, some with a gap, some not yet begun.

Everything is plainly invented. Who acts is the portal itself, and the trail says so.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from cases.actions import keeping_materials
from cases.models import Case, Entrustment, Material
from foundation.accounts.acting import PostedActor
from foundation.audit.actors import SYSTEM

KEEPER: Final = "示例保管员"
APPRAISER: Final = "示例鉴定人"
OTHER: Final = "示例助理"
STORE: Final = "示例检材室"
LABORATORY: Final = "示例实验室"
RECEIVED: Final = (1, 2, 3)
"""Of the entrustments of an institution those whose materials are received; its clerk finds the others in his work."""


def take_in_entrusted(row: Entrustment, serial: int) -> None:
    """Receive the materials of an entrustment; of the first and the third they go on to an appraiser.

    In the chains of the first there is a gap: an assistant hands on what the keeper had.
    """
    if serial not in RECEIVED:
        return
    for line in row.materials.all():
        material = keeping_materials.receive(
            row.pk, by=SYSTEM, line=line.position, condition=line.condition or "示例：完好",
            happened_at=_moment(row.received_on, 0), party="courier" if serial == 1 else "client",
            outsider="示例送检人", holder=KEEPER, place=STORE, seal=f"示例封签{serial:02d}-{line.position}",
        )  # fmt: skip
        if serial != 2:
            _hand_on(material, row.received_on, by=OTHER if serial == 1 else KEEPER)


def take_in(case: Case, clerk: PostedActor) -> None:
    """Receive a material of a case of a ledger, whose entrustment is not in the portal."""
    material = keeping_materials.receive(
        case.pk, by=clerk, name="示例送检材料", kind="other", quantity="1份", condition="示例：完好",
        happened_at=_moment(case.accepted_on, 0), party="client", outsider="示例送检人", holder=KEEPER, place=STORE,
        seal="示例封签00",
    )  # fmt: skip
    _hand_on(material, case.accepted_on, by=KEEPER)


def consent_to_destruction(case: Case, clerk: PostedActor) -> None:
    """Record that the client lets the institution dispose of what is left."""
    for row in Material.objects.here().filter(case=case.pk):
        keeping_materials.record_consent(
            row.pk, by=clerk, version=row.trail_seq, happened_at=timezone.now(), document_number="示例：委托书约定事项"
        )


def _hand_on(material: Material, since: date, *, by: str) -> None:
    material = keeping_materials.keep(
        material.pk, by=SYSTEM, version=material.trail_seq, kind="handed", happened_at=_moment(since, 3), giver=by,
        holder=APPRAISER, place=LABORATORY, seal=material.seal,
    )  # fmt: skip
    keeping_materials.keep(
        material.pk, by=SYSTEM, version=material.trail_seq, kind="opened", happened_at=_moment(since, 4),
        giver=APPRAISER, condition="示例：启封后完好",
    )  # fmt: skip


def _moment(day: date, hours: int) -> datetime:
    """Some hours after the morning of a day, but not after now."""
    morning = timezone.make_aware(datetime.combine(day, time(9, 30)))
    return min(morning + timedelta(hours=hours), timezone.now())
