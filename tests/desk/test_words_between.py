"""What stands between words follows the language of the page, and every English name of an item is its own."""

from collections import Counter

import pytest
from django.template import Context, Template
from django.utils import translation

from foundation.desk import formats
from foundation.law import queries as law


def test_lists_labels_and_notes_are_joined_as_the_language_does() -> None:
    with translation.override("zh-hans"):
        assert formats.listed(["甲", "乙"]) == "甲、乙"
        assert formats.labelled("机构", "甲") == "机构：甲"
        assert formats.with_note("甲", "乙") == "甲（乙）"
    with translation.override("en"):
        assert formats.listed(["A", "B"]) == "A, B"
        assert formats.labelled("Institution", "A") == "Institution: A"
        assert formats.with_note("A", "B") == "A (B)"


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "标签：值（注）、"), ("en", "Label: value (note), ")])
def test_the_same_in_a_template_and_nothing_becomes_markup(language: str, said: str) -> None:
    words = ("标签", "值", "注") if language == "zh-hans" else ("Label", "value", "note")
    template = Template("{% load portal %}{{ a|colon }}{{ b }}{{ c|bracketed }}{% comma %}")
    with translation.override(language):
        assert template.render(Context(dict(zip("abc", words, strict=True)))) == said
        assert "&lt;b&gt;" in template.render(Context({"a": "<b>", "b": "", "c": "<b>"}))


@pytest.mark.django_db
def test_no_two_items_have_one_english_name_and_none_holds_what_parts_names_in_a_sheet() -> None:
    names = [node.name_en for node in law.categories().values()]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert [name for name in names if set(name) & set(",;、；")] == []
