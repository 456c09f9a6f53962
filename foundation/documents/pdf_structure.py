"""What a PDF says about itself: pages and active content, without opening it in a viewer (trust IN-05).

Names are looked for in the whole file and in the inflated object streams, the places where the format
allows dictionaries. Reading only "between streams" would be fooled by the word in a comment.
"""

import re
import zlib
from collections.abc import Iterator
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.archives import Budget
from foundation.documents.refusals import FileRefused

_CHUNK: Final = 64 * 1024
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_HEX_IN_NAME: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME_ENDS: Final = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
_PAGE: Final = re.compile(rb"/Type\s*/Page" + _NAME_ENDS)
_OBJECT_STREAM: Final = re.compile(rb"/ObjStm" + _NAME_ENDS)
_PROTECTED: Final = re.compile(rb"/Encrypt" + _NAME_ENDS)
# Actions and attachments that do something when the paper is opened or clicked. A script needs both /JS
# and /JavaScript; only the long name is unlikely to occur by chance in packed data.
_ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|Launch|GoToR|GoToE|SubmitForm|ImportData|EmbeddedFiles?|RichMedia|XFA)" + _NAME_ENDS
)
_WHITE: Final = b"\x00\t\n\f\r "
# A dictionary stands directly before its stream; those of object streams are short.
_DICTIONARY_REACH: Final = 2_048
_TAIL: Final = 1_024


def check_pdf(stream: IO[bytes]) -> int:
    """Return how many pages a PDF has.

    Raises FileRefused when it is cut off, protected, active, or has more than 2,000 pages.
    """
    stream.seek(0)
    data = stream.read()
    _check_end(data)
    pages = 0
    for text in (data, *_object_streams(data)):
        plain = _HEX_IN_NAME.sub(lambda match: bytes([int(match[1], 16)]), text)
        if _PROTECTED.search(plain):
            raise FileRefused(_("The file is protected by a password. Save it without one."), "password")
        if _ACTIVE.search(plain):
            raise FileRefused(
                _("The PDF contains scripts, attachments or actions. Print it as a plain PDF and upload that."),
                "active",
            )
        pages += sum(1 for _page in _PAGE.finditer(plain))
        if pages > kinds.MOST_PAGES:
            raise FileRefused(
                _("The PDF has more than %(limit)s pages. Split it."), "too_many_pages", limit=kinds.MOST_PAGES
            )
    if not pages:
        raise FileRefused(_("The PDF has no pages that can be read. Save or print it as PDF again."), "damaged")
    return pages


def _check_end(data: bytes) -> None:
    tail = data[-_TAIL:]
    at = tail.rfind(b"%%EOF")
    if at < 0:
        raise FileRefused(_("The PDF is cut off before its end. Upload it again."), "damaged")
    if tail[at + 5 :].strip(_WHITE):
        raise FileRefused(_("Something else is attached behind the end of the file."), "polyglot")


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Yield every object stream in the clear. Raises FileRefused when one cannot be read or is a bomb."""
    budget = Budget(len(data))
    for match in _STREAM.finditer(data):
        reach = data[max(0, match.start() - _DICTIONARY_REACH) : match.start()]
        reach = _HEX_IN_NAME.sub(lambda found: bytes([int(found[1], 16)]), reach)
        if not _OBJECT_STREAM.search(reach):
            continue
        text = _inflated(data, match.end(), budget)
        if text is not None:
            yield text
        elif _OBJECT_STREAM.search(reach, reach.rfind(b"endobj") + 1):
            # The nearest dictionary names an object stream, so it is this stream that we cannot read.
            raise FileRefused(
                _("The PDF is packed in an unusual way. Print it as a plain PDF and upload that."), "packing"
            )


def _inflated(data: bytes, start: int, budget: Budget) -> bytes | None:
    """Return the packed stream at `start` in the clear, or None when it is not plainly packed."""
    unpacker = zlib.decompressobj()
    pieces = []
    packed = b""
    try:
        while not unpacker.eof:
            if not packed:
                packed = data[start : start + _CHUNK]
                start += len(packed)
                if not packed:
                    return None
            piece = unpacker.decompress(packed, _CHUNK)
            packed = unpacker.unconsumed_tail
            budget.spend(len(piece))
            pieces.append(piece)
    except zlib.error:
        return None
    return b"".join(pieces)
