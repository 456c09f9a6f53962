"""How allauth signs people in here: lock-out per account and network, events, no open registration."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.accounts import lockout
from foundation.accounts.acting import PostedActor
from foundation.accounts.middleware import client_address
from foundation.accounts.models import User
from foundation.accounts.sealing import row_aad, seal, unseal
from foundation.audit import trail
from foundation.audit.statements import Statement


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by administrators; signing in is slowed per account and network."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers himself."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while this account is slowed for this network. Says the same for unknown accounts."""
        until = lockout.blocked_until(credentials.get("username", ""), client_address(request))
        if until is not None:
            raise forms.ValidationError(
                _("Too many failed attempts from your network. Try again after %(time)s.")
                % {"time": timezone.localtime(until).strftime("%H:%M:%S")}
            )

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure."""
        lockout.failed(credentials.get("username", ""), client_address(request))

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> Any:
        """Record the sign-in and forget earlier failures of this network."""
        lockout.succeeded(user.get_username(), client_address(request))
        if isinstance(user, User):
            trail.append(user.stream, "user.signed_in", by=PostedActor(user, None))
        return super().post_login(request, user, **kwargs)


_SECOND_FACTOR: Statement[int] = Statement(
    lambda user: Authenticator.objects.filter(user_id=user).values_list("pk", flat=True)[:1]
)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed like all personal data."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seal(text.encode(), aad=row_aad("mfa_authenticator", "data", "")).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. Raises SealBroken."""
        return unseal(bytes.fromhex(encrypted_text), aad=row_aad("mfa_authenticator", "data", "")).decode()

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Whether the user has set up a second factor; every door asks."""
        if types is not None or user.is_anonymous:
            return bool(super().is_mfa_enabled(user, types))
        return bool(_SECOND_FACTOR.rows(user=user.pk))
