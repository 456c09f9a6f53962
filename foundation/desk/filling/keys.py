"""The one-time key of a form: it says whose form it is, and that two sendings are one.

`{% form_key %}` writes it next to the token against forgery. Signed, so that what is posted after a session
has ended can be kept for the user it belongs to and for nobody else.
"""

import secrets

from django.core import signing
from django.http import HttpRequest

NAME = "form_key"
_SALT = "foundation.desk.forms"
_DAYS = 30
LONGEST = 200


def new_key(user_id: int) -> str:
    """Return a key for a form shown to a user."""
    return signing.dumps([user_id, secrets.token_urlsafe(12)], salt=_SALT)


def owner_of(key: str) -> int | None:
    """Return the user a key was made for; None for one that was made up, changed or is older than 30 days."""
    if not key or len(key) > LONGEST:
        return None
    try:
        user_id, _nonce = signing.loads(key, salt=_SALT, max_age=_DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return user_id if isinstance(user_id, int) else None


def key_of(request: HttpRequest) -> str | None:
    """Return the key that was posted if it is the user's own."""
    key = request.POST.get(NAME, "")
    return key if owner_of(key) is not None and owner_of(key) == request.user.pk else None
