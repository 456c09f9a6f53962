"""What the server signs: Ed25519 over exact bytes, with a key from the key file outside the database (decisions.md 34).

Anybody checks a signature with the public key, which the portal publishes. The key file names the keys under
`signing`: `active` signs, every one of `keys` (private, 32 bytes in base 64) and of `retired` (public, the private
half destroyed) still verifies, so that what was signed before a change of keys stays provable.
"""

import base64
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from foundation.accounts.sealing import key_file

ALGORITHM: Final = "Ed25519"
LONGEST: Final = 8_000


@dataclass(frozen=True)
class Signature:
    """The signature of some bytes (64 bytes) and the name of the key that made it."""

    key: str
    value: bytes


@dataclass(frozen=True)
class SigningRing:
    """The signing keys of an installation: the active one signs, every one verifies."""

    active: str
    private: Ed25519PrivateKey
    public: dict[str, Ed25519PublicKey]


@dataclass(frozen=True)
class PublicKey:
    """A published key: its name, whether it signs today, its 32 bytes, and the same as PEM for openssl."""

    name: str
    is_active: bool
    raw: bytes
    pem: str

    @property
    def text(self) -> str:
        """The 32 bytes in base 64."""
        return base64.b64encode(self.raw).decode()


def sign(message: bytes) -> Signature:
    """Sign the exact bytes with the active key. Raises ImproperlyConfigured where there is none."""
    ring = _ring(settings.KEYS_FILE)
    return Signature(ring.active, ring.private.sign(message))


def is_signed(message: bytes, signature: Signature) -> bool:
    """Whether a key of this portal, now or before, has signed exactly these bytes. Raises ImproperlyConfigured."""
    public = _ring(settings.KEYS_FILE).public.get(signature.key)
    if public is None:
        return False
    try:
        public.verify(signature.value, message)
    except InvalidSignature:
        return False
    return True


def public_keys() -> list[PublicKey]:
    """Return all public keys, the active one first. Raises ImproperlyConfigured."""
    ring = _ring(settings.KEYS_FILE)
    names = sorted(ring.public, key=lambda name: (name != ring.active, name))
    return [
        PublicKey(
            name,
            name == ring.active,
            ring.public[name].public_bytes_raw(),
            ring.public[name].public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        )
        for name in names
    ]


@lru_cache(maxsize=4)
def _ring(path: Path) -> SigningRing:
    content: Any = key_file(path).get("signing")
    try:
        keys = {
            name: Ed25519PrivateKey.from_private_bytes(base64.b64decode(key)) for name, key in content["keys"].items()
        }
        retired = {
            name: Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
            for name, key in content.get("retired", {}).items()
        }
        active = content["active"]
        return SigningRing(active, keys[active], {**retired, **{name: key.public_key() for name, key in keys.items()}})
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise ImproperlyConfigured(
            "The key file holds no signing key; docs/operations.md says how it gets one."
        ) from error


def to_text(message: bytes, signature: Signature) -> str:
    """Write message, key and signature as one line that can be printed, copied and checked."""
    return ".".join((_to_64(message), signature.key, _to_64(signature.value)))


def from_text(text: str) -> tuple[bytes, Signature] | None:
    """Read such a line, however it was broken while copying; None for anything else. Checks nothing."""
    parts = "".join(text.split()).split(".")
    if len(text) > LONGEST or len(parts) != 3:
        return None
    try:
        message, value = (base64.b64decode(_padded(part), altchars=b"-_", validate=True) for part in parts[::2])
    except ValueError:
        return None
    return message, Signature(parts[1], value)


def _to_64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _padded(text: str) -> str:
    return text + "=" * (-len(text) % 4)
