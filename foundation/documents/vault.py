"""The private store: sealed files named by the hash of their sealed bytes, written once (trust IN-10, BK-03).

Each file has a data key of its own, which the key file seals and the row keeps: the store without the
database, or both without the key file, hold nothing readable. Named by the hash of what lies on disk, a
copy can be checked against its names without any key, and nobody can test whether he knows a content.

Layout of a sealed file: magic, then pieces of 64 KiB, each AES-256-GCM under the data key. The nonce is
the number of the piece and a mark on the last, so pieces cannot be exchanged, repeated or cut off.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Self
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from foundation.documents.refusals import FileDamaged

MAGIC: Final = b"portal-file/1\n"
_PIECE: Final = 64 * 1024
_TAG: Final = 16
_NONCE_PREFIX: Final = bytes(7)


@dataclass(frozen=True)
class Deposit:
    """What was put away: its address in the store, its key, and hash and size of the content in the clear."""

    address: str
    key: bytes
    sha256: str
    size: int


def put(content: IO[bytes]) -> Deposit:
    """Seal `content` (read from its beginning) and return where it lies, after disk and folder are synced.

    Called before the row is written, and outside of any transaction: a crash leaves a file without a
    row, never a row without its file.
    """
    key = AESGCM.generate_key(bit_length=256)
    written = _folder("incoming") / uuid4().hex
    content.seek(0)
    try:
        with written.open("xb") as out:
            sha256, address, size = _seal_into(out, content, key)
            out.flush()
            os.fchmod(out.fileno(), 0o400)
            os.fsync(out.fileno())
        _settle(written, address)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return Deposit(address, key, sha256, size)


def path_of(address: str) -> Path:
    """Return where the sealed file of this address lies. Raises ValueError for anything but a SHA-256."""
    if len(address) != 64 or not set(address) <= set("0123456789abcdef"):
        raise ValueError("An address is a SHA-256 in hexadecimal.")
    return _root() / address[:2] / address[2:4] / address


def addresses() -> Iterator[str]:
    """Yield the addresses of all files in the store, with a row or without."""
    for path in _root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        yield path.name


class CheckedFile:
    """The content of a stored file in pieces of at most 64 KiB, after all of it was found to be right."""

    def __init__(self, stream: IO[bytes], key: bytes, address: str) -> None:
        self._stream, self._key, self._address = stream, key, address

    def __iter__(self) -> Iterator[bytes]:
        return _pieces(self._stream, self._key, self._address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file in the store."""
        self._stream.close()


def open_checked(address: str, *, key: bytes, sha256: str, size: int) -> CheckedFile:
    """Open a stored file after checking every byte of it.

    Raises FileDamaged when it is missing, changed, cut off, or of another content than `sha256` and
    `size` say. The same open file is read again afterwards, so nobody can exchange it after the check.
    """
    try:
        stream = path_of(address).open("rb")
    except OSError as error:
        raise FileDamaged(address, "missing") from error
    digest, total = hashlib.sha256(), 0
    try:
        for piece in _pieces(stream, key, address):
            digest.update(piece)
            total += len(piece)
        if digest.hexdigest() != sha256 or total != size:
            raise FileDamaged(address, "other content")
    except BaseException:
        stream.close()
        raise
    return CheckedFile(stream, key, address)


def _root() -> Path:
    return Path(settings.DATA_DIR) / "files"


def _folder(*names: str) -> Path:
    """Return a folder of the store, made with its parents for this account only."""
    folder = _root()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in names:
        folder /= name
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _nonce(number: int, *, last: bool) -> bytes:
    return _NONCE_PREFIX + number.to_bytes(4, "big") + bytes([last])


def _seal_into(out: IO[bytes], content: IO[bytes], key: bytes) -> tuple[str, str, int]:
    """Write the sealed pieces; return the hash in the clear, the hash as sealed, and the size in the clear."""
    cipher = AESGCM(key)
    clear, sealed, size = hashlib.sha256(), hashlib.sha256(MAGIC), 0
    out.write(MAGIC)
    number, piece = 0, content.read(_PIECE)
    while True:
        following = content.read(_PIECE)
        packed = cipher.encrypt(_nonce(number, last=not following), piece, MAGIC)
        clear.update(piece)
        sealed.update(packed)
        size += len(piece)
        out.write(packed)
        if not following:
            return clear.hexdigest(), sealed.hexdigest(), size
        number, piece = number + 1, following


def _settle(written: Path, address: str) -> None:
    """Move the finished file to its address and sync the folders, so that the name survives a power cut."""
    folder = _folder(address[:2], address[2:4])
    written.rename(folder / address)
    for changed in (folder, folder.parent, folder.parent.parent):
        descriptor = os.open(changed, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _pieces(stream: IO[bytes], key: bytes, address: str) -> Iterator[bytes]:
    cipher = AESGCM(key)
    stream.seek(0)
    if stream.read(len(MAGIC)) != MAGIC:
        raise FileDamaged(address, "not a sealed file")
    number, packed = 0, stream.read(_PIECE + _TAG)
    while True:
        following = stream.read(_PIECE + _TAG)
        try:
            piece = cipher.decrypt(_nonce(number, last=not following), packed, MAGIC)
        except InvalidTag as error:
            raise FileDamaged(address, "changed") from error
        yield piece
        if not following:
            return
        number, packed = number + 1, following
