"""Amending legal rows: the old wording is closed, the new one opened; nothing is overwritten silently."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.remembering import forget
from foundation.law.models import Dated, Former
from foundation.law.tables import LegalTable, table_for

AMEND = "law.amend"


@act
def amend(
    row: Dated, *, by: Actor, values: Mapping[str, Any], effective_from: date, reason: str, version: int
) -> Dated:
    """Change a legal row from a day on and return the row that now speaks.

    A day after the row's own beginning closes it and opens another. The row's own first day is a
    correction: the text was wrong from the outset (also how 待核 is confirmed); it is written in
    place, and the event keeps the old wording. Raises NotAllowed, StaleState, RuleBroken (nothing
    changed, no reason, a closed row, a day before the row's beginning, or a day to come for
    categories and divisions, whose rows other records point at).
    """
    if not by.may(AMEND):
        raise NotAllowed(AMEND, _("Only the system administrator amends legal tables."))
    current = _locked(row, version)
    table = table_for(current)
    changes = changes_of(current, values)
    findings = list(_objections(current, table, changes, effective_from, reason))
    if findings:
        raise RuleBroken(findings)
    return write_amendment(current, changes, effective_from, by=by, reason=reason.strip(), file_hash="")


@act
def end(row: Dated, *, by: Actor, last_day: date, reason: str, version: int) -> Dated:
    """End a legal row without a successor: the rule is repealed; `last_day` is its last. Raises as `amend` does."""
    if not by.may(AMEND):
        raise NotAllowed(AMEND, _("Only the system administrator amends legal tables."))
    current = _locked(row, version)
    findings = []
    if not reason.strip():
        findings.append(Finding(_("Say why the rule ends, for example the repealing text."), field="reason"))
    if current.effective_to is not None:
        findings.append(Finding(_("This wording is closed already.")))
    elif last_day < current.effective_from:
        findings.append(Finding(_("The last day lies before the first."), field="last_day"))
    if findings:
        raise RuleBroken(findings)
    return close(current, last_day, by=by, reason=reason.strip())


def changes_of(row: Dated, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of `values` that differ from the row. Raises ValueError for columns that are not edited."""
    unknown = set(values) - set(table_for(row).editable)
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def write_amendment(
    current: Dated, changes: Mapping[str, Any], effective_from: date, *, by: Actor, reason: str, file_hash: str
) -> Dated:
    """Write an amendment that was found lawful, in the transaction of the caller; for `amend` and the loader."""
    correction = effective_from == current.effective_from
    facts = {
        "from": {name: getattr(current, name) for name in changes},
        "to": dict(changes),
        "effective_from": effective_from,
    }
    kind = "law.corrected" if correction else "law.amended"
    seq = trail.append(current.stream, kind, by=by, facts=facts, reason=reason)
    columns = {**changes, "file_hash": file_hash, "trail_seq": seq}
    former = table_for(current).former
    if correction:
        return _rewrite(current, columns)
    if former is not None:
        _keep_aside(current, former, effective_from - timedelta(days=1), seq)
        return _rewrite(current, {**columns, "effective_from": effective_from})
    _rewrite(current, {"effective_to": effective_from - timedelta(days=1), "trail_seq": seq})
    new = type(current)(**{**_columns(current), **columns, "effective_from": effective_from, "effective_to": None})
    new.save(force_insert=True)
    forget()
    return new


def close(current: Dated, last_day: date, *, by: Actor, reason: str) -> Dated:
    """Close a row on a day, in the transaction of the caller."""
    seq = trail.append(current.stream, "law.ended", by=by, facts={"effective_to": last_day}, reason=reason)
    return _rewrite(current, {"effective_to": last_day, "trail_seq": seq})


def _locked(row: Dated, version: int) -> Dated:
    current = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if current.trail_seq != version:
        raise StaleState(row_label=str(current))
    return current


def _objections(
    row: Dated, table: LegalTable, changes: Mapping[str, Any], effective_from: date, reason: str
) -> "list[Finding]":
    found = []
    if row.effective_to is not None:
        found.append(Finding(_("This wording is closed; amend the one in force.")))
    if not changes:
        found.append(Finding(_("Nothing was changed.")))
    if not reason.strip():
        found.append(Finding(_("Say why, for example the amending text."), field="reason"))
    if effective_from < row.effective_from:
        found.append(
            Finding(
                _("The present wording begins on %(day)s; an amendment cannot begin before it.")
                % {"day": row.effective_from.isoformat()},
                field="effective_from",
            )
        )
    if table.former is not None and effective_from > timezone.localdate():
        found.append(
            Finding(
                _("Other records point at this row; record the change on its day, not before."),
                field="effective_from",
            )
        )
    return found


def _columns(row: Dated) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def _rewrite(row: Dated, columns: Mapping[str, Any]) -> Dated:
    if not type(row)._base_manager.filter(pk=row.pk, trail_seq=row.trail_seq).update(**columns):
        raise StaleState(row_label=str(row))
    forget()
    for name, value in columns.items():
        setattr(row, name, value)
    return row


def _keep_aside(row: Dated, former: type[Former], last_day: date, seq: int) -> None:
    """Keep the closed wording of a row whose code is a key."""
    names = {field.name for field in former._meta.concrete_fields} - {"id", "details", "trail_seq", "effective_to"}
    columns = {name: getattr(row, name) for name in names}
    details = {name: getattr(row, name) for name in table_for(row).own}
    former(**columns, details=details, effective_to=last_day, trail_seq=seq).save(force_insert=True)
