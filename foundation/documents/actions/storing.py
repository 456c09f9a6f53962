"""Taking a file in: recognise it, seal it into the store, then write its row with its event."""

from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction

from foundation.accounts.models import Organisation
from foundation.accounts.sealing import seal
from foundation.audit.actors import Actor
from foundation.audit.regulated import write
from foundation.documents import purposes, vault
from foundation.documents.kinds import Kind
from foundation.documents.models import StoredFile
from foundation.documents.names import clean_name
from foundation.documents.recognition import recognise
from foundation.documents.vault import Deposit


@dataclass(frozen=True)
class Received:
    """A file that is recognised and lies sealed in the store, still without a row."""

    deposit: Deposit
    kind: Kind
    name: str
    purpose: str


def store(
    upload: "File[bytes]",
    *,
    by: Actor,
    purpose: str,
    organisation: Organisation | None = None,
    belongs_to: str = "",
) -> StoredFile:
    """Take in one file by itself. Raises FileRefused with words for the person who uploads.

    A verb that stores a file and changes something else calls `receive` before its transaction and
    `record` inside it.
    """
    received = receive(upload, purpose=purpose)
    with transaction.atomic(durable=True):
        return record(received, by=by, organisation=organisation, belongs_to=belongs_to)


def receive(upload: "File[bytes]", *, purpose: str) -> Received:
    """Recognise the file and seal it into the store, synced to disk. Belongs outside of any transaction.

    `upload` is a form's file, or a ContentFile with a name for what the portal made itself. Raises
    FileRefused.
    """
    name = clean_name(upload.name or "")
    allowed = purposes.known(purpose).allowed
    content = upload.open().file
    if content is None:
        raise ValueError("The upload has been closed.")
    recognised = recognise(content, name, allowed=allowed)
    return Received(vault.put(content), recognised.kind, name, purpose)


def record(
    received: Received, *, by: Actor, organisation: Organisation | None = None, belongs_to: str = ""
) -> StoredFile:
    """Write the row of a received file with its event, in the transaction of the caller.

    The name stays out of the trail: people put names of people into names of files.
    """
    deposit = received.deposit
    row = StoredFile(
        name=received.name,
        kind=received.kind.code,
        media_type=received.kind.media_type,
        size=deposit.size,
        sha256=deposit.sha256,
        purpose=received.purpose,
        belongs_to=belongs_to,
        organisation=organisation,
        city_code=organisation.city_code if organisation else "",
        county_code=organisation.county_code if organisation else "",
        uploaded_by_id=by.posting_id or None,
        address=deposit.address,
    )
    row.sealed_key = seal(deposit.key, aad=row.key_place)
    facts = {
        "sha256": deposit.sha256,
        "size": deposit.size,
        "kind": row.kind,
        "purpose": row.purpose,
        "belongs_to": belongs_to,
        "address": deposit.address,
    }
    return write(row, "file.stored", by=by, facts=facts)
