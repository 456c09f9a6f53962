"""Refusing an upload by its announced size, before its body is read (trust IN-06)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class LimitedUpload(FileUploadHandler):
    """First of the upload handlers. What announces too much is refused unread; what comes is counted as well.

    The answer is 400; a request without a length has no body for Django.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  (Django calls it so)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Look at the announced length only. Raises RequestDataTooBig."""
        self._check(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what arrives and pass it on to the next handler. Raises RequestDataTooBig."""
        self._received += len(raw_data)
        self._check(self._received)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the making of the file to the next handler."""

    def _check(self, amount: int) -> None:
        if amount > settings.UPLOAD_MAX_BYTES:
            raise RequestDataTooBig("The upload is larger than the portal takes.")
