"""What a page must hold to be worth opening: a heading, something to read beside it, something to do."""

import re
from html import unescape

SILENT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
DOABLE = re.compile(r"<(?:a|button|input|select|textarea|summary)\b")


def read(html: str) -> str:
    """The text of a piece of a page without its spaces."""
    return re.sub(r"\s+", "", unescape(TAG.sub(" ", SILENT.sub("", html))))


def fault_of(html: str) -> str:
    """Return what a page lacks; empty when it lacks nothing."""
    main = html[html.find("<main") : html.find("</main>")]
    heading, words = "".join(read(found) for found in HEADING.findall(main)), read(main)
    if not heading:
        return "no heading"
    if len(words) - len(heading) < 12:
        return f"nothing to read beside the heading: {words[:60]}"
    if not DOABLE.search(main) and len(words) < 60:
        return f"nothing to do and little to read: {words[:60]}"
    return ""
