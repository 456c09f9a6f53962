"""The one way a stored file leaves the portal."""

from uuid import UUID

from django.http import HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from foundation.accounts.doors import Request, staff_page
from foundation.documents.answering import attachment
from foundation.documents.models import StoredFile
from foundation.documents.verbs import DOWNLOAD


@staff_page(DOWNLOAD.code)
@require_safe
def download(request: Request, pk: UUID) -> HttpResponseBase:
    """Send a file as an attachment. Absent and out of scope are the same 404 (trust AZ-02)."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=pk)
    etag = f'"{file.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    return attachment(file, by=request.actor)
