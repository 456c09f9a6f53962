"""Writing an ordered report: counted once, printed twice, sealed, and only then said to be there."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.jobs import MAX_ATTEMPTS
from foundation.audit.models import OutboxMessage
from foundation.audit.moves import move
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from governance.reporting import paper
from governance.reporting.comparing import changes
from governance.reporting.contents import digest_of, gather
from governance.reporting.models import Report
from governance.reporting.places import place_at
from governance.reporting.purposes import REPORT
from governance.reporting.states import FAIL, WRITE, ReportState

STEPS: Final = 4
"""Counted, printed, put into sheets, kept."""

WRITTEN_NOTICE, FAILED_NOTICE = "report_written", "report_failed"
Told = Callable[[int, int], None]


def _nobody(_done: int, _total: int) -> None:
    """Nobody follows."""


def write_report(report_id: UUID, tell: Told = _nobody) -> Report | None:
    """Write the files of an ordered report; return it, or None where there was nothing to do. Errors escape.

    Whoever comes second finds it written and leaves it as it is. A killed run leaves two sealed files without a row.
    """
    row = Report.objects.get(pk=report_id)
    if row.state != ReportState.ORDERED:
        return None
    tell(0, STEPS)
    _count(row)
    tell(1, STEPS)
    pdf = _received(paper.as_pdf(row), paper.file_name(row, "pdf"))
    tell(2, STEPS)
    xlsx = _received(paper.as_xlsx(row), paper.file_name(row, "xlsx"))
    tell(3, STEPS)
    return _keep(row, pdf, xlsx)


def _count(row: Report) -> None:
    """Gather the contents into the row, which is not stored yet; a later version says what changed."""
    row.data_time = timezone.now()
    row.contents = gather(place_at(row.city_code, row.county_code), row.seen(), row.data_time, timezone.localdate())
    before = Report.objects.of(row.city_code, row.county_code).filter(period=row.period).written().first()
    if before is not None:
        row.contents["changes"] = changes(before.contents, row.contents, before.version)
        row.changed = row.contents["changes"]["count"]
    row.digest = digest_of(row.contents)


def _received(content: bytes, name: str) -> Received:
    return storing.receive(ContentFile(content, name), purpose=REPORT.code)


@transaction.atomic(durable=True)
def _keep(written: Report, pdf: Received, xlsx: Received) -> Report | None:
    row = Report.objects.select_for_update().get(pk=written.pk)
    if row.state != ReportState.ORDERED:
        return None
    files = [storing.record(each, by=SYSTEM, belongs_to=row.stream) for each in (pdf, xlsx)]
    values: dict[str, Any] = {name: getattr(written, name) for name in ("data_time", "contents", "digest", "changed")}
    facts = {
        "digest": written.digest,
        "pdf": files[0].sha256,
        "xlsx": files[1].sha256,
        "changed": written.changed,
    }
    move(row, WRITE, by=SYSTEM, facts=facts, values={**values, "pdf": files[0], "xlsx": files[1]})
    _tell_orderer(row, WRITTEN_NOTICE)
    return row


def fail_after_last_attempt(report_id: UUID, message_id: int) -> None:
    """Say that a report could not be written, when its job has broken for the last time."""
    if not OutboxMessage.objects.filter(pk=message_id, attempts__gte=MAX_ATTEMPTS).exists():
        return
    with transaction.atomic(durable=True):
        row = Report.objects.select_for_update().get(pk=report_id)
        if row.state == ReportState.ORDERED:
            move(row, FAIL, by=SYSTEM)
            _tell_orderer(row, FAILED_NOTICE)


def _tell_orderer(row: Report, kind: str) -> None:
    if row.ordered_by_id is None:
        return
    place = place_at(row.city_code, row.county_code)
    told = {"area": place.division.name_zh, "period": row.period}
    notify([row.ordered_by_id], kind, f"{kind}:{row.pk}", told, row.get_absolute_url())
