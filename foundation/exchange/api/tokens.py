"""Personal tokens as text: made from 256 random bits, told apart by their beginning, stored as a hash."""

import hashlib
import secrets
from typing import Final

PREFIX: Final = "sfjdp_"  # so that secret scanners and readers of a leaked file know what it is
HINT_LETTERS: Final = len(PREFIX) + 4


def new_token() -> str:
    """Return a fresh token: the prefix and 43 letters."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def hint_of(token: str) -> str:
    """Return the letters by which its owner knows it again."""
    return token[:HINT_LETTERS]
