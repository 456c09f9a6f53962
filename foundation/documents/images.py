"""Size of a picture from its header, before anybody decodes it (trust IN-05), and the end of its data."""

import struct
from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from foundation.documents.refusals import FileRefused

_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers of JPEG; C4, C8 and CC in their range mean other things.
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_CHUNK: Final = 64 * 1024


@dataclass(frozen=True)
class Picture:
    """Width and height in pixels, and the offset where the picture's own data ends."""

    width: int
    height: int
    ends_at: int

    @property
    def pixels(self) -> int:
        """Return how many pixels a decoder would have to make."""
        return self.width * self.height


def _damaged() -> FileRefused:
    return FileRefused(_("The picture is damaged and cannot be opened."), "damaged")


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise _damaged()
    return data


def read_png(stream: IO[bytes]) -> Picture:
    """Walk the chunks of a PNG. Raises FileRefused when they do not lead from IHDR to IEND."""
    stream.seek(len(_PNG_HEAD))
    length, name = struct.unpack(">I4s", _exactly(stream, 8))
    if name != b"IHDR" or length != 13:
        raise _damaged()
    width, height = struct.unpack(">II", _exactly(stream, 8))
    stream.seek(len(_PNG_HEAD) + 8 + length + 4)
    while name != b"IEND":
        length, name = struct.unpack(">I4s", _exactly(stream, 8))
        stream.seek(length, 1)
        _exactly(stream, 4)
    return Picture(width, height, stream.tell())


def read_jpeg(stream: IO[bytes]) -> Picture:
    """Walk the segments of a JPEG to its end marker. Raises FileRefused when there is no frame or no end."""
    stream.seek(2)
    width = height = 0
    while True:
        marker = _next_marker(stream)
        if marker == 0xD9:
            break
        if marker in _JPEG_ALONE:
            continue
        (length,) = struct.unpack(">H", _exactly(stream, 2))
        if length < 2:
            raise _damaged()
        body = _exactly(stream, length - 2)
        if marker in _JPEG_FRAMES:
            if len(body) < 5 or width:
                raise _damaged()
            height, width = struct.unpack(">HH", body[1:5])
        if marker == 0xDA:
            _skip_scan(stream)
    if not width or not height:
        raise _damaged()
    return Picture(width, height, stream.tell())


def read_webp(stream: IO[bytes]) -> Picture:
    """Read the canvas of a WebP. Raises FileRefused when the RIFF frame and its first chunk disagree."""
    stream.seek(0)
    head = _exactly(stream, 30)
    size, chunk = struct.unpack("<I", head[4:8])[0], head[12:16]
    if chunk == b"VP8X":
        width = int.from_bytes(head[24:27], "little") + 1
        height = int.from_bytes(head[27:30], "little") + 1
    elif chunk == b"VP8L" and head[20] == 0x2F:
        bits = int.from_bytes(head[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif chunk == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", head[26:30]))
    else:
        raise _damaged()
    if chunk == b"VP8X":
        # A small canvas may announce larger frames: the frames count too.
        width, height = _largest_webp_frame(stream, size + 8, width, height)
    return Picture(width, height, size + 8)


def _largest_webp_frame(stream: IO[bytes], end: int, width: int, height: int) -> tuple[int, int]:
    position = 12
    while position + 8 <= end:
        stream.seek(position)
        name, length = struct.unpack("<4sI", _exactly(stream, 8))
        body = stream.read(min(length, 16))
        if name == b"VP8L" and len(body) >= 5:
            bits = int.from_bytes(body[1:5], "little")
            width, height = max(width, (bits & 0x3FFF) + 1), max(height, (bits >> 14 & 0x3FFF) + 1)
        elif name == b"VP8 " and len(body) >= 10:
            sides = struct.unpack("<HH", body[6:10])
            width, height = max(width, sides[0] & 0x3FFF), max(height, sides[1] & 0x3FFF)
        elif name == b"ANMF":
            raise FileRefused(_("Moving pictures are not taken."), "animated")
        position += 8 + length + length % 2
    return width, height


def _next_marker(stream: IO[bytes]) -> int:
    if _exactly(stream, 1) != b"\xff":
        raise _damaged()
    marker = 0xFF
    while marker == 0xFF:
        marker = _exactly(stream, 1)[0]
    return marker


def _skip_scan(stream: IO[bytes]) -> None:
    """Leave the stream at the next marker after entropy-coded data."""
    position = stream.tell()
    carried = b""
    while piece := stream.read(_CHUNK):
        window = carried + piece
        at = window.find(b"\xff")
        while at >= 0 and at + 1 < len(window):
            if window[at + 1] != 0x00 and not 0xD0 <= window[at + 1] <= 0xD7 and window[at + 1] != 0xFF:
                stream.seek(position - len(carried) + at)
                return
            at = window.find(b"\xff", at + 1)
        carried = window[-1:] if window.endswith(b"\xff") else b""
        position += len(piece)
    raise _damaged()
