"""Making and revoking personal tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor, PostedActor
from foundation.accounts.models import User
from foundation.audit.errors import Finding, NotAllowed, RuleBroken, StaleState
from foundation.audit.once import act
from foundation.audit.regulated import write
from foundation.exchange.api import scopes as api_scopes
from foundation.exchange.api.tokens import hash_of, hint_of, new_token
from foundation.exchange.models import PersonalToken

LONGEST = timedelta(days=90)
MOST = 10
MADE, REVOKED = "token.made", "token.revoked"


@dataclass(frozen=True)
class NewToken:
    """A token that was made, and its text, shown once and stored nowhere."""

    token: PersonalToken
    text: str


@act
def make_token(*, name: str, scopes: Sequence[str], valid_until: date, by: AnyActor) -> NewToken:
    """Make a token for the posting one acts in, until a day (included) at most 90 days off. Raises RuleBroken.

    It may do less than the posting, never more.
    """
    if not isinstance(by, PostedActor) or by.posting is None:
        raise RuleBroken(_("A token acts in a posting, and you have none in force."))
    user = User.objects.select_for_update(of=("self",)).get(pk=by.user.pk)
    findings = [*_objections_to_scopes(scopes, by), *_objections_to_day(valid_until), *_objections_to_name(name, user)]
    if findings:
        raise RuleBroken(findings)
    text = new_token()
    token = PersonalToken(
        user=user,
        posting=by.posting,
        name=name.strip(),
        hint=hint_of(text),
        token_hash=hash_of(text),
        password_mark=user.get_session_auth_hash(),
        scopes=sorted(set(scopes)),
        valid_until=valid_until,
    )
    facts = {"token": str(token.pk), "scopes": token.scopes, "until": valid_until, "posting": str(by.posting.pk)}
    return NewToken(write(token, MADE, by=by, facts=facts), text)


@act
def revoke_token(token: PersonalToken, *, by: AnyActor, version: int) -> PersonalToken:
    """End a token of one's own; its next request is refused. Raises NotAllowed, RuleBroken or StaleState."""
    token = PersonalToken.objects.select_for_update(of=("self",)).select_related("user").get(pk=token.pk)
    if by.user_id != token.user_id:
        raise NotAllowed("", _("Everybody revokes his own tokens."))
    if token.revoked_at is not None:
        raise RuleBroken(_("This token is revoked already."))
    if token.trail_seq != version:
        raise StaleState(row_label=token.name)
    token.revoked_at = timezone.now()
    return write(token, REVOKED, by=by, facts={"token": str(token.pk)})


def _objections_to_scopes(scopes: Sequence[str], by: PostedActor) -> list[Finding]:
    if not scopes:
        return [Finding(_("Choose what the token may do."), field="scopes")]
    open_codes = {scope.code for scope in api_scopes.open_to(by)}
    return [
        Finding(_("Your posting does not hold “%(scope)s”.") % {"scope": code}, field="scopes")
        for code in sorted(set(scopes) - open_codes)
    ]


def _objections_to_day(valid_until: date) -> list[Finding]:
    today = timezone.localdate()
    if valid_until < today:
        return [Finding(_("This day has passed."), field="valid_until")]
    if valid_until > today + LONGEST:
        return [Finding(_("A token works for at most 90 days."), field="valid_until")]
    return []


def _objections_to_name(name: str, user: User) -> list[Finding]:
    if not name.strip():
        return [Finding(_("Give the token a name by which you know it again."), field="name")]
    alive = PersonalToken.objects.filter(user=user, revoked_at__isnull=True)
    if alive.filter(name=name.strip()).exists():
        return [
            Finding(
                _("You have a token of this name already."),
                field="name",
                way_out=_("Revoke that one first, or choose another name."),
            )
        ]
    if alive.filter(valid_until__gte=timezone.localdate()).count() >= MOST:
        return [Finding(_("You have %(most)d tokens; revoke one first.") % {"most": MOST})]
    return []
