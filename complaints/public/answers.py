"""The answers of a draft as its writer reads them once more before sending."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from complaints.public import questions
from complaints.public.fields import KnownOn
from complaints.public.questions import QUESTIONS, Fields, Question
from foundation.desk.formats import prose_date


@dataclass(frozen=True)
class Part:
    """What one control was given: its label, empty where the question says it, and lines, one a choice or paragraph."""

    label: Any
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The answer to one question, without the parts that were left empty."""

    question: Question
    parts: tuple[Part, ...]


def answers_of(fields: Fields) -> list[Answer]:
    """Return the answers in the order of the questions; the first question only guides and is left out."""
    return [Answer(question, tuple(_parts(question, fields))) for question in QUESTIONS[1:]]


def _parts(question: Question, fields: Fields) -> Iterator[Part]:
    form = questions.bound(question, fields)
    form.is_valid()
    for name, field in form.fields.items():
        if name == "words" and "institution" in form.fields:
            continue
        value = form.cleaned_data.get(name)
        lines = tuple(_lines(field, value)) if value else tuple(_typed(form[name].value()))
        if lines:
            yield Part("" if question.is_single or name == "institution" else field.label, lines)


def _lines(field: forms.Field, value: Any) -> Iterator[str]:
    if isinstance(value, KnownOn):
        day = prose_date(value.day, with_year=True)
        yield _("%(day)s, the day is not known") % {"day": _month(value)} if value.to_month else day
    elif isinstance(field, forms.ChoiceField):
        chosen = value if isinstance(value, list) else [value]
        choices: Any = field.choices
        yield from (_first(words) for code, words in choices if code in chosen)
    else:
        yield from str(value).splitlines()


def _month(known: KnownOn) -> str:
    return _("%(year)s-%(month)s") % {"year": known.day.year, "month": known.day.month}


def _first(words: Any) -> str:
    """The words of a choice without the smaller line under them."""
    return unescape(strip_tags(str(words).split("<small>", maxsplit=1)[0]))


def _typed(value: Any) -> list[str]:
    """What was typed and cannot be read, as it was typed."""
    if isinstance(value, list):
        return ["-".join(str(part) for part in value if part)] if any(value) else []
    return str(value).splitlines() if value else []
