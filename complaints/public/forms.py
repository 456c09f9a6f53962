"""The forms of the questions. They ask; what a complaint has to hold is said by `complaints.actions.filing`."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.actions.filing import SCOPE
from complaints.filing import LONGEST_LINE, LONGEST_TEXT, Sex
from complaints.models import Interest
from complaints.public.fields import MonthOrDay, with_line
from foundation.desk.filling.fields import IdentityNumber, Telephone
from foundation.desk.templatetags.statutes import ground
from foundation.law import queries as law
from institutions.models import Institution

MOST_FOUND: Final = 20
BREACH, RESULT, DELAY, UNNAMED = "breach", "result", "delay", "unnamed"


class MatterForm(forms.Form):
    """What the matter is, in plain words. It guides and keeps nobody from complaining."""

    matter = forms.ChoiceField(label=gettext_lazy("What has happened to you?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (
                BREACH,
                with_line(
                    _("An institution or an appraiser broke the rules"),
                    _(
                        "No licence, outside the registered scope, wrong fees, unlawful procedure, favours, false "
                        "opinion"
                    ),
                ),
            ),
            (
                RESULT,
                with_line(
                    _("I do not agree with the result"),
                    _(
                        "Whether it is right is judged by the court; you may ask to hear the appraiser or for a re-"
                        "appraisal"
                    ),
                ),
            ),
            (DELAY, with_line(_("It takes too long and there is no result"), _("First see whether the time is over"))),
            (
                UNNAMED,
                with_line(
                    _("I only want to point something out and not give my name"),
                    _("A complaint needs a name; read first what you can do"),
                ),
            ),
        ]


class InstitutionForm(forms.Form):
    """Whom the complaint is about: found by a part of the name, then chosen."""

    words = forms.CharField(
        label=gettext_lazy("Name of the institution"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("A part of the name is enough, or the number of its licence. It stands on the opinion."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    institution = forms.ChoiceField(
        label=gettext_lazy("Choose the institution"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words, chosen = self["words"].value() or "", self["institution"].value() or ""
        self.found = list(_found(str(words), str(chosen)))
        self.searched = bool(str(words).strip())
        self.is_cut = len(self.found) >= MOST_FOUND
        if self.found:
            self.fields["institution"].choices = [  # type: ignore[attr-defined]  # a field of choices
                (str(row.pk), with_line(row.organisation.name, _line_of(row))) for row in self.found
            ]
        else:
            del self.fields["institution"]

    def clean(self) -> dict[str, Any]:
        """Ask for a choice where none was made."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("institution") and not self.errors:
            if "institution" in self.fields:
                raise ValidationError({"institution": _("Choose the institution from the list.")})
            message = (
                _("No institution on file has this in its name. Try another part of the name.")
                if self.searched
                else _("Write a part of the name and press “Search”.")
            )
            raise ValidationError({"words": message})
        return data


def _found(words: str, chosen: str) -> Iterator[Institution]:
    published = Institution.objects.published()
    try:
        key = UUID(chosen)
    except ValueError:
        key = None
    first = published.filter(pk=key).first() if key else None
    if first is not None:
        yield first
    if words.strip() and "\0" not in words:
        named = published.named(words).order_by("organisation__sort_key", "pk")
        yield from (row for row in named[:MOST_FOUND] if first is None or row.pk != first.pk)


def _line_of(row: Institution) -> str:
    place = row.organisation.division
    return _("%(place)s, licence %(number)s") % {"place": place.name if place else "", "number": row.licence_number}


class KindsForm(forms.Form):
    """What the complaint is about, by the statutory list."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What do you complain about?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (row.code, ground(row)) for row in law.grounds(SCOPE, timezone.localdate())
        ]


def _text(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )


class AccountForm(forms.Form):
    """What happened."""

    account = _text(gettext_lazy("What happened?"))


class RequestForm(forms.Form):
    """What the complainant asks for."""

    request = _text(gettext_lazy("What do you ask for?"), required=False)


class KnownForm(forms.Form):
    """When the complainant learned of it."""

    known_on = MonthOrDay(label=gettext_lazy("When did you learn of it?"))


class InterestForm(forms.Form):
    """What ties the complainant to the appraisal."""

    interest = forms.ChoiceField(
        label=gettext_lazy("What ties you to this appraisal?"), choices=Interest.choices, widget=forms.RadioSelect
    )


class PersonForm(forms.Form):
    """Who complains."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("As in your identity document."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    identity_number = IdentityNumber(label=gettext_lazy("Identity number"))
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Sex.choices, required=False, widget=forms.RadioSelect)
    occupation = forms.CharField(
        label=gettext_lazy("Occupation"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ContactForm(forms.Form):
    """How the complainant is reached."""

    phone = Telephone(
        label=gettext_lazy("Telephone"), help_text=gettext_lazy("Where the office can ask you something.")
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("Letters go there: city, county, street and number."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "class": "pt-short"}),
    )


class AgentForm(forms.Form):
    """Who acts for the complainant, if anybody does."""

    agent_name = forms.CharField(
        label=gettext_lazy("Name of the person who acts for you"),
        required=False,
        max_length=LONGEST_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agent_phone = Telephone(label=gettext_lazy("Telephone of that person"), required=False)
