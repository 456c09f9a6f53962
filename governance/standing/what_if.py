"""What if this person leaves or this certificate lapses on that day: the picture changed, judged by the same rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.audit.errors import Finding
from foundation.desk.filling.fields import Day
from institutions.standing.conditions import Judged, changed
from institutions.standing.picture import Picture


@dataclass(frozen=True)
class Question:
    """Who leaves and which certificate lapses, on a day; either may be left out."""

    day: date
    person: UUID | None = None
    certificate: UUID | None = None

    def of(self, picture: Picture) -> Picture:
        """Return the picture as it is then."""
        if self.person is not None:
            picture = picture.without(self.person, self.day)
        if self.certificate is not None:
            picture = picture.lapsed(self.certificate, self.day)
        return picture


@dataclass(frozen=True)
class Outcome:
    """What is lost by what is supposed, besides what is lost on that day anyway."""

    question: Question
    lost: tuple[Judged, ...]
    name: str = ""  # of the person who leaves

    @property
    def stopped(self) -> tuple[Judged, ...]:
        """The items that have to stop."""
        return tuple(each for each in self.lost if each.stops)


def outcome_of(picture: Picture, question: Question) -> Outcome:
    """Return what would be lost on the day that is asked about."""
    more, _fewer = changed(picture, question.of(picture), question.day)
    name = next((each.name for each in picture.people if each.key == question.person), "")
    return Outcome(question, tuple(more), name)


def objections(question: Question, picture: Picture, today: date) -> Iterator[Finding]:
    """What is wrong with a question: of a day that is over, of nothing, of a stranger or of a foreign certificate."""
    if question.day < today:
        yield Finding(
            gettext("This day is over. Ask about today or a later day; how it was then stands in the history."),
            field="day",
            code="day_is_over",
        )
    if question.person is None and question.certificate is None:
        yield Finding(
            gettext("Choose who leaves or which accreditation lapses."), field="person", code="nothing_supposed"
        )
    if question.person is not None and question.person not in {each.key for each in picture.people}:
        yield Finding(gettext("This person does not practise here."), field="person", code="not_here")
    if question.certificate is not None and question.certificate not in {each.key for each in picture.certificates}:
        yield Finding(
            gettext("This accreditation is none of the institution."),
            field="certificate",
            code="not_of_the_institution",
        )


class WhatIfForm(forms.Form):
    """Who leaves, which certificate lapses, and when. Asked by address; nothing is written."""

    person = forms.TypedChoiceField(label=_("This person leaves"), required=False, coerce=UUID, empty_value=None)
    certificate = forms.TypedChoiceField(
        label=_("This accreditation lapses"), required=False, coerce=UUID, empty_value=None
    )
    day = Day(label=_("On this day"))

    def __init__(self, data: Any, picture: Picture, on: date) -> None:
        super().__init__(data, initial={"day": on})
        self._picture, self._today = picture, on
        people = [(str(each.key), each.name) for each in picture.people if any(span.holds(on) for span in each.here)]
        certificates = [(str(each.key), each.number) for each in picture.certificates if each.span.holds(on)]
        nobody, none = ("", _("Nobody")), ("", _("None"))
        self.fields["person"].choices = [nobody, *people]  # type: ignore[attr-defined]  # a choice field
        self.fields["certificate"].choices = [none, *certificates]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be asked, beside the field."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            for each in objections(self.question(), self._picture, self._today):
                self.add_error(each.field, str(each.message))
        return given

    def question(self) -> Question:
        """What is asked, from a valid form."""
        given = self.cleaned_data
        return Question(given["day"], given["person"], given["certificate"])
