"""What the OAuth2 library asks us: which client, which secret, which token."""

import hashlib
from typing import Any

from django.utils import timezone
from oauth2_provider.models import get_access_token_model
from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):
    """The library's rules, and two of ours: an old secret works on for a while, and a token brings its posting."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Take the present secret, or the one before it until its last moment."""
        if super().authenticate_client(request, *args, **kwargs):
            return True
        client = request.client
        if client is None or not client.old_secret_works(timezone.now()):
            return False
        client.client_secret = client.previous_secret  # of this copy in memory, which nobody saves
        return bool(super().authenticate_client(request, *args, **kwargs))

    def _load_access_token(self, token: str) -> Any:
        checksum = hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
        rows = get_access_token_model().objects.select_related(
            "user", "application__posting__organisation", "application__posting__user"
        )
        return rows.filter(token_checksum=checksum).first()
