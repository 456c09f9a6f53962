"""The code by which a complainant follows a complaint without an account.

It is derived from the secret key of the draft, so that sending a form twice shows the same code twice and nothing
in the database tells it: the row holds a slow hash of the code and a keyed digest of the draft key (trust AU-08).
"""

from functools import lru_cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from complaints.models import Complaint
from foundation.accounts.sealing import blind_index
from foundation.documents.codes import ALPHABET, CODE_LENGTH, check_character, normalised

LEAST_KEY = 22
"""Characters of a draft key: 128 random bits in base 64."""


def draft_digest(draft_key: str) -> bytes:
    """Return the digest under which a complaint remembers its draft."""
    return blind_index(f"complaint draft:{draft_key}")


def follow_code(draft_key: str) -> str:
    """Return the code for following: 60 bits and a check character, unpredictable without draft key and index key."""
    number = int.from_bytes(blind_index(f"complaint follow:{draft_key}")[:8], "big")
    code = "".join(ALPHABET[number >> 5 * at & 31] for at in range(CODE_LENGTH))
    return code + check_character(code)


def hashed(code: str) -> str:
    """Return the slow hash of a code, as it is stored."""
    return make_password(code)


def followed(year: int, serial: int, typed: str) -> Complaint | None:
    """Return the complaint of a number if the code is right, or None: for a wrong number and a wrong code alike.

    Hashes once either way, so that the time it takes does not tell which numbers exist.
    """
    code = normalised(typed) or ""
    row = Complaint.objects.filter(year=year, serial=serial).first()
    right = check_password(code, row.follow_hash if row else _decoy())
    return row if row is not None and right else None


def still_followed(key: UUID) -> Complaint | None:
    """Return the complaint of somebody who has shown number and code a short while ago, by its key."""
    return Complaint.objects.filter(pk=key).first()


@lru_cache(maxsize=1)
def _decoy() -> str:
    return make_password("no complaint has this code")
