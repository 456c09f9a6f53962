"""The description of the API (OpenAPI), made from the views once for each language."""

from functools import cache
from typing import Any

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator


@cache
def description(language: str) -> dict[str, Any]:
    """Return the OpenAPI document in a language."""
    with translation.override(language):
        schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema
