"""Finding, merging and judging translations without gettext's tools."""

from pathlib import Path

import polib
import pytest

from workshop import translations
from workshop.translation_sources import Message, messages_in

PART = """
msgid "Cases"
msgstr "案件"

msgid "%(count)s day"
msgid_plural "%(count)s days"
msgstr[0] "%(count)s 天"

msgctxt "verb"
msgid "File"
msgstr "备案"
"""


def part(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.po").write_text(text, encoding="utf-8")


def test_texts_of_python_are_found_with_context_and_plural() -> None:
    source = (
        'a = _("Cases")\nb = pgettext("verb", "File")\n'
        'c = ngettext("%(count)s day", "%(count)s days", n)\nd = gettext_lazy("long " "text")\ne = f(name)\n'
    )
    found = {(each.context, each.msgid, each.plural) for each in messages_in(source, "a.py")}
    assert found == {
        (None, "Cases", None),
        ("verb", "File", None),
        (None, "%(count)s day", "%(count)s days"),
        (None, "long text", None),
    }


def test_texts_of_templates_are_found_whatever_their_indentation() -> None:
    source = """{% load i18n %}
      <p title="{% translate 'Cases' %}">
   {% blocktranslate count n=n trimmed %}
         one {{ n }} case
      {% plural %} {{ n }} cases {% endblocktranslate %}
 {{ _("Open") }} {% translate "File" context "verb" %} {# not "this" #}</p>"""
    found = {(each.context, each.msgid, each.plural) for each in messages_in(source, "a.html")}
    assert found == {
        (None, "Cases", None),
        (None, "one %(n)s case", "%(n)s cases"),
        (None, "Open", None),
        ("verb", "File", None),
    }


def test_parts_become_one_sorted_catalogue_of_what_is_used(tmp_path: Path) -> None:
    part(tmp_path, "cases", PART)
    part(tmp_path, "third_party", 'msgid "Sign In"\nmsgstr "登录"\n')
    used = [Message(None, "Cases", None, "a.py"), Message(None, "New", None, "b.py")]
    catalogue = translations.new_catalogue(translations.read_parts(tmp_path), used)
    assert [(entry.msgid, entry.msgstr) for entry in catalogue] == [("Cases", "案件"), ("New", ""), ("Sign In", "登录")]


def test_missing_unused_and_contradictory_texts_are_named(tmp_path: Path) -> None:
    part(tmp_path, "a", PART)
    part(tmp_path, "b", 'msgid "Cases"\nmsgstr "鉴定案件"\n\n#, fuzzy\nmsgid "Unsure"\nmsgstr "不确定"\n')
    used = [
        Message(None, "Cases", None, "x.py"),
        Message(None, "New", None, "x.py"),
        Message(None, "Unsure", None, "x.py"),
    ]
    found = "\n".join(translations.complaints(translations.read_parts(tmp_path), used))
    assert "contradiction: 'Cases'" in found
    assert "missing: 'New' (x.py)" in found
    assert "unsure (fuzzy): 'Unsure'" in found
    assert "unused: 'File' (context 'verb') in locale/parts/a.po" in found


@pytest.mark.parametrize(
    ("msgid", "msgstr", "wrong"),
    [
        ("%(count)s of %(total)s", "%(total)s 中的 %(count)s", False),
        ("%(count)s of %(total)s", "%(count)s", True),
        ("%(count)s", "%(Count)s", True),
        ("{name} is here", "{name} 在此", False),
        ("{name} is here", "{nom} 在此", True),
    ],
)
def test_a_translation_must_use_the_same_placeholders(tmp_path: Path, msgid: str, msgstr: str, wrong: bool) -> None:
    part(tmp_path, "a", f'msgid "{msgid}"\nmsgstr "{msgstr}"\n')
    found = list(translations.complaints(translations.read_parts(tmp_path), [Message(None, msgid, None, "x.py")]))
    assert bool(found) is wrong


def test_a_part_wins_over_the_catalogue_and_the_catalogue_fills_gaps(tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    part(parts, "a", 'msgid "Cases"\nmsgstr "案件"\n')
    catalogue = tmp_path / "django.po"
    catalogue.write_text('msgid "Cases"\nmsgstr "旧"\n\nmsgid "Kept"\nmsgstr "保留"\n', encoding="utf-8")
    merged = translations.merged(catalogue, parts)
    assert {key[1]: translations.text_of(entry) for key, entry in merged.entries.items()} == {
        "Cases": "案件",
        "Kept": "保留",
    }


def test_plural_entries_keep_their_only_chinese_form(tmp_path: Path) -> None:
    part(tmp_path, "a", PART)
    used = [Message(None, "%(count)s day", "%(count)s days", "x.py")]
    entry = translations.new_catalogue(translations.read_parts(tmp_path), used)[0]
    assert isinstance(entry, polib.POEntry)
    assert entry.msgstr_plural == {0: "%(count)s 天"}
