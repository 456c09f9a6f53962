"""Taking a sheet in, answering what the portal asks about it, giving it up."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext as _

from foundation.accounts.actions.authority import reason_given
from foundation.accounts.models import Organisation
from foundation.audit import outbox
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.moves import Message, move
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.documents import codes
from foundation.documents.actions import storing
from foundation.documents.actions.storing import Received
from foundation.exchange import kinds, purposes, states
from foundation.exchange.models import Import

READ_JOB = "exchange.read_import"
LOAD_JOB = "exchange.load_import"


def upload(
    sheet: "File[bytes]",
    *,
    kind: str,
    institution: Organisation | None,
    by: Actor,
    as_of: date,
    in_background: bool = True,
) -> Import:
    """Store the sheet and open its import; a job reads it after commit, unless the caller does so himself.

    Without `institution` the sheet must name it. `as_of` is the day the rows are checked against.
    Raises NotAllowed, and FileRefused with words for the person who uploads.
    """
    known = kinds.known(kind)
    if not by.may(known.verb, institution):
        raise NotAllowed(known.verb, _("Your posting does not allow this act."))
    received = storing.receive(sheet, purpose=purposes.UPLOADED.code)
    return _open(received, kind, institution, by, as_of, in_background)


@act
def _open(
    received: Received, kind: str, institution: Organisation | None, by: Actor, as_of: date, in_background: bool
) -> Import:
    posting = getattr(by, "posting", None)
    home = institution or (posting.organisation if posting else None)
    row = Import(kind=kind, institution=institution, as_of=as_of, code=codes.new_code())
    if home is not None:
        row.city_code, row.county_code = home.city_code, home.county_code
    row.uploaded_by_id, row.uploaded_in_id = getattr(by, "user_id", None), posting.pk if posting else None
    row.file = storing.record(received, by=by, organisation=home, belongs_to=row.stream)
    facts = {"kind": kind, "sheet": row.file.sha256, "institution": row.institution_id, "as_of": as_of}
    write(row, "import.uploaded", by=by, facts=facts)
    if in_background:
        outbox.put(READ_JOB, {"import": str(row.pk)}, key=f"{READ_JOB}:{row.pk}:{row.trail_seq}")
    return row


@act
def open_sheet_of(import_id: UUID, *, sheet_name: str, kind: str, by: Actor) -> Import:
    """Open an import of its own for another sheet of a file that was uploaded already; a job reads it after commit.

    A sheet that has its import already (not given up, not failed) leads to that one. Raises NotAllowed, and RuleBroken
    when the file has no such sheet.
    """
    first = locked(import_id)
    known = kinds.known(kind)
    if not by.may(known.verb, first.institution) or not by.may(kinds.known(first.kind).verb, first):
        raise NotAllowed(known.verb, _("Your posting does not allow this act."))
    if sheet_name not in {name for name, _rows, _kind in first.findings.get("sheets_for_others", [])}:
        raise RuleBroken(_("The file has no such sheet."))
    closed = (states.State.CANCELLED, states.State.FAILED, states.State.UNDONE)
    earlier = Import.objects.filter(file=first.file, sheet_name=sheet_name, kind=kind).exclude(state__in=closed).first()
    if earlier is not None:
        return earlier
    posting = getattr(by, "posting", None)
    row = Import(kind=kind, as_of=first.as_of, code=codes.new_code(), file=first.file, sheet_name=sheet_name)
    row.institution = first.institution if known.bodies is not None else None
    row.city_code, row.county_code = first.city_code, first.county_code
    row.uploaded_by_id, row.uploaded_in_id = getattr(by, "user_id", None), posting.pk if posting else None
    facts = {"kind": kind, "sheet": row.file.sha256, "of_import": str(first.pk), "as_of": row.as_of}
    write(row, "import.uploaded", by=by, facts=facts)
    outbox.put(READ_JOB, {"import": str(row.pk)}, key=f"{READ_JOB}:{row.pk}:{row.trail_seq}")
    return row


@act
def settle(
    import_id: UUID,
    *,
    by: Actor,
    version: int,
    mapping: Mapping[str, int] | None = None,
    answers: Mapping[str, str] | None = None,
    institution: Organisation | None = None,
    sheet_name: str | None = None,
) -> Import:
    """Settle columns (name → position), wordings, the institution or the sheet, and have the file read again.

    What is None stays as it was. Raises NotAllowed, RuleBroken, StaleState.
    """
    row = locked(import_id, version)
    verb = kinds.known(row.kind).verb
    if institution is not None and not by.may(verb, institution):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    values: dict[str, object] = {}
    if mapping is not None:
        values["mapping"] = dict(mapping)
    if answers is not None:
        values["answers"] = {**row.answers, **answers}
    if institution is not None:
        values |= {
            "institution": institution,
            "city_code": institution.city_code,
            "county_code": institution.county_code,
        }
    if sheet_name is not None and sheet_name != row.sheet_name:
        values |= {"sheet_name": sheet_name, "mapping": {}}
    move(
        row,
        states.settle(verb),
        by=by,
        facts={"settled": sorted(values)},
        values=values,
        messages=[Message(READ_JOB, {"import": str(row.pk)}, key=f"{READ_JOB}:{row.pk}:{row.trail_seq}")],
    )
    return row


@act
def cancel(import_id: UUID, *, by: Actor, version: int, reason: str) -> Import:
    """Give up an import of which nothing was loaded, and say why. Raises NotAllowed, RuleBroken, StaleState."""
    row = locked(import_id, version)
    if findings := reason_given(reason):
        raise RuleBroken(findings)
    return move(row, states.cancel(kinds.known(row.kind).verb), by=by, reason=reason)


def locked(import_id: UUID, version: int | None = None) -> Import:
    """Lock the import in the transaction of the caller. Raises StaleState when it is another version."""
    row = Import.objects.select_for_update(of=("self",)).get(pk=import_id)
    if version is not None and row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row
