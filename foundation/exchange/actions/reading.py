"""The first job of an import: read the file, assign the columns, check every row, write down what was found.

Nothing is loaded here; the load checks the same way again, so a dry run never promises what then fails.
"""

import json
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from foundation.accounts.sealed_field import seal_value
from foundation.audit import outbox
from foundation.audit.actors import SYSTEM
from foundation.audit.jobs import MAX_ATTEMPTS
from foundation.audit.locks import hold
from foundation.audit.models import OutboxMessage
from foundation.audit.moves import move
from foundation.audit.regulated import write
from foundation.documents.actions.reading import content_of
from foundation.documents.refusals import FileDamaged
from foundation.exchange import copying, kinds, states
from foundation.exchange.actions.uploading import locked
from foundation.exchange.entitlement import actor_of
from foundation.exchange.happenings import tell_uploader
from foundation.exchange.kinds import ImportKind, Outcome
from foundation.exchange.models import Import, Problem, SheetMemory
from foundation.exchange.opening import Opened, open_sheet, samples, sheets_for_others
from foundation.exchange.sheets import problems as sheet_problems
from foundation.exchange.sheets.mapping import mapped_rows
from foundation.exchange.sheets.refusals import SheetRefused

ERROR_SHEET_JOB = "exchange.write_error_sheet"
MOST_KEPT = 50_000
_LISTED = 200
_COLUMNS = ("id", "source_id", "severity", "ordinal", "row", "column", "code", "detail", "value")


@dataclass(slots=True)
class Reading:
    """A sheet that was read and checked."""

    imported: Import
    kind: ImportKind
    opened: Opened
    outcome: Outcome


def read(import_id: UUID, *, content: bytes | None = None) -> Reading | None:
    """Read and check an uploaded sheet and write down the outcome.

    Idempotent: an import in another state is left alone, one whose worker died is read again. Returns
    None when there is nothing to load: refused, to be assigned, or not waiting. `content` spares
    reading the store where the caller has the bytes.
    """
    imported = _begin(import_id)
    if imported is None:
        return None
    kind = kinds.known(imported.kind)
    try:
        opened = reopen(imported, kind, content)
    except SheetRefused as refused:
        return fail(import_id, refused.code, refused.detail)
    except FileDamaged:
        return fail(import_id, "file_damaged")
    if not _has_institution(imported, kind, opened) or not opened.is_settled:
        _ask(imported, kind, opened)
        return None
    set_progress(import_id, "checking", 0, len(opened.table.positions))
    outcome = kind.check(imported, mapped_rows(opened.table, opened.assignment))
    _write(imported, kind, opened, outcome)
    return Reading(imported, kind, opened, outcome)


def reopen(imported: Import, kind: ImportKind, content: bytes | None = None) -> Opened:
    """Open the sheet of an import with what is settled and remembered. Raises SheetRefused, FileDamaged."""
    memory = memory_of(imported)
    return open_sheet(imported, content if content is not None else content_of(imported.file), kind.spec, memory)


def memory_of(imported: Import) -> SheetMemory | None:
    """What the institution taught the portal about this kind of sheet."""
    return SheetMemory.objects.filter(institution_id=imported.institution_id, kind=imported.kind).first()


def set_progress(import_id: UUID, phase: str, done: int, total: int) -> None:
    """Say how far the job is; no event, since it says nothing about the rows."""
    Import.objects.filter(pk=import_id).update(progress_phase=phase, progress_done=done, progress_total=total)


@transaction.atomic(durable=True)
def fail(import_id: UUID, code: str, detail: str = "") -> None:
    """Close an import that cannot go on; `code` is a reason of the sheet kit or `file_damaged`, `broken`."""
    row = locked(import_id)
    if row.state in states.FAIL.sources:
        findings = {**row.findings, "refusal": {"code": code, "detail": detail}}
        move(row, states.FAIL, by=SYSTEM, facts={"code": code}, values={"findings": findings})
        tell_uploader(row, "import_failed")


