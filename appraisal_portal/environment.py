"""Reading the environment: plain variables, or files named by the same variable with `_FILE`.

Secrets come from files in production (docker secrets); a value and a file given together is an
error, because nobody could say which one holds.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def value_of(name: str, default: str | None = None) -> str:
    """Return the setting `name` from the environment or from the file that `name`_FILE points at.

    Raises ImproperlyConfigured when both are given, when the file cannot be read, or when the
    setting is missing and has no default.
    """
    direct, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if direct is not None and path is not None:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; give one of them.")
    if direct is not None:
        return direct
    if path is not None:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set (or {name}_FILE).")
    return default


def switch(name: str, *, default: bool = False) -> bool:
    """Return the on/off setting `name`; 1, true, yes and on mean on."""
    return value_of(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}
