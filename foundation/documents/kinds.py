"""The kinds of file the portal takes, each with its limits. Everything not listed here is refused (trust IN-02)."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024

# Limits of trust IN-04 and IN-05.
MOST_PIXELS: Final = 50_000_000
MOST_PAGES: Final = 2_000
MOST_MEMBERS: Final = 2_000
MOST_INFLATED_BYTES: Final = 500 * MIB
MOST_INFLATION: Final = 200


@dataclass(frozen=True)
class Kind:
    """One kind of file: its code, media type, extensions (the first is the usual one) and size limit in bytes."""

    code: str
    media_type: str
    extensions: tuple[str, ...]
    most_bytes: int

    @property
    def label(self) -> str:
        """Return the name people know the kind by, the same in every language."""
        return self.code.upper()


PDF = Kind("pdf", "application/pdf", ("pdf",), 50 * MIB)
PNG = Kind("png", "image/png", ("png",), 20 * MIB)
JPEG = Kind("jpeg", "image/jpeg", ("jpg", "jpeg"), 20 * MIB)
WEBP = Kind("webp", "image/webp", ("webp",), 20 * MIB)
DOCX = Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",), 50 * MIB)
XLSX = Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",), 60 * MIB)
CSV = Kind("csv", "text/csv", ("csv",), 60 * MIB)
TXT = Kind("txt", "text/plain", ("txt",), 5 * MIB)

ALL: Final = (PDF, PNG, JPEG, WEBP, DOCX, XLSX, CSV, TXT)
IMAGES: Final = (PNG, JPEG, WEBP)
PAPERS: Final = (PDF, *IMAGES, DOCX)
SHEETS: Final = (XLSX, CSV)

BY_CODE: Final = {kind.code: kind for kind in ALL}
BY_EXTENSION: Final = {extension: kind for kind in ALL for extension in kind.extensions}
