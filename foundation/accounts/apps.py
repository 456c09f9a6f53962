"""Registers the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Persons, organisations, users, postings."""

    name = "foundation.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Make the verbs of administration known, and the words of notices and of the trail."""
        from foundation.accounts import notices, tasks, verbs  # noqa: F401  (tasks registers the jobs)
        from foundation.accounts.catalogue import VERBS
        from foundation.accounts.happenings import KINDS, REASONS, SENTENCES, SHORT
        from foundation.accounts.timeline import register_kinds

        verbs.register(*VERBS)
        notices.register(SENTENCES, REASONS, SHORT)
        register_kinds(KINDS)
