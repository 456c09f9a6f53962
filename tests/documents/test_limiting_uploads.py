"""An upload that announces too much is refused unread (trust IN-06)."""

import io
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from foundation.documents.upload_limits import LimitedUpload


def request_with(content: bytes, handlers: list[str], settings: Any) -> Any:
    settings.FILE_UPLOAD_HANDLERS = handlers
    return RequestFactory().post("/", {"file": SimpleUploadedFile("a.csv", content)})


HANDLERS = [
    "foundation.documents.upload_limits.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


@pytest.mark.parametrize("in_memory", [10_000_000, 10])
def test_what_fits_arrives_whole(settings: Any, in_memory: int) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    request = request_with(b"1,2\n" * 1_000, HANDLERS, settings)
    assert request.FILES["file"].read() == b"1,2\n" * 1_000


def test_what_announces_too_much_is_not_read(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1_000

    class Unread(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("the body is not read")

    request = request_with(b"x" * 2_000, HANDLERS, settings)
    request._stream = Unread()
    with pytest.raises(RequestDataTooBig):
        _ = request.FILES


def test_what_arrives_is_counted_too(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1_000
    handler = LimitedUpload()
    assert handler.receive_data_chunk(b"x" * 1_000, 0) == b"x" * 1_000
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(b"x", 1_000)
