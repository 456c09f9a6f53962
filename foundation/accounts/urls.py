"""Signing in: the pages of allauth that the portal uses, each behind a door of ours.

Opening accounts, mail addresses and forgotten passwords are not left to the public: administrators
open accounts and start resets.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path

from foundation.accounts.doors import Door

View = Callable[..., HttpResponseBase]


def _page(address: str, view: View, name: str, kind: str) -> URLPattern:
    """Route a borrowed view and say who may enter. `own` pages redirect visitors to the sign-in by themselves."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    enter.door = Door(kind)  # type: ignore[attr-defined]  # read by the walk over all routes
    return path(address, enter, name=name)


def _without_password(request: HttpRequest) -> HttpResponseBase:
    """Accounts without a password (demo persons) cannot give themselves one: an administrator starts a reset."""
    return render(request, "account/password_none.html", status=403)


urlpatterns = [
    _page("login/", account.login, "account_login", "public"),
    _page("logout/", account.logout, "account_logout", "public"),
    _page("inactive/", account.account_inactive, "account_inactive", "public"),
    _page("signup/", account.signup, "account_signup", "public"),
    _page("reauthenticate/", account.reauthenticate, "account_reauthenticate", "own"),
    _page("password/change/", account.password_change, "account_change_password", "own"),
    _page("password/set/", _without_password, "account_set_password", "own"),
    _page("2fa/", factor.index, "mfa_index", "own"),
    _page("2fa/authenticate/", factor.authenticate, "mfa_authenticate", "public"),
    _page("2fa/reauthenticate/", factor.reauthenticate, "mfa_reauthenticate", "own"),
    _page("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp", "own"),
    _page("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp", "own"),
    _page("2fa/recovery-codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes", "own"),
    _page("2fa/recovery-codes/generate/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes", "own"),
    _page("2fa/recovery-codes/download/", recovery.download_recovery_codes, "mfa_download_recovery_codes", "own"),
]
