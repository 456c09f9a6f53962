"""How a file is refused: one exception that a form, a verb and the API all understand."""

from typing import Any

from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """The portal does not take this file. `message` says what is wrong and what to do; `code` is for programs.

    A ValidationError, so that a form field shows it beside the input without further code.
    """

    def __init__(self, message: Any, code: str, **params: Any) -> None:
        super().__init__(message, code=code, params=params)


class FileDamaged(Exception):
    """A stored file is missing or is no longer what was received (trust IN-10). Nothing of it may be handed out."""

    def __init__(self, address: str, why: str) -> None:
        self.address, self.why = address, why
        super().__init__(f"stored file {address[:12]}: {why}")
