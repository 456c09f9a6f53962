"""Ordering a recompute of all figures, stopping it, and carrying it out."""

from typing import Any, Final
from uuid import UUID

from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import PostedActor
from foundation.audit import outbox
from foundation.audit.actors import SYSTEM
from foundation.audit.beside import beside
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.jobs import Run, Stopped
from foundation.audit.locks import hold
from foundation.audit.moves import move
from foundation.audit.once import act
from foundation.audit.reasons import unfit
from foundation.audit.regulated import write
from foundation.kpi.checking.recording import Found, record
from foundation.kpi.models import FigureCheck, Recount
from foundation.kpi.recomputing import Drift, recompute
from foundation.kpi.states import FINISH, STOP, RecountState
from foundation.kpi.verbs import RECOUNT, STOP_RECOUNT

RECOUNT_JOB: Final = "kpi.recompute"
_ONE: Final = "kpi.recount"


@act
def order_recount(*, by: PostedActor, reason: str) -> Recount:
    """Order that all figures are counted anew and differing ones put right; a job does it after commit.

    Raises NotAllowed; RuleBroken without a reason, or while another one is under way.
    """
    if not by.may(RECOUNT.code):
        raise NotAllowed(RECOUNT.code, by.why_not(RECOUNT.code))
    findings = unfit(reason)
    hold(_ONE)
    if Recount.objects.filter(state=RecountState.ORDERED).exists():
        findings.append(
            Finding(
                _("A recompute is already under way."),
                way_out=_("Wait until it has ended, or stop it first."),
            )
        )
    if findings:
        raise RuleBroken(findings)
    assert by.posting is not None  # noqa: S101  (who holds a verb has a posting)
    row = Recount(ordered_at=timezone.now(), ordered_by=by.user, ordered_in=by.posting, reason=reason.strip())
    write(row, RECOUNT.code, by=by, reason=row.reason)
    outbox.put(RECOUNT_JOB, {"recount": str(row.pk)}, key=f"{RECOUNT_JOB}:{row.pk}")
    return row


@act
def stop_recount(row: Recount, *, by: PostedActor, reason: str, version: int) -> Recount:
    """Call a recompute off, waiting or under way: no figure is changed. Raises NotAllowed, RuleBroken, StaleState."""
    if not by.may(STOP_RECOUNT.code, row):
        raise NotAllowed(STOP_RECOUNT.code, by.why_not(STOP_RECOUNT.code))
    if findings := unfit(reason):
        raise RuleBroken(findings)
    held = Recount.objects.select_for_update().get(pk=row.pk)
    if held.state != RecountState.ORDERED:
        raise RuleBroken(Finding(_("This recompute has already ended.")))
    if held.trail_seq != version:
        raise StaleState(row_label=str(held))
    return move(held, STOP, by=by, reason=reason.strip(), values={"ended_at": timezone.now()})


def carry_out(key: UUID, run: Run) -> dict[str, Any]:
    """Do an ordered recompute and return what it did. Raises Stopped when it was called off before its end.

    Repair, the check's row and the end of the order are one transaction; asking whether it was called off goes
    through a connection of its own, since the transaction sees one moment only.
    """
    if Recount.objects.get(pk=key).state != RecountState.ORDERED:
        raise Stopped
    began = timezone.now()

    def report(done: int, total: int) -> None:
        _go_on_unless_stopped(key)
        run.report(done, total)

    def finish(drift: Drift) -> None:
        kind = FigureCheck.Kind.RECOUNT
        check = record(kind, Found(drift.cells, drift.total, drift.first), began)
        values = {"ended_at": timezone.now(), "check_made": check}
        move(Recount.objects.get(pk=key), FINISH, by=SYSTEM, values=values)

    try:
        return recompute(report=report, finish=finish).as_result()
    except OperationalError:
        _go_on_unless_stopped(key)  # called off while the end was being written: the order went first
        raise


def _go_on_unless_stopped(key: UUID) -> None:
    with beside() as cursor:
        cursor.execute("SELECT state FROM kpi_recount WHERE id = %s", [key])
        found = cursor.fetchone()
    if found is not None and found[0] != RecountState.ORDERED:
        raise Stopped
