"""Imports as the pages show them: the running job, one page of problems, what the file held besides its rows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.desk import formats
from foundation.exchange import kinds
from foundation.exchange.cells.faults import Severity
from foundation.exchange.entitlement import WHY
from foundation.exchange.kinds import ImportKind
from foundation.exchange.models import Import
from foundation.exchange.models import Problem as StoredProblem
from foundation.exchange.sheets.problems import Problem, teller
from foundation.exchange.sheets.refusals import REFUSALS
from foundation.exchange.states import State

PAGE = 50
_TONES: Mapping[str, str] = {
    State.MAPPING_NEEDED: "due",
    State.LOADED: "ok",
    State.FAILED: "late",
    State.CANCELLED: "void",
    State.STOPPED: "hold",
    State.UNDONE: "void",
}
_PHASES: Mapping[str, Promise] = {
    "reading": gettext_lazy("Reading the file"),
    "checking": gettext_lazy("Checking the rows"),
    "loading": gettext_lazy("Loading the rows"),
    "undoing": gettext_lazy("Making the records void"),
}
_REPORTED: Mapping[str, Promise] = {
    "total": gettext_lazy("Total or subtotal"),
    "footer": gettext_lazy("Signature or note below the table"),
    "repeated_heading": gettext_lazy("Heading repeated"),
    "note": gettext_lazy("Note, or entrustment that was not accepted"),
}
_ENDINGS: Mapping[str, Promise] = {
    "file_damaged": gettext_lazy(
        "The stored file is no longer what was received. Upload it again; the fault was recorded."
    ),
    "broken": gettext_lazy(
        "The portal could not finish the work. Rows loaded so far stay; upload the sheet again later. "
        "The system administrator sees the fault on the page of jobs."
    ),
}


@dataclass(frozen=True)
class Pages:
    """One page of problems with its neighbours, in the shape of the pager component."""

    rows: list[dict[str, Any]]
    count: int
    capped: bool
    first: int | None
    last: int | None
    previous_url: str
    next_url: str


def tone_of(imported: Import) -> str:
    """The shape that goes with the word of the state."""
    return _TONES.get(imported.state, "open")


def job_of(imported: Import, poll_url: str) -> dict[str, Any]:
    """The running job of an import, in the shape of the job component."""
    phase = _PHASES.get(imported.progress_phase)
    return {
        "id": imported.pk,
        "title": phase or _("Waiting for a worker"),
        "done": imported.progress_done,
        "total": imported.progress_total or None,
        "unit": _("rows"),
        "running": True,
        "poll_url": poll_url,
    }


def problem_page(imported: Import, params: QueryDict) -> Pages:
    """The page of problems the address asks for: errors first, or warnings; one range of one index."""
    severity = severity_of(imported, params)
    total = imported.counts.get("errors" if severity == "error" else "warnings", 0)
    number = _page_number(params.get("page", ""))
    first = (number - 1) * PAGE + 1
    found = list(StoredProblem.objects.of(imported.pk, severity).filter(ordinal__gte=first, ordinal__lt=first + PAGE))
    kind = kinds.known(imported.kind)
    tell = teller(kind.spec, kind.messages)
    last_kept = found[-1].ordinal if found else 0
    return Pages(
        rows=[_told(tell, row) for row in found],
        count=total,
        capped=False,
        first=found[0].ordinal if found else None,
        last=last_kept or None,
        previous_url=f"?severity={severity}&page={number - 1}#problems" if number > 1 else "",
        next_url=f"?severity={severity}&page={number + 1}#problems" if len(found) == PAGE and last_kept < total else "",
    )


def severity_of(imported: Import, params: QueryDict) -> str:
    """Which problems are asked for: errors, unless there are none or warnings are named."""
    asked = params.get("severity", "")
    if asked in ("error", "warning"):
        return asked
    return "error" if imported.counts.get("errors") or not imported.counts.get("warnings") else "warning"


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _told(tell: Any, row: StoredProblem) -> dict[str, Any]:
    value = row.value.reveal() if row.value is not None else ""
    severity: Severity = "error" if row.severity == StoredProblem.Severity.ERROR else "warning"
    told = tell(Problem(row.row, row.column, value, row.code, row.detail, severity))
    return {
        "row": told.row,
        "column": told.column,
        "value": told.value,
        "what": told.wrong,
        "to_do": told.to_do,
        "tone": "zhu" if row.severity == "error" else "zhe",
    }


def by_code(imported: Import) -> list[dict[str, Any]]:
    """How often each kind of problem occurs, in words, errors first."""
    kind = kinds.known(imported.kind)
    tell = teller(kind.spec, kind.messages)
    lines = []
    for severity, code, column, count in imported.findings.get("codes", []):
        told = tell(Problem(0, column, "", code, "…", severity))
        lines.append({"what": told.wrong, "column": told.column, "count": count, "is_error": severity == "error"})
    return lines


def left_out(imported: Import) -> list[dict[str, str]]:
    """What the file held and was not loaded: hidden sheets and rows, other sheets, totals, unknown columns."""
    findings = imported.findings
    lines: list[dict[str, str]] = []
    if findings.get("hidden_sheets"):
        lines.append({"what": _("Hidden sheets"), "where": _joined(findings["hidden_sheets"])})
    if findings.get("hidden_row_count"):
        rows = _joined(findings["hidden_rows"][:20]) + ("…" if findings["hidden_row_count"] > 20 else "")
        what = _("Hidden rows (%(count)d)") % {"count": findings["hidden_row_count"]}
        lines.append({"what": what, "where": rows})
    unknown = [each["printed"] for each in findings.get("proposals", []) if _is_unknown(each, findings)]
    if unknown:
        lines.append({"what": _("Columns that are not loaded"), "where": _joined(unknown)})
    for row, reason, text in particulars(imported).get("reported", []):
        where = _("Row %(row)d: %(text)s") % {"row": row, "text": text}
        lines.append({"what": str(_REPORTED[reason]), "where": where})
    return lines


def other_sheets(imported: Import, offered: Sequence[ImportKind]) -> list[dict[str, Any]]:
    """The other sheets of the file: how many rows, and as what they can be checked, the best guess first."""
    labels = {kind.code: kind.words.sheet for kind in offered}
    lines = []
    for name, rows, guess in imported.findings.get("sheets_for_others", []):
        lines.append({"name": name, "rows": rows, "kind": guess if guess in labels else "", "label": labels.get(guess)})
    return lines


def _is_unknown(proposal: Mapping[str, Any], findings: Mapping[str, Any]) -> bool:
    taken = proposal["position"] in findings.get("assignment", {}).values()
    return not taken and proposal["reason"] != "ignored"


def _joined(parts: Sequence[Any]) -> str:
    return formats.listed(parts)


def particulars(imported: Import) -> dict[str, Any]:
    """What is kept under seal about the sheet: samples of cells, rows that are no data."""
    return dict(json.loads(imported.particulars.reveal())) if imported.particulars is not None else {}


def ending_of(imported: Import) -> str:
    """Why a failed import failed, and what to do."""
    refusal = imported.findings.get("refusal", {})
    words = _ENDINGS.get(refusal.get("code", "")) or REFUSALS.get(refusal.get("code", "")) or _ENDINGS["broken"]
    return str(words) % {"detail": refusal.get("detail", "")}


def load_refused(imported: Import) -> str:
    """Why the last order to load was not carried out, or an empty text."""
    why = imported.findings.get("load_refused", {}).get("why", "")
    return str(WHY[why]) if why else ""
