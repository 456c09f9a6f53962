"""Codes people read aloud, type and scan: random, unique in the province, with a check character.

The alphabet is Crockford's base 32 (no I, L, O, U). His check symbols `*~$=` are awkward in addresses
and on telephones, so the check character comes from the same alphabet: a weighted sum over GF(32),
which finds every single wrong character and every exchange of two characters.
"""

import io
import secrets
import unicodedata
from typing import Final

import segno

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_LOOKALIKES: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BITS_A_CHARACTER: Final = 5
# x^5 + x^2 + 1 is primitive over GF(2): powers of its root differ for 31 positions in a row.
_POLYNOMIAL: Final = 0b100101
_GROUP: Final = 4
CODE_LENGTH: Final = 12
SECRET_LENGTH: Final = 24
LONGEST: Final = 30


def new_code() -> str:
    """Return a new code for a case, paper or import: 60 random bits and a check character (13 characters).

    Unique by a database constraint where it is stored; two of a hundred million meet with 0.4 % chance.
    """
    return _random_code(CODE_LENGTH)


def new_secret_code() -> str:
    """Return a code that cannot be guessed: 120 random bits and a check character (25 characters)."""
    return _random_code(SECRET_LENGTH)


def normalised(typed: str) -> str | None:
    """Return the code behind what somebody typed, or None when its check character does not fit.

    Takes small letters, full-width characters, spaces and dashes, and O, I, L for 0 and 1.
    """
    upper = unicodedata.normalize("NFKC", typed[: 4 * LONGEST]).upper()
    code = "".join(c for c in upper if not (c.isspace() or unicodedata.category(c) == "Pd")).translate(_LOOKALIKES)
    if not 2 <= len(code) <= LONGEST or any(character not in _VALUES for character in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def check_character(code: str) -> str:
    """Return the check character for `code` (at most 30 characters of the alphabet)."""
    total = 0
    for character in code:
        total = _doubled(total ^ _VALUES[character])
    return ALPHABET[total]


def grouped(code: str) -> str:
    """Return the code in groups of four, as it is printed and read aloud."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def qr_svg(text: str) -> str:
    """Return a QR code of `text` as SVG, error correction M, with the quiet zone of four modules."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=4, omitsize=True)
    return out.getvalue().decode("utf-8")


def qr_png(text: str, *, scale: int = 8) -> bytes:
    """Return a QR code of `text` as PNG with `scale` pixels a module."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()


def _random_code(length: int) -> str:
    number = secrets.randbits(_BITS_A_CHARACTER * length)
    code = "".join(ALPHABET[number >> _BITS_A_CHARACTER * at & 31] for at in range(length))
    return code + check_character(code)


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value
