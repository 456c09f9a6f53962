"""Forms of the custody of materials. Rules stand in the verbs."""

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.conduct.forms import ClockTime, OnCase
from cases.custody import grounds
from cases.custody.gate import LINE, TEXT
from cases.custody.order import BY_KEEPING, Kind
from cases.models import CustodyEntry, EntrustedMaterial
from foundation.desk.filling.fields import Day, Offer, Reason, TypedOffer
from foundation.desk.form_rendering import PortalRenderer

NOBODY: Final = gettext_lazy("What nobody knows stays empty and is shown as a gap; do not invent it.")


def words(label: Any, *, required: bool = False, **more: Any) -> forms.CharField:
    """One line of text whose content the verb judges."""
    attrs = {"autocomplete": "off"}
    return forms.CharField(label=label, max_length=LINE, required=required, widget=forms.TextInput(attrs=attrs), **more)


def sentences(label: Any, *, required: bool = False, **more: Any) -> forms.CharField:
    """Some sentences whose content the verb judges."""
    return forms.CharField(
        label=label, max_length=TEXT, required=required, widget=forms.Textarea(attrs={"rows": 2}), **more
    )


def photo() -> forms.FileField:
    """A photo of the material."""
    return forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        help_text=gettext_lazy("PNG, JPEG or WEBP. Its digest is kept with the entry."),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
    )


class _AtMoment(forms.Form):
    """When it happened; day and time are two fields. The portal stamps when it was recorded."""

    default_renderer = PortalRenderer
    day = Day(label=gettext_lazy("Day"))
    time = ClockTime()

    def given(self) -> dict[str, Any]:
        """What the verb takes, from a valid form; the file comes by itself."""
        read = dict(self.cleaned_data)
        read.pop("document", None)
        day, time = read.pop("day"), read.pop("time")
        return {**read, "happened_at": timezone.make_aware(datetime.combine(day, time))}


def _party() -> Offer:
    return Offer(label=gettext_lazy("Who it was"), choices=CustodyEntry.Party.choices, widget=forms.RadioSelect)


class ReceiveForm(_AtMoment):
    """What came, who brought it, who has it and where."""

    line = TypedOffer(
        label=gettext_lazy("Material of the entrustment"), coerce=int, empty_value=None, required=False,
        widget=forms.Select,
    )  # fmt: skip
    name = words(
        gettext_lazy("Name of the material"),
        help_text=gettext_lazy("What is left empty of name, kind, quantity and properties is as the entrustment says."),
    )
    kind = Offer(label=gettext_lazy("Kind"), required=False, widget=forms.Select)
    quantity = words(gettext_lazy("Quantity"))
    condition = sentences(gettext_lazy("Properties and condition"))
    party = _party()
    outsider = words(
        gettext_lazy("Name of who brought it"),
        required=True,
        help_text=gettext_lazy("Kept under seal; only the first character is shown."),
    )
    holder = words(gettext_lazy("Who of the institution has it"), help_text=NOBODY)
    place = words(gettext_lazy("Where it is kept"))
    seal = words(gettext_lazy("Number of the seal"))
    document = photo()
    field_order = ("line", "name", "kind", "quantity", "condition", "day", "time")

    def __init__(self, *args: Any, lines: list[EntrustedMaterial], **kwargs: Any) -> None:
        """`lines` are the materials of the entrustment whose receipt is not on record."""
        super().__init__(*args, **kwargs)
        listed = [(row.position, f"{row.position}　{row.name}") for row in lines]
        unlisted = ("", _("not listed in the entrustment"))
        self.fields["line"].choices = [unlisted, *listed]  # type: ignore[attr-defined]  # a ChoiceField
        kinds = [("", _("as the entrustment says")), *EntrustedMaterial.Kind.choices]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class KeepForm(OnCase, _AtMoment):
    """What happened to the material while it is kept."""

    kind = Offer(
        label=gettext_lazy("What happened to it"),
        choices=[(each, Kind(each).label) for each in BY_KEEPING],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happened.")},
    )
    giver = words(gettext_lazy("Who of the institution did it, or handed it on"), help_text=NOBODY)
    holder = words(
        gettext_lazy("Who of the institution has it afterwards"),
        help_text=gettext_lazy("When it is moved or handed on; empty where it lies in a store."),
    )
    place = words(gettext_lazy("Where it is afterwards"), help_text=gettext_lazy("When it is moved or handed on."))
    seal = words(gettext_lazy("Number of the seal afterwards"), help_text=gettext_lazy("Empty: it bears no seal."))
    quantity = words(gettext_lazy("How much was used"), help_text=gettext_lazy("When a part is used."))
    damages = forms.BooleanField(label=gettext_lazy("The use damages the rest; the client consented"), required=False)
    condition = sentences(gettext_lazy("Condition afterwards"))
    document = photo()
    field_order = ("kind", "day", "time")


class ConsentForm(OnCase, _AtMoment):
    """By which document the client consented."""

    document_number = words(
        gettext_lazy("Document of the consent"),
        required=True,
        help_text=gettext_lazy("Its number or name, for example the agreement and its item."),
    )
    document = forms.FileField(
        label=gettext_lazy("The document itself"),
        required=False,
        help_text=gettext_lazy("PDF or picture. Its digest is kept with the entry."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp"}),
    )


class ReturnForm(OnCase, _AtMoment):
    """Who fetched it, who gave it back, and in which condition."""

    party = _party()
    outsider = words(
        gettext_lazy("Name of who fetched it"),
        required=True,
        help_text=gettext_lazy("Kept under seal; only the first character is shown."),
    )
    giver = words(gettext_lazy("Who of the institution gave it back"), help_text=NOBODY)
    condition = sentences(gettext_lazy("Condition of the material"), required=True)
    seal = words(gettext_lazy("Number of the seal"))
    document_number = words(gettext_lazy("Number of the receipt"))
    document = photo()


class DestroyForm(OnCase, _AtMoment):
    """On which ground it was destroyed, by whom, and by which record."""

    ground = Offer(label=gettext_lazy("Legal ground"), widget=forms.RadioSelect)
    giver = words(gettext_lazy("Who of the institution destroyed it"), required=True)
    document_number = words(gettext_lazy("Number of the record of the destruction"), required=True)
    document = photo()
    field_order = ("ground", "day", "time")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is the day whose grounds are offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds.choices(on)  # type: ignore[attr-defined]  # a ChoiceField


class CorrectForm(OnCase, _AtMoment):
    """What is wrong with an entry, and what is right."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    struck = TypedOffer(
        label=gettext_lazy("What is wrong"),
        choices=[
            ("no", gettext_lazy("It happened otherwise: what is right stands below")),
            ("yes", gettext_lazy("It never happened, or is withdrawn: strike the entry out")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what is wrong.")},
    )
    giver = words(pgettext_lazy("custody", "Handed on by"), help_text=NOBODY)
    holder = words(gettext_lazy("Who of the institution has it afterwards"))
    place = words(gettext_lazy("Where it is afterwards"))
    seal = words(gettext_lazy("Number of the seal afterwards"))
    condition = sentences(gettext_lazy("Condition afterwards"))
    reason = Reason(
        label=gettext_lazy("Why it is corrected"),
        help_text=gettext_lazy("Kept in the trail; no names or numbers of persons."),
    )
    field_order = ("struck", "reason", "day", "time")
