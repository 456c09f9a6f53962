"""Reading a body: JSON without tricks (trust IN-11). What cannot be meant is refused, and named."""

import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

DEPTH = 20
DIGITS = 18


class TooLarge(APIException):
    """The body is longer than an answer could need."""

    status_code = 413
    default_code = "too_large"


class StrictJSON(BaseParser):
    """UTF-8, one object, depth at most 20, each key once, no NUL, no NaN, no endless numbers; text in NFC.

    Numbers with a decimal point become Decimal, never float.
    """

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the object. Raises ParseError (400) or TooLarge (413)."""
        limit = settings.API_BODY_MAX_BYTES
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge(_("The body is larger than %(limit)d bytes.") % {"limit": limit})
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise ParseError(_("The body is not UTF-8.")) from None
        if _depth(text) > DEPTH:
            raise ParseError(_("The body is nested deeper than %(limit)d levels.") % {"limit": DEPTH})
        try:
            value = json.loads(
                text, object_pairs_hook=_object, parse_float=_decimal, parse_int=_integer, parse_constant=_constant
            )
        except json.JSONDecodeError as error:
            raise ParseError(
                _("The body is not JSON (line %(line)d, column %(column)d).")
                % {"line": error.lineno, "column": error.colno}
            ) from None
        if not isinstance(value, dict):
            raise ParseError(_("The body must be one JSON object."))
        return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        name = _text(key)
        if name in found:
            raise ParseError(_("The key “%(key)s” stands twice in one object.") % {"key": name[:60]})
        found[name] = _clean(value)
    return found


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value


def _text(value: str) -> str:
    if "\0" in value:
        raise ParseError(_("Text must not hold the character NUL."))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ParseError(_("Text holds half a character (a lone surrogate).")) from None
    return unicodedata.normalize("NFC", value)


def _decimal(text: str) -> Decimal:
    if len(text) > 40:
        raise ParseError(_("A number is too long."))
    value = Decimal(text)
    if not value.is_finite() or abs(value.adjusted()) > DIGITS * 2:
        raise ParseError(_("A number is too long."))
    return value


def _integer(text: str) -> int:
    if len(text.lstrip("-")) > DIGITS:
        raise ParseError(_("A number is too long."))
    return int(text)


def _constant(text: str) -> Any:
    raise ParseError(_("%(value)s is no number.") % {"value": text})


def _depth(text: str) -> int:
    """Return how deep brackets are nested outside strings, before anything is built from them."""
    deepest = depth = 0
    inside = escaped = False
    for letter in text:
        if inside:
            if escaped:
                escaped = False
            elif letter == "\\":
                escaped = True
            elif letter == '"':
                inside = False
        elif letter == '"':
            inside = True
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest
