"""What a file is: by content, by extension and by what is allowed here. Any disagreement refuses (trust IN-02)."""

import codecs
import re
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from foundation.documents import kinds
from foundation.documents.images import Picture, read_jpeg, read_png, read_webp
from foundation.documents.kinds import Kind
from foundation.documents.names import extension_of
from foundation.documents.office import check_office
from foundation.documents.pdf_structure import check_pdf
from foundation.documents.refusals import FileRefused

_CHUNK: Final = 64 * 1024
_HEAD: Final = 4_096
# ZIP readers look for their directory in the last 65,557 bytes, PDF readers for their head in the first 1,024.
_ZIP_TAIL: Final = 65_557
_PDF_REACH: Final = 1_024
_MARKUP: Final = re.compile(
    rb"<\s*(?:!doctype|html|script|svg|iframe|body|object|embed|meta|link|\?xml|\?php|%)", re.IGNORECASE
)
_SCRIPT_HEADS: Final = (b"#!", b"{\\rtf", b"@echo")
# Everything below the space except tab, line feed, form feed and carriage return, and delete.
_BINARY: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HEADS: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"PK\x03\x04", "zip"),
)
_CONTAINERS: Final = {"docx": "zip", "xlsx": "zip"}
# Kinds people do upload, named so that the refusal can say what to do.
_KNOWN_ELSEWHERE: Final = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        _("This is an old or password-protected Office file. Save it as DOCX or XLSX without a password."),
    ),
    (b"GIF8", _("GIF pictures are not taken. Save the picture as PNG or JPEG.")),
    (b"Rar!", _("Archives are not taken. Upload the files one by one.")),
    (b"7z\xbc\xaf\x27\x1c", _("Archives are not taken. Upload the files one by one.")),
    (b"\x1f\x8b", _("Archives are not taken. Upload the files one by one.")),
    (b"MZ", _("Programs are not taken.")),
    (b"\x7fELF", _("Programs are not taken.")),
)


@dataclass(frozen=True)
class Recognised:
    """The kind a file really is, and its size in bytes."""

    kind: Kind
    size: int


def recognise(stream: IO[bytes], name: str, *, allowed: Collection[Kind] = kinds.ALL) -> Recognised:
    """Return the kind of the file, or raise FileRefused with words for the person who uploads.

    `stream` must be seekable and is left at its beginning; `name` gives the extension. Limits of size,
    pixels, pages, parts and unpacked bytes are checked before anything is decoded.
    """
    promised = _promised_kind(name, allowed)
    size = stream.seek(0, 2)
    if not size:
        raise FileRefused(_("The file is empty."), "empty")
    if size > promised.most_bytes:
        raise FileRefused(
            _("The file is larger than %(limit)s MB, the limit for %(kind)s."),
            "too_large",
            limit=promised.most_bytes // kinds.MIB,
            kind=promised.label,
        )
    stream.seek(0)
    head = stream.read(_HEAD)
    found = _content_code(head, promised)
    if found != _CONTAINERS.get(promised.code, promised.code):
        raise FileRefused(
            _("The name says %(promised)s, but the content is %(found)s. Give the file its right name."),
            "disagreement",
            promised=promised.label,
            found=found.upper(),
        )
    _CHECKS[promised.code](stream, head, size, promised)
    stream.seek(0)
    return Recognised(promised, size)


def _promised_kind(name: str, allowed: Collection[Kind]) -> Kind:
    kind = kinds.BY_EXTENSION.get(extension_of(name))
    if kind is None or kind not in allowed:
        raise FileRefused(
            _("Files of this type are not taken here. Accepted: %(kinds)s."),
            "not_allowed",
            kinds=pgettext("between names", ", ").join(allowed_kind.label for allowed_kind in allowed),
        )
    return kind


def _content_code(head: bytes, promised: Kind) -> str:
    """Return the code of what the first bytes speak for; `zip` for any container, whose parts are read later."""
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    for magic, code in _HEADS:
        if head.startswith(magic):
            return code
    for magic, words in _KNOWN_ELSEWHERE:
        if head.startswith(magic):
            raise FileRefused(words, "not_allowed")
    if not _BINARY.search(head):
        # Comma separated and plain text are the same content; the extension decides between them.
        return promised.code if promised in (kinds.CSV, kinds.TXT) else "txt"
    raise FileRefused(
        _("The content is not a %(kind)s file, or the file is damaged."), "disagreement", kind=promised.label
    )


def _polyglot() -> FileRefused:
    return FileRefused(_("The file holds a second file of another type. Save it again and upload that."), "polyglot")


def _check_pdf(stream: IO[bytes], head: bytes, size: int, _kind: Kind) -> None:
    if _MARKUP.search(head[:_PDF_REACH]) or _opens_as_zip(stream, size):
        raise _polyglot()
    check_pdf(stream)


def _check_office(stream: IO[bytes], head: bytes, size: int, kind: Kind) -> None:
    if b"%PDF-" in head[:_PDF_REACH]:
        raise _polyglot()
    check_office(stream, size, kind)


def _check_picture(stream: IO[bytes], head: bytes, size: int, kind: Kind) -> None:
    picture = _PICTURES[kind.code](stream)
    if picture.pixels > kinds.MOST_PIXELS:
        raise FileRefused(
            _("The picture has more than %(limit)s million pixels. Make it smaller."),
            "too_many_pixels",
            limit=kinds.MOST_PIXELS // 1_000_000,
        )
    # Telephones write more data behind the end of a JPEG; PNG and WebP have nothing to say there.
    if kind is not kinds.JPEG and picture.ends_at != size:
        raise _polyglot()
    stream.seek(min(picture.ends_at, size))
    behind = stream.read(_CHUNK)
    if b"%PDF-" in head[:_PDF_REACH] or b"%PDF-" in behind or _opens_as_zip(stream, size) or _has_markup(stream):
        raise _polyglot()


def _check_text(stream: IO[bytes], head: bytes, size: int, _kind: Kind) -> None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if _MARKUP.search(head) or start[:64].lower().startswith(_SCRIPT_HEADS):
        raise FileRefused(_("The content is a web page or a program, not plain text."), "disagreement")
    if _opens_as_zip(stream, size):
        raise _polyglot()
    if not any(_decodes(stream, encoding) for encoding in ("utf-8", "gb18030")):
        raise FileRefused(_("The text is neither UTF-8 nor GB18030. Save it as UTF-8 and upload that."), "encoding")


def _decodes(stream: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while piece := stream.read(_CHUNK):
            if _BINARY.search(piece):
                return False
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _opens_as_zip(stream: IO[bytes], size: int) -> bool:
    """Say whether a ZIP reader would find a directory: its end record and at least one entry."""
    if not zipfile.is_zipfile(stream):
        stream.seek(max(0, size - _ZIP_TAIL))
        if b"PK\x05\x06" not in stream.read():
            return False
    return _contains(stream, re.compile(rb"PK\x01\x02"))


def _has_markup(stream: IO[bytes]) -> bool:
    return _contains(stream, re.compile(_MARKUP.pattern.replace(rb"|%", rb"").replace(rb"|\?xml", rb""), re.IGNORECASE))


def _contains(stream: IO[bytes], pattern: re.Pattern[bytes]) -> bool:
    stream.seek(0)
    carried = b""
    while piece := stream.read(_CHUNK):
        window = carried + piece
        if pattern.search(window):
            return True
        carried = window[-32:]
    return False


_PICTURES: Final[dict[str, Callable[[IO[bytes]], Picture]]] = {"png": read_png, "jpeg": read_jpeg, "webp": read_webp}
_CHECKS: Final[dict[str, Callable[[IO[bytes], bytes, int, Kind], None]]] = {
    "pdf": _check_pdf,
    "png": _check_picture,
    "jpeg": _check_picture,
    "webp": _check_picture,
    "docx": _check_office,
    "xlsx": _check_office,
    "csv": _check_text,
    "txt": _check_text,
}
