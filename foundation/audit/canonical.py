"""Canonical bytes of an event body: the same content always gives the same bytes.

Profile (a subset of RFC 8785): UTF-8, NFC, keys sorted by code point, no floats, no duplicate keys,
dates as ISO text, moments in UTC with microseconds. What is hashed is what is stored.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical(value: Any) -> bytes:
    """Return the canonical JSON bytes of `value`. Raises TypeError for floats and unknown types."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    """Reduce a value to the JSON subset: str, int, bool, None, list, dict with str keys."""
    match value:
        case str():
            return value if value.isascii() else unicodedata.normalize("NFC", value)
        case bool() | None | int():
            return value
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case Sequence() if not isinstance(value, bytes | bytearray):
            return [_plain(item) for item in value]
    if type(value).__name__ == "__proxy__":  # a lazy translation: keep the English msgid's rendering
        return _plain(str(value))
    raise TypeError(f"A {type(value).__name__} has no canonical form; give text, an integer or a date.")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError("Keys of an event body are text.")
    return key if key.isascii() else unicodedata.normalize("NFC", key)
