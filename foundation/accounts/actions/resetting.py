"""New passwords: an administrator starts, only the user sets. Nobody else ever sees a password."""

import base64
import hmac
import os
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import PostedActor
from foundation.accounts.actions.authority import insist_on_managing_user, reason_given, self_dealing
from foundation.accounts.models import ResetCode, User
from foundation.accounts.notices import notify
from foundation.accounts.sealing import blind_index
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act

WORKS_FOR = timedelta(hours=24)


@act
def start_reset(user: User, *, second_factor_lost: bool = False, by: Actor, reason: str) -> str:
    """Make the old password useless, end all sessions, and return a code for the user: shown once, for 24 hours.

    With `second_factor_lost` the second factor is removed too; the user sets up a new one at the
    next sign-in. Raises NotAllowed or RuleBroken.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    insist_on_managing_user(by, user)
    findings = [*self_dealing(by, user), *reason_given(reason), *must_be_enabled(user)]
    if user.is_machine:
        findings.append(Finding(_("A machine account has no password; give its client a new secret instead.")))
    if findings:
        raise RuleBroken(findings)
    facts = {"second_factor_removed": second_factor_lost}
    trail.append(user.stream, "user.reset_started", by=by, facts=facts, reason=reason.strip())
    user.set_unusable_password()  # a new hash ends every session
    user.save(update_fields=["password"])
    if second_factor_lost:
        Authenticator.objects.filter(user=user).delete()
    return issue_code(user)


def must_be_enabled(user: User) -> list[Finding]:
    """Return that a disabled account gets neither password nor posting."""
    return [] if user.is_active else [Finding(_("The account is disabled; enable it first."))]


def issue_code(user: User) -> str:
    """Write the hash of a fresh code (100 random bits) and return the code in groups of four."""
    letters = base64.b32encode(os.urandom(13)).decode()[:20]
    code = "-".join(letters[at : at + 4] for at in range(0, 20, 4))
    ResetCode.objects.update_or_create(
        user=user,
        defaults={"code_hash": _hash(code), "expires_at": timezone.now() + WORKS_FOR, "used_at": None},
    )
    return code


@act
def set_password_with_code(*, username: str, code: str, password: str) -> User | None:
    """Set a new password with a code; None when name or code are wrong, the code is used or too old.

    Raises ValidationError when the password is too weak; the code then stays good. Two uses at the
    same moment: one succeeds. The caller counts failures (lockout).
    """
    row = (
        ResetCode.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(user__username=username.strip().lower(), user__is_active=True)
        .first()
    )
    stored = bytes(row.code_hash) if row is not None else b"\0" * 32
    fits = hmac.compare_digest(stored, _hash(code))  # compared also for unknown names: the same time
    if row is None or not fits or row.used_at is not None or row.expires_at <= timezone.now():
        return None
    validate_password(password, row.user)
    user = row.user
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    ResetCode.objects.filter(pk=row.pk).update(used_at=timezone.now())
    seq = trail.append(user.stream, "user.password_set", by=PostedActor(user, None))
    notify([user.pk], "password_set", f"password-set-{user.pk}-{seq}")
    return user


def _hash(code: str) -> bytes:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return blind_index(f"reset:{plain}")
