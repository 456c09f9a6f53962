"""Forms of the acts on a registration. Rules stand in the verbs."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.desk.filling.fields import Day, JudgedByVerb, Offer, Reason
from foundation.law import queries as law
from institutions.models import RegistrationState
from institutions.registration.gate import ADDRESS, LINE, TELEPHONE, ends_of
from institutions.standing.forms import DAY_HELP, Document

_PLAIN: Final = {"autocomplete": "off"}


class PracticeCategories(JudgedByVerb, forms.MultipleChoiceField):
    """Some of the ten practice categories; which may be chosen is judged by the verb."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, choices=practice_choices, **kwargs)


class County(Offer):
    """A county of the province, under its city."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=county_choices, **kwargs)


def practice_choices() -> list[tuple[str, str]]:
    """The ten practice categories."""
    return [(row.code, row.name) for row in law.practice_categories()]


def county_choices() -> list[Any]:
    """The counties by city, after an empty choice."""
    groups = [
        (city.name, [(row.code, row.name) for row in law.divisions("county", within=city.code)])
        for city in law.divisions("city")
    ]
    return [("", _("Choose a county")), *groups]


def line(label: Any, most: int = LINE, **more: Any) -> forms.CharField:
    """A line of text whose content the verb judges."""
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=_PLAIN), **more)


def telephone_field() -> forms.CharField:
    """The telephone under which the public reaches an institution."""
    return forms.CharField(
        label=gettext_lazy("Telephone"),
        help_text=gettext_lazy("Published in the register. With its area code, several separated by 、."),
        max_length=TELEPHONE,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", **_PLAIN}),
    )


def funds_field(**more: Any) -> forms.IntegerField:
    """A sum in whole yuan."""
    return forms.IntegerField(
        label=gettext_lazy("Funds"),
        help_text=gettext_lazy("In whole yuan."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "13"}),
        **more,
    )


class PaperFields(forms.Form):
    """By which document an act is done, the file of it, and why."""

    document_number = Document(label=gettext_lazy("Number of the document"))
    document = forms.FileField(
        label=gettext_lazy("The document itself"),
        required=False,
        help_text=gettext_lazy("PDF. Its digest is kept with the change."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
    reason = Reason()


class VersionedPaper(PaperFields):
    """The same about a row that others may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class ChangeForm(VersionedPaper):
    """The registered items, as they are until somebody changes them."""

    name = line(gettext_lazy("Name of the institution"))
    division = County(label=gettext_lazy("Seat"))
    address = line(gettext_lazy("Address"), ADDRESS, required=False)
    telephone = telephone_field()
    head_name = line(gettext_lazy("Head"), required=False)
    funds = funds_field(required=False)
    categories = PracticeCategories(
        label=gettext_lazy("Practice categories"),
        help_text=gettext_lazy("A category that is taken away ends its items of the scope."),
    )
    valid_from = Day(
        label=gettext_lazy("The change holds from"),
        help_text=gettext_lazy("The day of the change itself; it may lie before today."),
    )
    field_order = (
        "name", "division", "address", "telephone", "head_name", "funds", "categories", "valid_from", "document_number",
        "document", "reason",
    )  # fmt: skip

    @classmethod
    def initially(cls, state: RegistrationState, version: int) -> dict[str, Any]:
        """What the form shows before anybody writes in it."""
        return {
            "name": state.name, "division": state.division_id, "address": state.address,
            "telephone": state.telephone, "head_name": state.head_name, "funds": state.funds,
            "categories": state.practice_codes, "valid_from": timezone.localdate(), "version": version,
        }  # fmt: skip


class ReissueForm(VersionedPaper):
    """On which day a licence was issued anew, with which number."""

    licence_number = Document(
        label=gettext_lazy("New licence number"),
        required=False,
        help_text=gettext_lazy("Left empty: the number stays."),
    )
    issued_on = Day(label=gettext_lazy("Day of issue of the permit"), help_text=DAY_HELP)
    field_order = ("licence_number", "issued_on", "document_number", "document", "reason")


class EndForm(VersionedPaper):
    """On which legal ground a registration ends, and from which day."""

    ground = Offer(label=gettext_lazy("Legal ground"), widget=forms.RadioSelect)
    ended_on = Day(
        label=gettext_lazy("Does not hold from"), help_text=gettext_lazy("The first day on which it does not hold.")
    )
    field_order = ("ground", "ended_on", "document_number", "document", "reason")

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        """`subject`: organisation or person, whose grounds are offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = ground_choices(subject)  # type: ignore[attr-defined]  # a choice field


def ground_choices(subject: str) -> list[tuple[str, str]]:
    """The grounds of today with their articles; those not confirmed say so."""
    words, mark = _("%(ground)s (%(article)s)"), _("%(ground)s (to be confirmed)")
    rows = []
    for row in ends_of(subject, timezone.localdate()):
        name = mark % {"ground": row.name} if row.to_be_confirmed else row.name
        rows.append((row.code, words % {"ground": name, "article": row.source_text}))
    return rows


class RegisterForm(PaperFields):
    """An institution whose licence was granted."""

    name = line(gettext_lazy("Name of the institution"))
    abbreviation = line(gettext_lazy("Abbreviation in numbers"))
    credit_code = Document(label=gettext_lazy("Unified social credit code"), required=False)
    division = County(label=gettext_lazy("Seat"))
    address = line(gettext_lazy("Address"), ADDRESS)
    telephone = telephone_field()
    head_name = line(gettext_lazy("Head"))
    funds = funds_field()
    categories = PracticeCategories(label=gettext_lazy("Practice categories"))
    licence_number = Document(label=gettext_lazy("Licence number"))
    licence_from = Day(label=gettext_lazy("Valid from"), help_text=DAY_HELP)
    licence_until = Day(label=gettext_lazy("Last valid day"), help_text=DAY_HELP)
    field_order = (
        "name", "abbreviation", "credit_code", "division", "address", "telephone", "head_name", "funds", "categories",
        "licence_number", "licence_from", "licence_until", "document_number", "document", "reason",
    )  # fmt: skip
