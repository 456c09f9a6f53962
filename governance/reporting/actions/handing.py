"""Handing the files of a report out: each download stands in the trail of the report."""

from typing import Final, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.audit import trail
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.documents.actions import reading
from foundation.documents.models import StoredFile
from foundation.documents.vault import CheckedFile
from governance.reporting import paper, sheets
from governance.reporting.models import Report
from governance.reporting.paper import SEALED_IN
from governance.reporting.verbs import VIEW

DOWNLOADED: Final = "report.downloaded"
Form = Literal["pdf", "xlsx"]
_ENGLISH: Final = "en"


def hand_out(row: Report, form: Form, *, by: AnyActor) -> tuple[StoredFile, CheckedFile]:
    """Return a file of a written report with its checked content, which the caller closes.

    The event is committed before the first byte leaves; if it cannot be written, nothing leaves. Raises NotAllowed,
    and RuleBroken while the report is not written or where a file is no longer what was sealed.
    """
    _insist(row, by)
    file: StoredFile | None = getattr(row, form)
    if file is None:
        raise RuleBroken(Finding(_("The report is not written yet.")))
    content = reading.hand_over(file, by=by)
    try:
        _record(row, form, by, SEALED_IN)
    except BaseException:
        content.close()
        raise
    return file, content


def hand_out_in_english(row: Report, form: Form, *, by: AnyActor) -> tuple[str, bytes]:
    """Return the name and content of an English edition, made now of the sealed contents; it stands in the trail too.

    Raises NotAllowed, and PaperFailed.
    """
    _insist(row, by)
    content = paper.as_pdf(row, _ENGLISH) if form == "pdf" else sheets.as_xlsx(row, _ENGLISH)
    _record(row, form, by, _ENGLISH)
    return paper.file_name(row, form, _ENGLISH), content


def _insist(row: Report, by: AnyActor) -> None:
    if not by.may(VIEW.code, row):
        raise NotAllowed(VIEW.code, by.why_not(VIEW.code))


def _record(row: Report, form: Form, by: AnyActor, language: str) -> None:
    with transaction.atomic(durable=True):
        trail.append(row.stream, DOWNLOADED, by=by, facts={"form": form, "version": row.version, "language": language})
