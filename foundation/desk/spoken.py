"""Chinese inside a page in another language says that it is Chinese (WCAG 3.1.2): texts of law, names of categories.

Screen readers then read it with a Chinese voice, and browsers take mainland glyph forms.
"""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from foundation.desk.formats import in_chinese

_RUN = re.compile(r"([\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef0-9]*)")


def spoken(text: object) -> SafeString:
    """Return the text escaped, each run of Chinese in an English page in an element with its language.

    Markup that was put together before (a choice with a smaller line) is left as it is: its parts were marked then.
    """
    words = str(text)
    if isinstance(text, SafeString) and "<" in words:
        return text
    if in_chinese() or not _RUN.search(words):
        return format_html("{}", text)
    parts = _RUN.split(words)  # every second part is Chinese
    marked = ((format_html('<span lang="zh-CN">{}</span>', part) if n % 2 else part,) for n, part in enumerate(parts))
    return format_html_join("", "{}", marked)


def spoken_mark(text: object) -> SafeString:
    """Return the attribute that says a whole text is Chinese; nothing in a Chinese page or for other texts."""
    return format_html(' lang="{}"', "zh-CN") if not in_chinese() and _RUN.search(str(text)) else SafeString("")
