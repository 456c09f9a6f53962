"""Files for the tests, honest and hostile, made in memory. All content is synthetic."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/main.xml" ContentType="{main}"/>{more}</Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def zipped(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of `parts`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(main: str, parts: Mapping[str, bytes] | None = None, more_types: str = "") -> bytes:
    """Return the smallest container that counts as an office document of the main type."""
    types = _TYPES.format(main=main, more=more_types).encode()
    return zipped({"[Content_Types].xml": types, "main.xml": b"<document/>", **(parts or {})})


def docx(parts: Mapping[str, bytes] | None = None, more_types: str = "") -> bytes:
    """Return a DOCX with further parts."""
    return office(WORD_MAIN, parts, more_types)


def xlsx(parts: Mapping[str, bytes] | None = None, more_types: str = "") -> bytes:
    """Return an XLSX with further parts."""
    return office(SHEET_MAIN, parts, more_types)


def remote_relation(kind: str) -> bytes:
    """Return a relation list that names a part on another host."""
    return _RELATIONS.format(kind=kind, target="https://other.example/template.dotm").encode()


def png(width: int = 4, height: int = 4) -> bytes:
    """Return a PNG whose header says `width` × `height`; the data fit 4 × 4 only."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\x10\x20\x30\x40" * 4)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 4, comment: bytes = b"") -> bytes:
    """Return the skeleton of a JPEG: header, optional comment, frame, scan, end."""

    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\x12\x34\xff\x00\x56\xff\xd0\x78"
    return b"".join(
        [
            b"\xff\xd8",
            segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"),
            segment(0xFE, comment) if comment else b"",
            segment(0xC0, frame),
            segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            scan,
            b"\xff\xd9",
        ]
    )


def webp(width: int = 4, height: int = 4) -> bytes:
    """Return the skeleton of a lossless WebP."""
    body = b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + bytes(5)
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def pdf(objects: bytes = b"", pages: int = 1, tail: bytes = b"") -> bytes:
    """Return a small PDF with further `objects`."""
    body = b"".join(b"%d 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n" % (number + 10) for number in range(pages))
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [10 0 R] >>\nendobj\n"
        + body
        + objects
        + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
        + tail
    )


def object_stream(content: bytes, dictionary: bytes = b"/Type /ObjStm", packed: bytes | None = None) -> bytes:
    """Return a PDF object stream that hides `content` by compression."""
    packed = zlib.compress(content) if packed is None else packed
    head = b"7 0 obj\n<< %s /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n" % (dictionary, len(packed))
    return head + b"stream\n" + packed + b"\nendstream\nendobj\n"


def bomb(size: int) -> bytes:
    """Return `size` zero bytes in as few as deflate needs (about a thousandth)."""
    return bytes(size)


def lying(container: bytes, part: str, claimed_size: int) -> bytes:
    """Return `container` with another unpacked size claimed for `part`, in both of its headers."""
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        info = archive.getinfo(part)
    data = bytearray(container)
    struct.pack_into("<L", data, info.header_offset + 22, claimed_size)
    directory = data.find(b"PK\x01\x02")
    while directory >= 0:
        (name_length,) = struct.unpack_from("<H", data, directory + 28)
        if bytes(data[directory + 46 : directory + 46 + name_length]) == part.encode():
            struct.pack_into("<L", data, directory + 24, claimed_size)
        directory = data.find(b"PK\x01\x02", directory + 4)
    return bytes(data)
