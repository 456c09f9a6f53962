"""DOCX and XLSX: the right main part, and no macros, embedded files, entities or remote parts (trust IN-02, IN-08)."""

import re
from typing import IO, Final
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from foundation.documents import kinds
from foundation.documents.archives import Budget, Part, inflated, parts_of
from foundation.documents.kinds import Kind
from foundation.documents.refusals import FileRefused

_CONTENT_TYPES: Final = "[Content_Types].xml"
_MAIN_TYPES: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": kinds.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": kinds.XLSX,
}
_LARGEST_LIST: Final = kinds.MIB
# Programs inside an office file: VBA, Excel 4 macro sheets, controls.
_MACRO_NAMES: Final = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|customui/", re.IGNORECASE)
_MACRO_TYPES: Final = re.compile(r"macro|vba|activex", re.IGNORECASE)
_EMBEDDED_NAMES: Final = re.compile(r"/embeddings/|oleobject", re.IGNORECASE)
# What office programs load from another host without asking. Links between workbooks ask, and real
# ledgers are full of them, so they pass.
_REMOTE_TYPES: Final = re.compile(r"/(?:attachedTemplate|oleObject|frame|subDocument|image)$")
_ENTITIES: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_office(stream: IO[bytes], size: int, kind: Kind) -> None:
    """Inflate every part within the limits and raise FileRefused unless it is a plain document of `kind`."""
    parts = parts_of(stream, size)
    names = {part.name for part in parts}
    if _CONTENT_TYPES not in names:
        raise FileRefused(_("Archives are not taken. Upload the files one by one."), "not_allowed")
    for name in names:
        _check_name(name)
    budget = Budget(size)
    for part in parts:
        _check_part(stream, part, budget, kind)


def _check_name(name: str) -> None:
    if _MACRO_NAMES.search(name):
        raise FileRefused(_("The file contains macros or controls. Save it without them."), "macros")
    if _EMBEDDED_NAMES.search(name):
        raise FileRefused(_("The file has another file packed inside. Upload that file by itself."), "nested")


def _check_part(stream: IO[bytes], part: Part, budget: Budget, kind: Kind) -> None:
    is_list = part.name == _CONTENT_TYPES or part.name.lower().endswith(".rels")
    is_xml = is_list or part.name.lower().endswith((".xml", ".vml"))
    kept = bytearray()
    carried = b""
    for piece in inflated(stream, part, budget):
        if is_xml:
            # UTF-16 spells the same words with zero bytes between the letters.
            window = (carried + piece).replace(b"\x00", b"")
            if _ENTITIES.search(window):
                raise FileRefused(_("The file defines entities, which office programs never do."), "entities")
            carried = window[-32:]
        if is_list:
            kept += piece
            if len(kept) > _LARGEST_LIST:
                raise FileRefused(_("The file is damaged and cannot be opened."), "damaged")
    if is_list:
        _check_list(part.name, bytes(kept), kind)


def _check_list(name: str, content: bytes, kind: Kind) -> None:
    entries = _attributes(content)
    if name == _CONTENT_TYPES:
        _check_content_types([entry.get("ContentType", "") for entry in entries], kind)
        return
    for entry in entries:
        remote = entry.get("TargetMode", "").lower() == "external"
        if remote and _REMOTE_TYPES.search(entry.get("Type", "")):
            raise FileRefused(_("The file loads parts from elsewhere. Save it without links to other files."), "remote")


def _attributes(content: bytes) -> list[dict[str, str]]:
    """Return the attributes of every element. Entities were refused before, so nothing is expanded or fetched."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, attributes: found.append(attributes)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise FileRefused(_("The file is damaged and cannot be opened."), "damaged") from error
    return found


def _check_content_types(types: list[str], kind: Kind) -> None:
    if any(_MACRO_TYPES.search(content_type) for content_type in types):
        raise FileRefused(_("The file contains macros or controls. Save it without them."), "macros")
    found = {_MAIN_TYPES[content_type] for content_type in types if content_type in _MAIN_TYPES}
    if found != {kind}:
        other = next(iter(found - {kind}), None)
        raise FileRefused(
            _("The content is not a %(kind)s file, or the file is damaged.")
            if other is None
            else _("The name says %(promised)s, but the content is %(found)s. Give the file its right name."),
            "disagreement",
            kind=kind.label,
            promised=kind.label,
            found=other.label if other else "",
        )
