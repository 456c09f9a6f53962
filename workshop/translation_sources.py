"""Finding the texts to translate in Python files and templates, with Babel instead of gettext's tools."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract as babel_extract
from django.utils.translation.template import templatize

Key = tuple[str | None, str]

APPS = (
    "appraisal_portal",
    "foundation",
    "governance",
    "institutions",
    "equipment",
    "appraisers",
    "cases",
    "quality",
    "complaints",
)
_ONE: dict[str, Any] = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
_COUNTED: dict[str, Any] = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
_IN_CONTEXT: dict[str, Any] = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
_BOTH: dict[str, Any] = dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
_KEYWORDS = {**_ONE, **_COUNTED, **_IN_CONTEXT, **_BOTH}


@dataclass(frozen=True)
class Message:
    """A text to translate, and the file it was first seen in."""

    context: str | None
    msgid: str
    plural: str | None
    where: str

    @property
    def key(self) -> Key:
        """Return what identifies the text in a catalogue."""
        return self.context, self.msgid


def extract(root: Path) -> list[Message]:
    """Return the texts of the portal's apps and templates, each once."""
    found: dict[Key, Message] = {}
    for path in _source_files(root):
        for message in messages_in(path.read_text(encoding="utf-8"), str(path.relative_to(root))):
            known = found.get(message.key)
            if known is None or (message.plural and not known.plural):
                found[message.key] = message
    return list(found.values())


def messages_in(source: str, name: str) -> Iterator[Message]:
    """Yield the texts in one file; anything that is not .py is read as a template."""
    if not name.endswith(".py"):
        # Django turns a template into calls of gettext with the rest blanked out. Its indentation
        # means nothing, and would be an error to the reader of Python.
        calls = templatize(source, origin=name)
        source = "\n".join(row.lstrip() for row in calls.splitlines())
    options: dict[str, Any] = {"encoding": "utf-8"}
    for _line, texts, _comments, context in babel_extract(
        "python", BytesIO(source.encode()), keywords=_KEYWORDS, options=options
    ):
        msgid, plural = (texts[0], texts[1]) if isinstance(texts, tuple) else (texts, None)
        if msgid:
            yield Message(context, msgid, plural, name)


def _source_files(root: Path) -> Iterator[Path]:
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path
    for pattern in ("*.html", "*.txt"):
        for folder in (root / "templates", *(root / app for app in APPS)):
            yield from sorted(folder.rglob(pattern))
