"""The one way a stored file leaves the portal."""

from uuid import UUID

from django.http import HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, staff_page
from foundation.documents.actions import reading
from foundation.documents.models import StoredFile
from foundation.documents.names import attachment_header
from foundation.documents.verbs import DOWNLOAD


@staff_page(DOWNLOAD.code)
@require_safe
def download(request: Request, pk: UUID) -> HttpResponseBase:
    """Send a file as an attachment. Absent and out of scope are the same 404 (trust AZ-02)."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=pk)
    etag = f'"{file.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    return StreamingHttpResponse(
        reading.hand_out(file, by=request.actor),
        headers={
            "Content-Type": file.media_type,
            "Content-Length": str(file.size),
            "Content-Disposition": attachment_header(file.name),
            "ETag": etag,
            # Should a program open it in spite of all this, it runs no script and loads nothing.
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )
