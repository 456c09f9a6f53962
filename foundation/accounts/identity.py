"""Identity numbers of persons (GB 11643): normal form and check digit (ISO 7064 MOD 11-2)."""

import re

from stdnum.iso7064 import mod_11_2

_FORM = re.compile(r"^\d{17}[\dX]$")


def normal_identity(number: str) -> str:
    """Return the number in upper case without spaces."""
    return re.sub(r"\s", "", number).upper()


def is_identity(number: str) -> bool:
    """Whether the form and the check digit are right. Says nothing about the region (decisions.md 41)."""
    return bool(_FORM.match(number)) and mod_11_2.checksum(number) == 1
