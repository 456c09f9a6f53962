"""Sessions in the database, as Django keeps them, found by a statement that is put together once."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from foundation.audit.statements import Statement

_SESSION: Statement[Session] = Statement(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))


class SessionStore(DatabaseSessions):
    """Django's sessions, read once on every page."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of Django's sessions."""
        return Session

    def _validate_session_key(self, key: Any) -> bool:
        """Only what may have been handed out is asked for: a cookie can hold anything, NUL included."""
        known: bool = super()._validate_session_key(key)  # type: ignore[misc]  # the stubs lack it
        return known and key.isascii() and key.isalnum()

    def _get_session_from_db(self) -> Any:
        found = _SESSION.rows(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None  # as Django does: an unknown key is never taken over
        return found[0] if found else None
