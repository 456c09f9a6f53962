"""Registers the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Persons, organisations, users, postings."""

    name = "foundation.accounts"
    label = "accounts"
    verbose_name = "Accounts"
