"""Sealing personal data: AES-256-GCM with keys from a file outside the database.

A sealed value is version ‖ key id ‖ nonce ‖ ciphertext; table, column and row are authenticated
with it, so that a value copied into another row does not open. A blind index is an HMAC of the
identifier alone (decisions.md 19), under a key of its own.
"""

import base64
import hmac
import json
import os
import stat
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_VERSION = b"\x01"
_NONCE = 12


class SealBroken(Exception):
    """The value was changed, moved to another row, or sealed with a key that is gone."""


@dataclass(frozen=True)
class KeyRing:
    """The keys of an installation: the active one seals, every one opens."""

    active: str
    ciphers: dict[str, AESGCM]
    index_key: bytes

    def seal(self, plain: bytes, *, aad: bytes) -> bytes:
        """Return the sealed bytes of `plain`, bound to `aad`."""
        nonce = os.urandom(_NONCE)
        name = self.active.encode()
        return _VERSION + bytes([len(name)]) + name + nonce + self.ciphers[self.active].encrypt(nonce, plain, aad)

    def unseal(self, blob: bytes, *, aad: bytes) -> bytes:
        """Return the plain bytes. Raises SealBroken."""
        if blob[:1] != _VERSION:
            raise SealBroken("unknown version")
        end = 2 + blob[1]
        cipher = self.ciphers.get(blob[2:end].decode("ascii", "replace"))
        if cipher is None:
            raise SealBroken("unknown key")
        try:
            return cipher.decrypt(blob[end : end + _NONCE], blob[end + _NONCE :], aad)
        except InvalidTag as error:
            raise SealBroken("not authentic") from error

    def index(self, identifier: str) -> bytes:
        """Return the blind index of an identifier in its normalised form (32 bytes)."""
        return hmac.new(self.index_key, identifier.encode(), sha256).digest()


def key_ring() -> KeyRing:
    """Return the keys of this installation. Raises ImproperlyConfigured."""
    return _read(settings.KEYS_FILE)


@lru_cache(maxsize=4)
def key_file(path: Path) -> dict[str, Any]:
    """Return what the key file holds, read once a process; it must not be readable by everybody.

    Raises ImproperlyConfigured.
    """
    try:
        if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            raise ImproperlyConfigured("The key file can be read by everybody; set its mode to 600.")
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ImproperlyConfigured(f"The key file cannot be read: {error}") from error
    return content


@lru_cache(maxsize=4)
def _read(path: Path) -> KeyRing:
    content = key_file(path)
    keys = {name: AESGCM(base64.b64decode(key)) for name, key in content["keys"].items()}
    return KeyRing(content["active"], keys, base64.b64decode(content["index_key"]))


def seal(plain: bytes, *, aad: bytes) -> bytes:
    """Seal bytes under the active key, bound to `aad`."""
    return key_ring().seal(plain, aad=aad)


def unseal(blob: bytes, *, aad: bytes) -> bytes:
    """Open sealed bytes. Raises SealBroken."""
    return key_ring().unseal(blob, aad=aad)


def blind_index(identifier: str) -> bytes:
    """Return the keyed index by which an identifier can be looked up and not guessed."""
    return key_ring().index(identifier)


def row_aad(table: str, column: str, row: object) -> bytes:
    """Return the associated data of a value: where it stands."""
    return f"{table}.{column}/{row}".encode()
