"""Telephone numbers as links that a phone calls."""

import re
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_BETWEEN: Final = re.compile(r"\s*[、,;/]\s*")
_EXTENSION: Final = re.compile(r"\s*转\s*")


def telephone_links(text: str) -> SafeString:
    """Write numbers, several separated by 、 , ; or /, as links; an extension (转) is dialled after a pause."""
    numbers = [number for number in _BETWEEN.split(text.strip()) if number]
    return format_html_join("、", "{}", ((_link(number),) for number in numbers))


def _link(number: str) -> SafeString:
    dialled = ",".join(re.sub(r"[^0-9+]", "", part) for part in _EXTENSION.split(number))
    if not dialled.strip(","):
        return format_html("{}", number)
    return format_html('<a class="pt-num pt-nb" href="tel:{}">{}</a>', dialled, number)
