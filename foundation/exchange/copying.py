"""COPY in text format: values as PostgreSQL reads them, many rows in one go.

Encoders are written for speed: most texts need no escaping, so one search decides.
"""

import io
import re
from collections.abc import Iterable, Sequence

from django.db import connection

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})
NULL = "\\N"


def text(value: str) -> str:
    """A text as a field of COPY."""
    return value.translate(_ESCAPES) if _SPECIAL.search(value) else value


def text_array(values: Sequence[str]) -> str:
    """An array of texts as a field of COPY."""
    return text("{" + ",".join([f'"{value.translate(_QUOTED)}"' for value in values]) + "}")


def binary(value: bytes) -> str:
    """Bytes as a field of COPY."""
    return "\\\\x" + value.hex()


def copy_lines(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Write prepared lines (fields joined by tabs, without line ends) in the transaction of the caller.

    Triggers and constraints work as for any insert; an error of the database is that of COPY.
    """
    stream = io.StringIO("\n".join(lines) + "\n")
    if stream.getvalue() == "\n":
        return
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', stream)
