"""Writing an ordered report: counted once, printed twice, sealed, and only then said to be there."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import Delegation, Organisation, Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.jobs import MAX_ATTEMPTS
from foundation.audit.models import OutboxMessage
from foundation.audit.moves import move
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from governance.reporting import paper, sheets
from governance.reporting.comparing import changes
from governance.reporting.contents import digest_of, gather
from governance.reporting.models import Report
from governance.reporting.places import place_at
from governance.reporting.purposes import REPORT
from governance.reporting.states import FAIL, WRITE, ReportState
from governance.reporting.verbs import ORDER

STEPS: Final = 4
"""Counted, printed, put into sheets, kept."""

WRITTEN_NOTICE, FAILED_NOTICE, SCHEDULED_NOTICE = "report_written", "report_failed", "report_scheduled"
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
    xlsx = _received(sheets.as_xlsx(row), paper.file_name(row, "xlsx"))
    tell(3, STEPS)
    return _keep(row, pdf, xlsx)


def _count(row: Report) -> None:
    """Gather the contents into the row, which is not stored yet; a later version says what changed."""
    row.data_time = timezone.now()
    row.contents = gather(place_at(row.area), row.seen(), row.data_time, timezone.localdate())
    before = Report.objects.of(row.place).filter(period=row.period).written().first()
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
    _tell(row, WRITTEN_NOTICE)
    return row


def fail_after_last_attempt(report_id: UUID, message_id: int) -> None:
    """Say that a report could not be written, when its job has broken for the last time."""
    if not OutboxMessage.objects.filter(pk=message_id, attempts__gte=MAX_ATTEMPTS).exists():
        return
    with transaction.atomic(durable=True):
        row = Report.objects.select_for_update().get(pk=report_id)
        if row.state == ReportState.ORDERED:
            move(row, FAIL, by=SYSTEM)
            _tell(row, FAILED_NOTICE)


def _tell(row: Report, kind: str) -> None:
    """Whoever ordered it is told; of a report of the timetable those are who could have ordered it for that area."""
    if row.ordered_by_id is not None:
        told_to = [row.ordered_by_id]
    elif kind == WRITTEN_NOTICE:
        told_to, kind = _concerned(row), SCHEDULED_NOTICE
    else:
        return  # the timetable orders it again the next day; the page of jobs shows what failed
    place = place_at(row.area)
    told = {"area": place.names["zh-hans"], "period": row.period}
    notify(told_to, kind, f"{kind}:{row.pk}", told, row.get_absolute_url())


def _concerned(row: Report) -> list[int]:
    """The users of the organ of exactly this area whose posting orders reports, each once."""
    today = timezone.localdate()
    held = set(Delegation.objects.in_force(today).filter(verb=ORDER.code).values_list("role", "level"))
    level = Organisation.Level.CITY if row.city_code else Organisation.Level.PROVINCE
    organs: dict[str, Any] = {"organisation__kind": Organisation.Kind.ORGAN, "organisation__level": level}
    if row.city_code:
        organs["organisation__city_code"] = row.city_code
    rows = Posting.objects.in_force(today).filter(user__is_active=True, **organs).order_by("user")
    found = rows.values_list("user_id", "role", "organisation__level")
    return list(dict.fromkeys(user for user, role, of in found if (role, of) in held))
