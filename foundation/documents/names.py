"""Names of files as people gave them: made harmless for showing, saving and sending (trust IN-01).

The name is only ever metadata. Where a file lies is decided by its content, never by its name.
"""

import re
import unicodedata
from urllib.parse import quote

LONGEST_NAME = 200
NAMELESS = "file"
# Control, format (bidi overrides, zero width), surrogates, private use, unassigned, line and paragraph separators.
_UNSAFE_CLASSES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORBIDDEN_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_WINDOWS_DEVICES = re.compile(r"^(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_LONGEST_EXTENSION = 10


def clean_name(raw: str) -> str:
    """Return `raw` as a plain file name: NFC, at most 200 characters, never empty, safe on every system.

    Folders before the name are dropped, as old browsers send them. Cleaning twice changes nothing.
    """
    # Folders are cut after invisible characters are gone, so that none can hide a separator.
    visible = "".join(c for c in unicodedata.normalize("NFC", raw) if unicodedata.category(c) not in _UNSAFE_CLASSES)
    name = re.split(r"[/\\]", visible.rstrip("/\\"))[-1]
    name = _trimmed(_FORBIDDEN_ON_WINDOWS.sub("_", unicodedata.normalize("NFC", name)))
    if _WINDOWS_DEVICES.match(name):
        name = f"_{name}"
    if not name:
        return NAMELESS
    return _shortened(name)


def extension_of(name: str) -> str:
    """Return the extension of `name` in lower case without the dot, or "" when it has none."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def attachment_header(name: str) -> str:
    """Return the value of Content-Disposition for `name`: always an attachment, RFC 6266 with RFC 5987 encoding.

    Old programs read the ASCII fallback, all others the UTF-8 form.
    """
    name = clean_name(name)
    extension = extension_of(name)
    plain = re.fullmatch(r"[A-Za-z0-9 ()._-]+", name) is not None
    extension_is_plain = re.fullmatch(r"[a-z0-9]{1,10}", extension) is not None
    fallback = name if plain else NAMELESS + (f".{extension}" if extension_is_plain else "")
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def _trimmed(name: str) -> str:
    # A leading dot hides a file on Unix; Windows drops trailing dots and spaces and so changes the type.
    # Any kind of blank counts, hence the character class and not only the ASCII space.
    return re.sub(r"^[\s.]+|[\s.]+$", "", name)


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    extension = extension_of(name)
    tail = f".{extension}" if 0 < len(extension) <= _LONGEST_EXTENSION else ""
    shorter = _trimmed(name[: LONGEST_NAME - len(tail)]) + tail
    return unicodedata.normalize("NFC", shorter)
