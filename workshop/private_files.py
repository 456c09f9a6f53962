"""Passwords and keys made on this machine, in files only their owner can read."""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import Any


def write_private(path: Path, text: str) -> None:
    """Write a file that is never, not even for a moment, readable by others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
        handle.write(text)
    draft.replace(path)


def kept_json(path: Path, fresh: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON object in the file; if there is no file, write `fresh` into it first."""
    if not path.exists():
        write_private(path, json.dumps(fresh, indent=1))
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def password() -> str:
    """Return a random password that needs no escaping in URLs or SQL."""
    return secrets.token_hex(24)


def make_keys(folder: Path) -> tuple[Path, Path]:
    """Return the key file and the secret-key file in `folder`, made at the first call.

    The key file holds the active encryption key, all keys by id, the key of the blind index, and the keys by which the
    server signs. A file of before there were signatures gets a signing key; what it holds stays.
    """
    keys, secret = folder / "keys.json", folder / "secret_key"
    content = kept_json(
        keys,
        {"active": "k1", "keys": {"k1": _random_key()}, "index_key": _random_key(), "signing": _signing_keys()},
    )
    if "signing" not in content:
        write_private(keys, json.dumps({**content, "signing": _signing_keys()}, indent=1))
    if not secret.exists():
        write_private(secret, secrets.token_urlsafe(64))
    return keys, secret


def _signing_keys() -> dict[str, Any]:
    """Return the first signing key: an Ed25519 private key is 32 random bytes (RFC 8032, 5.1.5)."""
    return {"active": "s1", "keys": {"s1": _random_key()}}


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode("ascii")
