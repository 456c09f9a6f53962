"""The questions in their order, one a page, and what a draft of them says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.actions.filing import objections
from complaints.filing import ComplainantGiven, ComplaintGiven
from complaints.public import forms as asking
from complaints.public.fields import KnownOn
from foundation.desk.filling.attempting import words_of

Fields = Mapping[str, Sequence[str]]
FIRST: Final = "matter"


@dataclass(frozen=True)
class Question:
    """One page: its name in the address, what is asked, a hint in plain words, the form, and articles it rests on."""

    slug: str
    title: Any
    form: type[forms.Form]
    hint: Any = ""
    articles: tuple[tuple[str, str], ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether the question is the label of its only control."""
        return len(self.form.base_fields) == 1

    @property
    def url(self) -> str:
        """The address of the page."""
        return reverse("complain_new") if self.slug == FIRST else reverse("complain_question", args=[self.slug])


QUESTIONS: Final = (
    Question(
        FIRST,
        _("What has happened to you?"),
        asking.MatterForm,
        _(
            "Choose what comes closest. A wrong choice does no harm: you can change it, and it does not keep you "
            "from complaining."
        ),
    ),
    Question("institution", _("Whom is it about?"), asking.InstitutionForm),
    Question(
        "kinds",
        _("What do you complain about?"),
        asking.KindsForm,
        _(
            "Choose one or several. If you are not sure, choose the last one and tell it in your own words on the "
            "next page."
        ),
        (("TS", "10"),),
    ),
    Question(
        "account",
        _("What happened?"),
        asking.AccountForm,
        _(
            "Write when and where, and who did what. Name the opinion by its number and the appraiser, if you know "
            "them, and what can prove it. No articles of law are needed."
        ),
    ),
    Question(
        "request",
        _("What do you ask for?"),
        asking.RequestForm,
        _(
            "For example: look into it, have the fee paid back. The organ can act against breaches; it cannot "
            "change an opinion."
        ),
    ),
    Question(
        "day",
        _("When did you learn of it?"),
        asking.KnownForm,
        _(
            "If you do not remember the day, year and month are enough. A complaint is made within three years of "
            "the day you knew or should have known; a later one is read too, and the organ decides."
        ),
        (("TS", "4"),),
    ),
    Question("interest", _("What ties you to this appraisal?"), asking.InterestForm, articles=(("TS", "3"),)),
    Question(
        "person",
        _("Who are you?"),
        asking.PersonForm,
        _(
            "The law has a complaint register who complains. Only those who handle the complaint see it; it is "
            "stored under seal."
        ),
        (("TS", "13"),),
    ),
    Question("contact", _("How can you be reached?"), asking.ContactForm),
    Question(
        "agent",
        _("Does somebody act for you?"),
        asking.AgentForm,
        _("If nobody does, go on. The person who acts for you brings a power of attorney to the office."),
    ),
)
BY_SLUG: Final = {question.slug: question for question in QUESTIONS}


@dataclass(frozen=True)
class Problem:
    """Something that keeps the complaint from being sent: in words, with the question where it is put right."""

    question: Question
    text: str


def place_of(question: Question) -> int:
    """Return the number of a question, from 1."""
    return QUESTIONS.index(question) + 1


def after(question: Question) -> Question | None:
    """Return the next question, or None after the last."""
    place = place_of(question)
    return QUESTIONS[place] if place < len(QUESTIONS) else None


def before(question: Question) -> Question | None:
    """Return the question before, or None before the first."""
    place = place_of(question)
    return QUESTIONS[place - 2] if place > 1 else None


def posted(question: Question, data: QueryDict) -> dict[str, list[str]]:
    """Return what a post answers to a question, as it was typed."""
    names: list[str] = []
    for name, field in question.form.base_fields.items():
        parts = len(field.widget.widgets) if isinstance(field.widget, forms.MultiWidget) else 0
        names += [f"{name}_{part}" for part in range(parts)] or [name]
    return {name: data.getlist(name) for name in names}


def bound(question: Question, fields: Fields) -> forms.Form:
    """Return the form with what was typed, to be checked."""
    return question.form(_query(fields))


def shown(question: Question, fields: Fields) -> forms.Form:
    """Return the form with what was typed, without a word about it."""
    query = _query(fields)
    initial = {
        name: field.widget.value_from_datadict(query, {}, name) for name, field in question.form.base_fields.items()
    }
    return question.form(initial=initial)


def checked(question: Question, fields: Fields) -> forms.Form:
    """Return the bound form with everything that is wrong with its answers, by form and by the rules of filing."""
    form = bound(question, fields)
    if form.is_valid():
        for finding in objections(given(fields)):
            if finding.field in form.fields:
                form.add_error(finding.field, words_of(finding))
    return form


def problems(fields: Fields) -> Iterator[Problem]:
    """Yield everything that keeps a complaint from being sent, in the order of the questions."""
    for question in QUESTIONS[1:]:
        for messages in checked(question, fields).errors.values():
            for message in messages:
                yield Problem(question, str(message))


def given(fields: Fields) -> ComplaintGiven:
    """Return the complaint as far as it is answered; what is missing or unreadable is empty."""
    said: dict[str, Any] = {}
    for question in QUESTIONS[1:]:
        form = bound(question, fields)
        form.is_valid()
        said.update(form.cleaned_data)
    known = said.get("known_on") or KnownOn(date.min, to_month=False)
    names = (
        "name", "identity_number", "phone", "address", "sex", "occupation", "agent_name", "agent_phone",
    )  # fmt: skip
    return ComplaintGiven(
        complainant=ComplainantGiven(**{name: said.get(name) or "" for name in names}),
        interest=said.get("interest") or "",
        kinds=tuple(said.get("kinds") or ()),
        known_on=known.day,
        known_to_month=known.to_month,
        account=said.get("account") or "",
        request=said.get("request") or "",
    )


def _query(fields: Fields) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in fields.items():
        query.setlist(name, list(values))
    return query
