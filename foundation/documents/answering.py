"""A stored file as the answer to a request: always an attachment, never shown in the page."""

from django.http import StreamingHttpResponse

from foundation.audit.actors import Actor
from foundation.documents.actions import reading
from foundation.documents.models import StoredFile
from foundation.documents.names import attachment_header
from foundation.documents.vault import CheckedFile


def attachment(file: StoredFile, *, by: Actor) -> StreamingHttpResponse:
    """Return a file as an attachment, handed out to `by`. Raises what `reading.hand_out` raises."""
    return answer(file, reading.hand_out(file, by=by))


def answer(file: StoredFile, content: CheckedFile) -> StreamingHttpResponse:
    """Return the checked content of a file as an attachment, for pages that have seen to it who may have it."""
    headers = {**headers_of(file.name, file.media_type, file.size), "ETag": f'"{file.sha256}"'}
    return StreamingHttpResponse(content, headers=headers)


def headers_of(name: str, media_type: str, size: int) -> dict[str, str]:
    """The headers of an attachment."""
    return {
        "Content-Type": media_type,
        "Content-Length": str(size),
        "Content-Disposition": attachment_header(name),
        # Should a program open it in spite of all this, it runs no script and loads nothing.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
