"""The choice of a user whether he gets a mail with the numbers of his work, and the proof of his address."""

import hmac
import secrets
from datetime import timedelta
from typing import Final

from django.core import signing
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Digest, User
from foundation.accounts.sealing import blind_index
from foundation.audit import outbox, trail
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act

CODE_JOB: Final = "portal.send_address_code"
CODE_HOLDS: Final = timedelta(minutes=30)
MOST_TRIES: Final = 5
WAIT_BETWEEN_CODES: Final = timedelta(minutes=1)
_STOP: Final = "accounts.digest.stop"


def digest_of(user: User) -> Digest | None:
    """The choice of a user, None where he never made one."""
    return Digest.objects.filter(user=user).first()


@act
def choose(*, by: PostedActor, rhythm: str, address: str) -> Digest:
    """Choose rhythm and address. A new address gets a code by mail and counts once it was typed in.

    Raises RuleBroken when a code was asked for less than a minute ago.
    """
    now = timezone.now()
    row = Digest.objects.select_for_update().filter(user=by.user).first() or Digest(user=by.user)
    known = row.address.reveal() if row.address is not None else ""
    row.rhythm, row.language = rhythm, get_language() or "zh-hans"
    fresh = bool(address) and (address != known or row.verified_at is None) and rhythm != Digest.Rhythm.NONE
    if fresh:
        if row.asked_at is not None and now - row.asked_at < WAIT_BETWEEN_CODES:
            raise RuleBroken(Finding(_("A code was sent less than a minute ago. Wait a minute."), field="address"))
        row.address = address
        row.verified_at, row.asked_at, row.code_hash, row.code_tries = None, now, None, 0
    row.save()
    trail.append(by.user.stream, "user.digest_set", by=by, facts={"rhythm": rhythm, "new_address": fresh})
    if fresh:
        outbox.put(CODE_JOB, {"user": by.user.pk}, key=f"{CODE_JOB}:{by.user.pk}:{now.isoformat()}")
    return row


@act
def new_code(user_id: int) -> tuple[str, str, str] | None:
    """Make the code that proves an address; return (address, code, language), None when none is waited for.

    Only its keyed hash is stored. A code made again replaces the one before.
    """
    row = Digest.objects.select_for_update().filter(user_id=user_id, verified_at__isnull=True).first()
    if row is None or row.address is None:
        return None
    code = f"{secrets.randbelow(10**6):06d}"
    row.code_hash, row.code_until, row.code_tries = _hash(row, code), timezone.now() + CODE_HOLDS, 0
    row.save()
    return row.address.reveal(), code, row.language


def verify(*, by: PostedActor, code: str) -> None:
    """Prove the address with the code that was mailed to it; five tries. Raises RuleBroken."""
    if not _try(by=by, code=code):
        raise RuleBroken(
            Finding(
                _("The code does not fit, was tried five times, or is older than 30 minutes. Ask for a new one."),
                field="code",
            )
        )


@act
def _try(*, by: PostedActor, code: str) -> bool:
    """Count the try and say whether the code fits; the count is kept also when it does not."""
    row = Digest.objects.select_for_update().filter(user=by.user).first()
    if row is None or row.code_hash is None or row.code_until is None or row.code_until < timezone.now():
        return False
    if row.code_tries >= MOST_TRIES:
        return False
    row.code_tries += 1
    fits = hmac.compare_digest(bytes(row.code_hash), _hash(row, code.strip()))
    if fits:
        row.verified_at, row.code_hash, row.code_until = timezone.now(), None, None
        trail.append(by.user.stream, "user.digest_verified", by=by)
    row.save()
    return fits


def stop_token(row: Digest) -> str:
    """A token for the link in a mail. It opens nothing and stops this mail only."""
    return signing.dumps(row.pk, salt=_STOP)


def who_stops(token: str) -> Digest | None:
    """The choice that a token stops; None for a token nobody gave out."""
    try:
        return Digest.objects.filter(pk=signing.loads(token, salt=_STOP)).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None


@act
def stop(row: Digest) -> None:
    """Send no more mails. Doing it twice is doing it once."""
    if Digest.objects.filter(pk=row.pk).exclude(rhythm=Digest.Rhythm.NONE).update(rhythm=Digest.Rhythm.NONE):
        trail.append(f"user:{row.pk}", "user.digest_stopped", by=SYSTEM)


def _hash(row: Digest, code: str) -> bytes:
    return blind_index(f"digest/{row.pk}/{code}")
