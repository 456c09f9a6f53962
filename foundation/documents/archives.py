"""Reading ZIP containers (DOCX, XLSX) without believing them: limits are counted while inflating (trust IN-04).

Headers of an archive are claims. Sizes, checksums and positions are compared with what really comes
out, so a container that lies anywhere is refused before any other program opens it.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.refusals import FileRefused

_CHUNK: Final = 64 * 1024
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_LOCAL_MAGIC: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
# Options of deflate, sizes behind the data, names in UTF-8: what ordinary programs write.
_ORDINARY: Final = 0x2 | 0x4 | 0x8 | 0x800
# Sizes and checksum that may stand behind a part, at their longest.
_DESCRIPTOR: Final = 24
# First bytes of things that have no business inside an office file: archives, old office files, programs.
_NESTED: Final = (
    b"PK\x03\x04",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
)


@dataclass(frozen=True)
class Part:
    """One file inside a container and where its packed bytes lie."""

    name: str
    packed_at: int
    info: zipfile.ZipInfo


class Budget:
    """How much may still come out of one container; shared by all its parts."""

    def __init__(self, packed_bytes: int) -> None:
        # A small container may inflate to a mebibyte whatever its ratio: empty sheets pack very well.
        self.left = min(kinds.MOST_INFLATED_BYTES, max(packed_bytes * kinds.MOST_INFLATION, kinds.MIB))

    def spend(self, amount: int) -> None:
        """Count `amount` inflated bytes. Raises FileRefused when the container holds too much."""
        self.left -= amount
        if self.left < 0:
            raise FileRefused(_("The file unpacks to far more than its size. It was not opened."), "inflates_too_much")


def parts_of(stream: IO[bytes], size: int) -> list[Part]:
    """Return the parts of the container after checking its directory.

    Raises FileRefused for a damaged directory, too many parts, unsafe or doubled names, links,
    passwords, unusual packing, and parts that overlap.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            infos, directory_at = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OverflowError) as error:
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged") from error
    if len(infos) > kinds.MOST_MEMBERS:
        raise FileRefused(_("The file holds more than %(limit)s parts."), "too_many_parts", limit=kinds.MOST_MEMBERS)
    seen: set[str] = set()
    for info in infos:
        _check_entry(info, seen)
    parts = [Part(info.filename, _packed_at(stream, info, size), info) for info in infos]
    _check_layout(parts, directory_at)
    return [part for part in parts if not part.info.is_dir()]


def inflated(stream: IO[bytes], part: Part, budget: Budget) -> Iterator[bytes]:
    """Yield the content of `part` in pieces of at most 64 KiB, counting every byte against `budget`.

    Raises FileRefused when the content is not what the directory promises, or is itself an archive.
    """
    checksum, total = 0, 0
    for piece in _unpacked(stream, part):
        if not total and piece.startswith(_NESTED):
            raise FileRefused(_("The file has another file packed inside. Upload that file by itself."), "nested")
        budget.spend(len(piece))
        checksum = zlib.crc32(piece, checksum)
        total += len(piece)
        yield piece
    if total != part.info.file_size or checksum != part.info.CRC:
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged")


def _check_entry(info: zipfile.ZipInfo, seen: set[str]) -> None:
    name = info.orig_filename
    folded = name.casefold()
    unsafe = (
        name.startswith(("/", "\\"))
        or "\\" in name
        or "\x00" in name
        or ":" in name
        or ".." in name.split("/")
        or folded in seen
        or stat.S_ISLNK(info.external_attr >> 16)
    )
    seen.add(folded)
    if unsafe:
        raise FileRefused(_("The file has unsafe names inside. It was not opened."), "unsafe_names")
    if info.flag_bits & _ENCRYPTED:
        raise FileRefused(_("The file is protected by a password. Save it without one."), "password")
    if info.flag_bits & ~_ORDINARY or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefused(_("The file is packed in an unusual way. Save it again with an office program."), "packing")


def _packed_at(stream: IO[bytes], info: zipfile.ZipInfo, size: int) -> int:
    # A directory that lies about its own place makes offsets negative.
    stream.seek(max(0, info.header_offset))
    header = stream.read(_LOCAL_HEADER.size)
    if info.header_offset < 0 or len(header) != _LOCAL_HEADER.size or not header.startswith(_LOCAL_MAGIC):
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged")
    fields = _LOCAL_HEADER.unpack(header)
    name_length, extra_length = int(fields[9]), int(fields[10])
    name = stream.read(name_length)
    packed_at = info.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    # Programs that read the local header see another name or another packing: a second file in one.
    same = name == _raw_name(info) and fields[3] == info.compress_type and not fields[2] & ~_ORDINARY
    if not same or packed_at + info.compress_size > size:
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged")
    return packed_at


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", errors="replace")


def _check_layout(parts: list[Part], directory_at: int) -> None:
    """Parts stand one behind the other from the first byte to the directory: none shared, none hidden."""
    end = 0
    for part in sorted(parts, key=lambda part: part.info.header_offset):
        if part.info.header_offset < end:
            raise FileRefused(_("The file has parts that overlap. It was not opened."), "overlap")
        if part.info.header_offset > end + _DESCRIPTOR:
            raise FileRefused(_("The file is damaged and cannot be opened."), "damaged")
        end = part.packed_at + part.info.compress_size
    if not end <= directory_at <= end + _DESCRIPTOR:
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged")


def _unpacked(stream: IO[bytes], part: Part) -> Iterator[bytes]:
    stream.seek(part.packed_at)
    left = part.info.compress_size
    if part.info.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (piece := stream.read(min(_CHUNK, left))):
            left -= len(piece)
            yield piece
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = b""
    try:
        while not unpacker.eof:
            if not packed:
                packed = stream.read(min(_CHUNK, left))
                left -= len(packed)
                if not packed:
                    break
            piece = unpacker.decompress(packed, _CHUNK)
            packed = unpacker.unconsumed_tail
            if piece:
                yield piece
    except zlib.error as error:
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged") from error
    # Bytes after the end of the packed stream would be seen by nobody but whoever put them there.
    if not unpacker.eof or unpacker.unused_data or left:
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged")
