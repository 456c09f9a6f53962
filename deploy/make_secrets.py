#!/usr/bin/env python3
"""Make the secrets of an installation: random passwords, the keys of sealed data, addresses with passwords.

Run once, as root, in the folder of docker-compose.yml. Existing files are never overwritten, so a second
run only adds what is missing (also to `keys.json`: the signing key). Each file belongs to the account of the one
container that reads it.
"""

import argparse
import base64
import json
import os
import secrets
import sys
from pathlib import Path

PORTAL, DATABASE = 10001, 999


def password() -> str:
    """Return a random password that needs no escaping in addresses, SQL or access lists."""
    return secrets.token_hex(24)


def random_key() -> str:
    """Return a random 256-bit key in base 64."""
    return base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def signing_keys() -> dict[str, object]:
    """Return the first key by which the server signs receipts: an Ed25519 private key is 32 random bytes."""
    return {"active": "s1", "keys": {"s1": random_key()}}


def contents() -> dict[str, tuple[int, str]]:
    """Return name → (account, content) of all secrets, made anew."""
    owner, app, redis = password(), password(), password()
    keys = {"active": "k1", "keys": {"k1": random_key()}, "index_key": random_key(), "signing": signing_keys()}
    return {
        "postgres_password": (DATABASE, password()),
        "database_owner_password": (DATABASE, owner),
        "database_app_password": (DATABASE, app),
        "database_owner_url": (PORTAL, f"postgres://portal_owner:{owner}@database:5432/portal"),
        "database_url": (PORTAL, f"postgres://portal_app:{app}@database:5432/portal"),
        "redis_users.acl": (DATABASE, f"user default on >{redis} ~* &* +@all\n"),
        "redis_url": (PORTAL, f"redis://:{redis}@redis:6379/0"),
        "secret_key": (PORTAL, secrets.token_urlsafe(64)),
        "keys.json": (PORTAL, json.dumps(keys, indent=1)),
    }


# Passwords stand in two files each; a part of a pair alone would not fit the other.
PAIRS = (
    ("database_owner_password", "database_owner_url"),
    ("database_app_password", "database_url"),
    ("redis_users.acl", "redis_url"),
)


def write(folder: Path, *, own: bool) -> list[str]:
    """Write what is missing in `folder`; return the names. Raises SystemExit when half of a pair is missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for first, second in PAIRS:
        if (folder / first).exists() != (folder / second).exists():
            raise SystemExit(f"{first} and {second} belong together, but one is missing. Restore it or remove both.")
    written = []
    for name, (account, content) in contents().items():
        path = folder / name
        if path.exists():
            continue
        _put(path, content, account if own else None)
        written.append(name)
    if _add_signing_key(folder / "keys.json", PORTAL if own else None):
        written.append("signing key in keys.json")
    return written


def _put(path: Path, content: str, account: int | None) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w", encoding="utf-8") as out:
        out.write(content)
    if account is not None:
        os.chown(path, account, account)


def _add_signing_key(path: Path, account: int | None) -> bool:
    """Give a key file of before there were signatures a signing key; what it holds stays. Say whether it needed one."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if "signing" in content:
        return False
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    _put(draft, json.dumps({**content, "signing": signing_keys()}, indent=1), account)
    draft.replace(path)
    return True


def main() -> int:
    """Write the secrets and say which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parent / "secrets")
    folder = parser.parse_args().folder
    own = os.geteuid() == 0
    for name in write(folder, own=own):
        sys.stdout.write(f"made {name}\n")
    if not own:
        sys.stderr.write("Not run as root: give the files to the accounts named in deploy/README.md.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
