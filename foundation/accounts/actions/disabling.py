"""Disabling and enabling accounts. A disabled account ends with its next request."""

from django.utils.translation import gettext as _

from foundation.accounts.actions.authority import insist_on_managing_user, reason_given, self_dealing
from foundation.accounts.models import User
from foundation.audit import trail
from foundation.audit.actors import Actor
from foundation.audit.errors import Finding, RuleBroken
from foundation.audit.once import act


@act
def disable(user: User, *, by: Actor, reason: str) -> User:
    """Close an account for signing in; open sessions end with the next request. Raises NotAllowed or RuleBroken."""
    return _set(user, active=False, by=by, reason=reason)


@act
def enable(user: User, *, by: Actor, reason: str) -> User:
    """Open a disabled account again. Raises NotAllowed or RuleBroken."""
    return _set(user, active=True, by=by, reason=reason)


def standing_objections(user: User, *, active: bool) -> list[Finding]:
    """Return what the present state of an account says against enabling (`active`) or disabling it."""
    if user.is_active != active:
        return []
    return [Finding(_("The account is enabled already.") if active else _("The account is disabled already."))]


def _set(user: User, *, active: bool, by: Actor, reason: str) -> User:
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    insist_on_managing_user(by, user)
    findings = [*self_dealing(by, user), *reason_given(reason), *standing_objections(user, active=active)]
    if findings:
        raise RuleBroken(findings)
    kind = "user.enabled" if active else "user.disabled"
    trail.append(user.stream, kind, by=by, reason=reason.strip())
    user.is_active = active
    user.save(update_fields=["is_active"])
    return user
