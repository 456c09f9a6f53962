"""Translations without gettext: extract, merge the parts, check, compile. Runs inside the virtual environment.

Authors write their Chinese into locale/parts/<name>.po. `merge` brings all parts together in
locale/zh_Hans/LC_MESSAGES/django.po, `check` finds what is missing, unsure, unused or contradictory,
`compile` writes the .mo files Django reads. Part `third_party` may hold texts of libraries.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib

from workshop.paths import ROOT, nice
from workshop.translation_sources import Key, Message, extract

LOCALE = ROOT / "locale"
CATALOGUE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
_THIRD_PARTY = "third_party"
_PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")
_HEADER = {
    "Project-Id-Version": "judicial appraisal portal",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


@dataclass
class Translations:
    """All written translations by context and msgid, with the complaints that arose in reading them."""

    entries: dict[Key, polib.POEntry] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    written_in: dict[Key, str] = field(default_factory=dict)

    def add(self, entry: polib.POEntry, part: str) -> None:
        """Take an entry of a part; a different translation of the same text is a complaint."""
        key = (entry.msgctxt, entry.msgid)
        known = self.entries.get(key)
        if known is not None and text_of(known) and text_of(entry) and text_of(known) != text_of(entry):
            self.complaints.append(
                f"contradiction: {label(key)} is {text_of(known)!r} in {self.written_in[key]}, "
                f"{text_of(entry)!r} in {part}"
            )
            return
        if known is None or not text_of(known):
            self.entries[key] = entry
            self.written_in[key] = part


def text_of(entry: polib.POEntry) -> str:
    """Return the translation; of texts with plural, the only form Chinese has."""
    return str(entry.msgstr_plural.get(0, "")) if entry.msgid_plural else str(entry.msgstr)


def label(key: Key) -> str:
    """Return how a message is named in reports."""
    context, msgid = key
    short = msgid if len(msgid) <= 90 else f"{msgid[:87]}..."
    return f"{short!r} (context {context!r})" if context else repr(short)


def read_parts(folder: Path) -> Translations:
    """Read all parts in the order of their names."""
    found = Translations()
    for path in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                found.add(entry, path.stem)
    return found


def merged(catalogue: Path, parts_folder: Path) -> Translations:
    """Return the parts, completed by what only the catalogue holds."""
    found = read_parts(parts_folder)
    if catalogue.exists():
        for entry in polib.pofile(str(catalogue)):
            if not entry.obsolete and (entry.msgctxt, entry.msgid) not in found.entries:
                found.add(entry, "django")
    return found


def new_catalogue(translations: Translations, messages: Iterable[Message]) -> polib.POFile:
    """Return the catalogue of all extracted messages and texts of libraries, sorted, without locations."""
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = dict(_HEADER)
    wanted: dict[Key, str | None] = {message.key: message.plural for message in messages}
    for key, part in translations.written_in.items():
        if part == _THIRD_PARTY:
            wanted.setdefault(key, translations.entries[key].msgid_plural or None)
    for key in sorted(wanted, key=lambda each: (each[1], each[0] or "")):
        catalogue.append(_entry(key, wanted[key], translations.entries.get(key)))
    return catalogue


def _entry(key: Key, plural: str | None, known: polib.POEntry | None) -> polib.POEntry:
    context, msgid = key
    text = text_of(known) if known is not None else ""
    entry = polib.POEntry(msgid=msgid, msgctxt=context, flags=["fuzzy"] if known is not None and known.fuzzy else [])
    if plural:
        entry.msgid_plural, entry.msgstr_plural = plural, {0: text}
    else:
        entry.msgstr = text
    return entry


def complaints(translations: Translations, messages: Sequence[Message]) -> Iterator[str]:
    """Yield everything wrong: contradictions, missing, unsure, unused, other placeholders."""
    yield from translations.complaints
    where = {message.key: message.where for message in messages}
    for key, place in sorted(where.items(), key=lambda item: item[1]):
        known = translations.entries.get(key)
        if known is None or not text_of(known):
            yield f"missing: {label(key)} ({place})"
        elif known.fuzzy:
            yield f"unsure (fuzzy): {label(key)}"
    for key, known in translations.entries.items():
        part = translations.written_in[key]
        if key not in where and part not in {_THIRD_PARTY, "django"}:
            yield f"unused: {label(key)} in locale/parts/{part}.po"
        expected = {*_PLACEHOLDER.findall(known.msgid), *_PLACEHOLDER.findall(known.msgid_plural or "")}
        used = set(_PLACEHOLDER.findall(text_of(known)))
        if text_of(known) and not (used <= expected and (known.msgid_plural or used == expected)):
            yield f"other placeholders: {label(key)} in {part}"


def compile_all() -> int:
    """Write the .mo files from parts and catalogue together, without touching any source."""
    translations = merged(CATALOGUE, LOCALE / "parts")
    catalogue = polib.POFile()
    catalogue.metadata = dict(_HEADER)
    for key, known in translations.entries.items():
        if text_of(known) and not known.fuzzy:
            catalogue.append(_entry(key, known.msgid_plural or None, known))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    draft = CATALOGUE.with_suffix(".mo.new")
    catalogue.save_as_mofile(str(draft))
    draft.replace(CATALOGUE.with_suffix(".mo"))
    return 0


def merge() -> int:
    """Rewrite the catalogue from the sources and the parts; print what is wrong."""
    messages = extract(ROOT)
    translations = merged(CATALOGUE, LOCALE / "parts")
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new_catalogue(translations, messages).save(str(CATALOGUE))
    compile_all()
    found = list(complaints(translations, messages))
    print_lines([*found, f"{nice(CATALOGUE)}: {len(messages)} texts, {len(found)} complaints."])
    return 1 if found else 0


def check() -> int:
    """Print what is wrong, also a catalogue that was not merged after the last change; 1 if anything."""
    messages = extract(ROOT)
    translations = merged(CATALOGUE, LOCALE / "parts")
    found = list(complaints(translations, messages))
    present = CATALOGUE.read_text(encoding="utf-8") if CATALOGUE.exists() else ""
    if present.strip() != str(new_catalogue(translations, messages)).strip():
        found.append(f"stale: {nice(CATALOGUE)} is not what `python3 -m workshop translations` writes")
    print_lines(found)
    return 1 if found else 0


def print_lines(lines: Iterable[str]) -> None:
    """Print a report."""
    sys.stdout.write("".join(f"{text}\n" for text in lines))


if __name__ == "__main__":
    sys.exit({"merge": merge, "check": check, "compile": compile_all}[sys.argv[1]]())
