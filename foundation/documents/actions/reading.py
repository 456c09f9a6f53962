"""Handing a file out: checked in full, entered in the trail where it is personal, then given in the clear."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from foundation.accounts.sealing import SealBroken, unseal
from foundation.audit import trail
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.errors import Finding, NotAllowed, RuleBroken
from foundation.documents import purposes, vault
from foundation.documents.models import StoredFile
from foundation.documents.refusals import FileDamaged
from foundation.documents.vault import CheckedFile
from foundation.documents.verbs import DOWNLOAD


def hand_out(file: StoredFile, *, by: Actor) -> CheckedFile:
    """Return the checked content for a person who downloads it; the caller closes it.

    Content of a personal or sensitive purpose makes an event that is committed before the first byte
    leaves; if it cannot be written, nothing leaves. Raises NotAllowed, and RuleBroken for a file that is
    no longer what was received (trust IN-10).
    """
    if not by.may(DOWNLOAD.code, file):
        raise NotAllowed(DOWNLOAD.code, str(_("Your posting does not allow this act.")))
    content = hand_over(file, by=by)
    if purposes.is_personal(file.purpose):
        try:
            with transaction.atomic(durable=True):
                trail.append(file.stream, "file.handed_out", by=by, facts={"purpose": file.purpose})
        except BaseException:
            content.close()
            raise
    return content


def hand_over(file: StoredFile, *, by: Actor) -> CheckedFile:
    """Return the checked content for a verb that has seen to it who may have it and writes its own event.

    The caller closes it. Raises RuleBroken for a file that is no longer what was received (trust IN-10).
    """
    try:
        return _checked(file, by=by)
    except FileDamaged as damage:
        raise RuleBroken(
            Finding(
                str(_("This file is no longer what was received, so it is not handed out. The fault was recorded.")),
                way_out=str(_("Ask the system administrator to restore it from the backup.")),
            )
        ) from damage


def content_of(file: StoredFile) -> bytes:
    """Return the whole content for the portal's own work (reading a ledger), outside of any transaction.

    Raises FileDamaged.
    """
    with _checked(file, by=SYSTEM) as content:
        return b"".join(content)


def check(file: StoredFile) -> None:
    """Read the whole file and throw it away. Raises FileDamaged, with an event in the file's stream."""
    _checked(file, by=SYSTEM).close()


def _checked(file: StoredFile, *, by: Actor) -> CheckedFile:
    """Open the file after checking all of it. A damaged one makes an event, then raises FileDamaged."""
    try:
        try:
            key = unseal(bytes(file.sealed_key), aad=file.key_place)
        except SealBroken as error:
            raise FileDamaged(file.address, "key does not open") from error
        return vault.open_checked(file.address, key=key, sha256=file.sha256, size=file.size)
    except FileDamaged as damage:
        with transaction.atomic(durable=True):
            trail.append(file.stream, "file.damaged", by=by, facts={"why": damage.why, "address": file.address})
        raise