def fail_after_last_attempt(import_id: UUID, message_id: int) -> None:
    """Close the import when its job has broken for the last time, so that the page does not wait for ever."""
    if OutboxMessage.objects.filter(pk=message_id, attempts__gte=MAX_ATTEMPTS).exists():
        fail(import_id, "broken")


@transaction.atomic(durable=True)
def _begin(import_id: UUID) -> Import | None:
    row = locked(import_id)
    if row.state == states.State.UPLOADED:
        values = {"progress_phase": "reading", "progress_done": 0, "progress_total": 0}
        move(row, states.READ, by=SYSTEM, values=values)
    return row if row.state == states.State.READING else None


def _has_institution(imported: Import, kind: ImportKind, opened: Opened) -> bool:
    """Find the institution the sheet names, within what the uploader may see; say whether it has one or needs none."""
    if imported.institution_id is not None or kind.whose is None:
        return True
    by = actor_of(imported.uploaded_by, imported.uploaded_in)
    found = kind.whose(opened.table, opened.assignment, by)
    if found is None:
        return False
    with transaction.atomic(durable=True):
        row = locked(imported.pk)
        row.institution, row.city_code, row.county_code = found, found.city_code, found.county_code
        write(row, "import.assigned", by=SYSTEM, facts={"institution": found.pk})
    imported.refresh_from_db()
    return True


@transaction.atomic(durable=True)
def _ask(imported: Import, kind: ImportKind, opened: Opened) -> None:
    row = locked(imported.pk)
    row.particulars = json.dumps({"samples": samples(opened.table, kind.spec, opened.proposed)}, ensure_ascii=False)
    facts = {"asked": sorted(opened.proposed.asked), "missing": list(opened.proposed.missing)}
    values = {
        "findings": _about_sheet(opened),
        "particulars": row.particulars,
        "sheet_name": opened.table.sheet.name,
        "progress_phase": "",
    }
    move(row, states.ASK, by=SYSTEM, facts=facts, values=values)
    tell_uploader(row, "import_asked")


def _about_sheet(opened: Opened) -> dict[str, Any]:
    """What the pages tell about the file, without personal data."""
    proposed, sheet = opened.proposed, opened.table.sheet
    return {
        "proposals": [
            {
                "position": each.position,
                "printed": each.printed,
                "fingerprint": each.fingerprint,
                "name": each.name,
                "reason": each.reason,
                "alternatives": [alternative.name for alternative in each.alternatives],
            }
            for each in proposed.proposals
        ],
        "asked": {name: list(positions) for name, positions in proposed.asked.items()},
        "missing": list(proposed.missing),
        "assignment": dict(opened.assignment),
        "heading_row": sheet.numbers[opened.table.heading_rows[1]],
        "sheets": [sheet.name, *[name for name, _rows in opened.other_sheets]],
        "other_sheets": [list(each) for each in opened.other_sheets],
        "sheets_for_others": [list(each) for each in sheets_for_others(opened.workbook, sheet.name, kinds.specs())],
        "hidden_sheets": opened.workbook.hidden_sheets[:_LISTED],
        "hidden_rows": sheet.hidden_rows[:_LISTED],
        "hidden_row_count": len(sheet.hidden_rows),
        "formulas": sheet.formulas,
        "encoding": opened.workbook.encoding,
    }


