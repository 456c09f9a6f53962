"""Opening a ZIP container without trusting anything it says about itself.

Limits: at most 2,000 members, 500 MiB unpacked and a ratio of 200, counted while inflating. What a member's header
claims must equal what comes out, so that a second reader of the same bytes cannot be led to unpack more.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from .refusals import SheetRefused

MEMBERS = 2_000
UNPACKED = 500 * 1024 * 1024
RATIO = 200
_RATIO_FREE = 8 * 1024 * 1024  # small members of repeated cells compress well and harm nobody
_PIECE = 1 << 20
_LOCAL = struct.Struct("<4s5H3L2H")


class Container:
    """The members of a ZIP file, inflated under the limits."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._unpacked = 0
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.members = {info.filename: info for info in archive.infolist()}
                count = len(archive.infolist())
        except (
            zipfile.BadZipFile,
            ValueError,
            OverflowError,
            struct.error,
            NotImplementedError,
            UnicodeError,
        ) as error:
            raise SheetRefused("damaged") from error
        if count > MEMBERS:
            raise SheetRefused("too_much_inside", f"> {MEMBERS}")
        if len(self.members) != count:
            raise SheetRefused("unsafe", "double names")
        self._check_members()

    def _check_members(self) -> None:
        end = 0
        for info in sorted(self.members.values(), key=lambda info: info.header_offset):
            name = info.filename
            if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
                raise SheetRefused("unsafe", "path")
            if (info.external_attr >> 16) & 0o170000 == 0o120000:
                raise SheetRefused("unsafe", "link")
            if info.flag_bits & 0x41:
                raise SheetRefused("encrypted")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise SheetRefused("unsafe", "compression")
            if info.header_offset < end:
                raise SheetRefused("unsafe", "overlap")
            end = self._start(info) + info.compress_size
            if end > len(self._data):
                raise SheetRefused("damaged")

    def _start(self, info: zipfile.ZipInfo) -> int:
        """Where the compressed bytes of a member begin."""
        header = self._data[info.header_offset : info.header_offset + _LOCAL.size]
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise SheetRefused("damaged")
        fields = _LOCAL.unpack(header)
        return info.header_offset + _LOCAL.size + int(fields[9]) + int(fields[10])

    def pieces(self, name: str) -> Iterator[bytes]:
        """The member's content in pieces of about 1 MiB; SheetRefused when a limit or a claim is broken."""
        info = self.members[name]
        start = self._start(info)
        packed = memoryview(self._data)[start : start + info.compress_size]
        size = 0
        checksum = 0
        for piece in _stored(packed) if info.compress_type == zipfile.ZIP_STORED else _inflated(packed):
            size += len(piece)
            self._unpacked += len(piece)
            if self._unpacked > UNPACKED:
                raise SheetRefused("too_much_inside", f"> {UNPACKED >> 20} MiB")
            if size > _RATIO_FREE and size > RATIO * max(len(packed), 1):
                raise SheetRefused("too_much_inside", f"> {RATIO} : 1")
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != info.file_size or checksum != info.CRC:
            raise SheetRefused("damaged")

    def read(self, name: str, most: int = 64 << 20) -> bytes:
        """A whole member of at most `most` bytes."""
        found = bytearray()
        for piece in self.pieces(name):
            found += piece
            if len(found) > most:
                raise SheetRefused("too_much_inside", f"> {most >> 20} MiB")
        return bytes(found)

    def exhaust(self, name: str) -> None:
        """Inflate a member only to count it."""
        for _piece in self.pieces(name):
            pass


def _stored(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), _PIECE):
        yield bytes(packed[start : start + _PIECE])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    pending: bytes | memoryview = packed
    try:
        while not inflater.eof:
            piece = inflater.decompress(pending, _PIECE)
            pending = inflater.unconsumed_tail
            if not piece and not pending:
                break
            if piece:
                yield piece
    except zlib.error as error:
        raise SheetRefused("damaged") from error
    if not inflater.eof:
        raise SheetRefused("damaged")
