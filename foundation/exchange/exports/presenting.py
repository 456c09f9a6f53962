"""An export in words: its state, what can be done with it, its job."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.desk.lists import known
from foundation.exchange.exports.states import ExportState
from foundation.exchange.exports.words import REASONS
from foundation.exchange.models import Export

_TONES = {
    ExportState.READY: "ok",
    ExportState.FAILED: "late",
    ExportState.REFUSED: "late",
    ExportState.CANCELLED: "void",
    ExportState.EXPIRED: "void",
}


@dataclass(frozen=True)
class Line:
    """An export for a page: `title` names the list, `open` says whether its file can be fetched at this moment."""

    export: Export
    title: Any
    state: Any
    tone: str
    reason: Any
    open: bool


def line_of(export: Export, now: datetime) -> Line:
    """Put an export into words at a moment: a file whose time is over has expired, noted or not."""
    ready = export.state == ExportState.READY
    usable = export.is_open_at(now)
    state = ExportState.EXPIRED if ready and not usable else ExportState(export.state)
    return Line(
        export, title_of(export), state.label, _TONES.get(state, "open"), REASONS.get(export.reason, ""), usable
    )


def title_of(export: Export) -> Any:
    """The title of the list; its code where the list is gone."""
    try:
        return known(export.list_code).title
    except KeyError:
        return export.list_code


def list_url(export: Export) -> str:
    """The address of the list with the conditions of the order; empty where the list is gone."""
    try:
        return f"{known(export.list_code).url}?{export.query.reveal() if export.query is not None else ''}"
    except KeyError:
        return ""


def job_of(export: Export, poll_url: str) -> dict[str, Any]:
    """The job for components/job.html."""
    return {
        "id": str(export.pk)[:8],
        "title": _("Writing “%(title)s” to a file") % {"title": title_of(export)},
        "done": export.progress_done,
        "total": export.progress_total or None,
        "unit": _("rows"),
        "running": export.is_at_work,
        "poll_url": poll_url,
        "result_url": reverse("export", args=[export.pk]),
        "result_text": _("Open the export"),
    }


def new_key() -> str:
    """A key for one form, so that sending it twice orders once."""
    return secrets.token_urlsafe(18)
