"""The runs of text of a PDF that typst made, in the order in which a reader copies them."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
_RUN = re.compile(rb"/(f\d+) [\d.]+ Tf.*?\[(.*?)\]TJ", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f]*)>", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def runs_of(paper: bytes) -> list[str]:
    """Return every run of text; a run is what was set in one go: a word of a table, a line of a paragraph."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(paper)}
    tables = {
        number: _characters(_stream(objects[int(found[1])]))
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    runs = []
    for body in objects.values():
        page = re.search(rb"/Type/Page/Resources (\d+) 0 R.*/Contents (\d+) 0 R", body)
        if page:
            named = re.findall(rb"/(f\d+) (\d+) 0 R", objects[int(page[1])])
            fonts = {name: tables.get(int(number), {}) for name, number in named}
            runs += [_read(text, fonts[name]) for name, text in _RUN.findall(_stream(objects[int(page[2])]))]
    return runs


def _stream(body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body.split(b"stream", 1)[1].lstrip(b"\r\n"))


def _characters(table: bytes) -> dict[int, str]:
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            start = int.from_bytes(bytes.fromhex(text.decode()), "big")
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def _read(text: bytes, font: dict[int, str]) -> str:
    glyphs = b"".join(bytes.fromhex(coded.decode()) or _unescaped(plain) for plain, coded in _STRING.findall(text))
    return "".join(font.get(int.from_bytes(glyphs[at : at + 2], "big"), "") for at in range(0, len(glyphs), 2))


def _unescaped(text: bytes) -> bytes:
    def plain(found: "re.Match[bytes]") -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if said[:1].isdigit() else _ESCAPES.get(said, said)

    return re.sub(rb"\\([0-7]{1,3}|.)", plain, text, flags=re.DOTALL)