@transaction.atomic(durable=True)
def _write(imported: Import, kind: ImportKind, opened: Opened, outcome: Outcome) -> None:
    """Replace the problems of an earlier run and move the import to checked, all or nothing."""
    row = locked(imported.pk)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_problem WHERE source_id = %s", [row.pk])
    counts = _counts(outcome, len(opened.table.reported) + len(outcome.reported))
    _write_problems(row.pk, outcome.problems)
    reported = [*opened.table.reported, *outcome.reported][:_LISTED]
    about = {
        "reported": [list(each) for each in reported],
        "samples": samples(opened.table, kind.spec, opened.proposed),
    }
    row.particulars = json.dumps(about, ensure_ascii=False)
    findings = {
        **_about_sheet(opened),
        "codes": _by_code(outcome.problems),
        "questions": [
            {"key": q.key, "wording": q.wording, "hint": q.hint, "candidates": list(q.candidates),
             "suggestion": q.suggestion, "rows": q.rows}
            for q in outcome.questions[:_LISTED]
        ],
    }  # fmt: skip
    values = {
        "findings": findings,
        "particulars": row.particulars,
        "counts": counts,
        "sheet_name": opened.table.sheet.name,
        "progress_phase": "",
        "progress_done": counts["total"],
    }
    _remember(row, opened)
    move(row, states.CHECK, by=SYSTEM, facts=counts, values=values)
    tell_uploader(row, "import_checked")
    if outcome.problems:
        outbox.put(ERROR_SHEET_JOB, {"import": str(row.pk)}, key=f"{ERROR_SHEET_JOB}:{row.pk}:{row.trail_seq}")
    imported.refresh_from_db()


def _counts(outcome: Outcome, reported: int) -> dict[str, int]:
    faulty = {problem.row for problem in outcome.problems if problem.severity == "error"}
    warned = {problem.row for problem in outcome.problems if problem.severity == "warning"}
    return {
        "total": outcome.total,
        "valid": len(outcome.rows),
        "faulty": len(faulty),
        "warned": len(warned - faulty),
        "errors": sum(problem.severity == "error" for problem in outcome.problems),
        "warnings": sum(problem.severity == "warning" for problem in outcome.problems),
        "reported": reported,
        **outcome.counts,
    }


def _by_code(problems: Iterable[sheet_problems.Problem]) -> list[list[Any]]:
    """How often each kind of problem occurs in which column, errors first, the most frequent first."""
    found = Counter((problem.severity, problem.code, problem.column) for problem in problems)
    ranked = sorted(found.items(), key=lambda item: (item[0][0], -item[1], item[0]))
    return [[severity, code, column, count] for (severity, code, column), count in ranked]


def _write_problems(import_id: UUID, problems: Iterable[sheet_problems.Problem]) -> None:
    """Store problems by COPY, at most MOST_KEPT of each severity; the error sheet has every one."""
    ordinals: Counter[str] = Counter()
    lines = []
    for problem in problems:
        ordinals[problem.severity] += 1
        if ordinals[problem.severity] > MOST_KEPT:
            continue
        key = uuid.uuid4()
        value = seal_value("exchange_problem", "value", key, problem.value) if problem.value else None
        lines.append(
            f"{key}\t{import_id}\t{problem.severity}\t{ordinals[problem.severity]}\t{problem.row}\t{problem.column}\t"
            f"{problem.code}\t{copying.text(problem.detail)}\t{copying.binary(value) if value else copying.NULL}"
        )
    copying.copy_lines(Problem._meta.db_table, _COLUMNS, lines)


def _remember(row: Import, opened: Opened) -> None:
    """Keep for the institution what a person settled, so that the next sheet needs no answer."""
    if row.institution_id is None or not (opened.by_person or row.answers):
        return
    hold(f"memory:{row.institution_id}")
    names = {position: name for name, position in opened.assignment.items()}
    headings = (
        {each.fingerprint: names.get(each.position, "") for each in opened.proposed.proposals}
        if opened.by_person
        else {}
    )
    memory = memory_of(row) or SheetMemory(institution_id=row.institution_id, kind=row.kind)
    before = (dict(memory.headings), dict(memory.answers))
    memory.headings = {**memory.headings, **headings}
    memory.answers = {**memory.answers, **row.answers}
    if before != (memory.headings, memory.answers):
        write(memory, "import.remembered", by=SYSTEM, facts={"import": row.pk})
