"""Names in both languages, as the contents of a report keep them."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

Named = dict[str, str]


def languages() -> list[str]:
    """The languages of the portal."""
    return [language for language, _name in settings.LANGUAGES]


def in_both(row: Any) -> Named:
    """The names of a division or category; Chinese where there is no English one."""
    return {
        language: row.name_zh if language.startswith("zh") else row.name_en or row.name_zh for language in languages()
    }


def said_in_both(text: Any) -> Named:
    """A text that is translated when it is read, or a name that has one language."""
    found = {}
    for language in languages():
        with override(language):
            found[language] = str(text)
    return found
