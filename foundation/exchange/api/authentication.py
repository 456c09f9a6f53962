"""Who asks: a personal token or a token of a client. Either way the request acts in one posting.

Cookies and sessions are no way in. Everything is read anew at every request, so that what has ended,
was revoked or disabled ends access with the next one (trust AU-06).
"""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting, User
from foundation.exchange.api.tokens import PREFIX, hash_of
from foundation.exchange.models import ApiClient, PersonalToken

REALM = 'Bearer realm="api"'


class Credential:
    """What a good token stands for: the posting it acts in, its scopes, and the name under which it is counted."""

    def __init__(self, subject: str, posting: Posting, scopes: frozenset[str], row: ApiClient | PersonalToken) -> None:
        self.subject, self.posting, self.scopes, self.row = subject, posting, scopes, row

    @property
    def actor(self) -> PostedActor:
        """Who acts."""
        return PostedActor(self.posting.user, self.posting)


class PersonalTokens(BaseAuthentication):
    """Tokens that users make for their own scripts."""

    def authenticate(self, request: Request) -> tuple[User, Credential] | None:
        """Return user and credential; None where the header holds no personal token.

        Raises AuthenticationFailed, without saying more than its owner may know.
        """
        token = bearer_of(request)
        if not token.startswith(PREFIX):
            return None
        row = (
            PersonalToken.objects.select_related("user__person", "posting__organisation", "posting__user")
            .filter(token_hash=hash_of(token))
            .first()
        )
        if row is None:
            raise AuthenticationFailed(_("This token does not exist."), code="token_unknown")
        self._insist(row)
        return row.user, Credential(f"token:{row.pk}", row.posting, frozenset(row.scopes), row)

    def _insist(self, row: PersonalToken) -> None:
        today = timezone.localdate()
        if not row.holds_on(today) or not row.user.is_active:
            raise AuthenticationFailed(_("This token has expired or was revoked."), code="token_ended")
        if not constant_time_compare(row.password_mark, row.user.get_session_auth_hash()):
            raise AuthenticationFailed(_("The password was changed since; make a new token."), code="token_ended")
        if not row.posting.holds_on(today) or row.posting.organisation.closed_on is not None:
            raise AuthenticationFailed(_("The posting of this token has ended."), code="posting_ended")
        if not (settings.PORTAL_DEMO and row.user.is_synthetic) and not is_mfa_enabled(row.user):
            raise AuthenticationFailed(_("The account has no second factor any more."), code="second_factor_missing")

    def authenticate_header(self, request: Request) -> str:
        """Say how to ask."""
        return REALM


class ClientTokens(OAuth2Authentication):
    """Access tokens of clients of organisations (OAuth2 client credentials)."""

    def authenticate(self, request: Request) -> tuple[User, Credential] | None:
        """Return the machine account and the credential; None without a token.

        Raises AuthenticationFailed for one that is unknown, expired, or whose client, posting or
        organisation has ended.
        """
        if not bearer_of(request):
            return None
        found = super().authenticate(request)
        if found is None:
            raise AuthenticationFailed(
                _("The access token is unknown or has expired; ask for a new one."), code="token_ended"
            )
        _user, token = found
        client: ApiClient = token.application
        scopes = frozenset(token.scope.split()) & frozenset(client.scopes)
        return client.posting.user, Credential(f"client:{client.pk}", client.posting, scopes, client)

    def authenticate_header(self, request: Request) -> str:
        """Say how to ask."""
        return REALM


def bearer_of(request: Request) -> str:
    """Return the bearer token of the header, empty without one. Raises AuthenticationFailed for another kind."""
    parts = get_authorization_header(request).split()
    if not parts:
        return ""
    if len(parts) != 2 or parts[0].lower() != b"bearer" or not parts[1].isascii():
        raise AuthenticationFailed(_("Send the token as “Authorization: Bearer …”."), code="token_unreadable")
    return parts[1].decode("ascii")


def credential_of(request: Any) -> Credential | None:
    """Return the credential of a request that was let in; None for a public address."""
    auth = getattr(request, "auth", None)
    return auth if isinstance(auth, Credential) else None
