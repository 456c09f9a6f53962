"""The forms of the letter of entrustment: at acceptance, for a change, for its signing. Rules stand in the verbs."""

from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.agreements.candidates import house
from cases.agreements.choices import DeliveryWay, DisputeWay, Leftover, MaterialsReturn
from cases.agreements.gate import LONGEST_LINE, LONGEST_TEXT
from cases.agreements.terms import SEALED, Terms
from cases.models import AgreedDecision, Agreement
from foundation.audit.reasons import LONGEST
from foundation.desk.filling.fields import Day, Offer, Reason, TypedOffers
from foundation.desk.form_rendering import PortalRenderer

UNDER_SEAL: Final = _("Kept under seal.")


def _line(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=LONGEST_LINE, widget=widget, **more)


def _text(label: Any, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=widget, **more)


def _number(label: Any, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "class": "pt-in-day"}
    )
    return forms.IntegerField(label=label, widget=widget, **{"required": False, **more})


def _yuan(label: Any, **more: Any) -> forms.DecimalField:
    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": "12", "class": "pt-in-day"}
    )
    return forms.DecimalField(label=label, widget=widget, **more)


def _choice(label: Any, choices: Any) -> Offer:
    return Offer(label=label, choices=choices, widget=forms.RadioSelect)


class TermsForm(forms.Form):
    """What 文书格式 1 asks of a letter of entrustment beside what the entrustment states."""

    default_renderer = PortalRenderer
    officer = _line(_("Officer in charge at the client"), help_text=UNDER_SEAL)
    fee = _yuan(_("Estimated fee (yuan)"), help_text=_("0 where none is charged."))
    fee_terms = _line(_("How the fee is charged"))
    delivery = _choice(_("How the opinion is delivered"), DeliveryWay.choices)
    delivery_address = _line(
        _("Address for the mail"), help_text=_("Empty: the address of the contact. Kept under seal.")
    )
    delivery_note = _line(_("In which other way"))
    copies = _number(_("Copies for the client"), required=True)
    materials_return = _choice(_("Return of the materials"), MaterialsReturn.choices)
    materials_keeping = _text(_("Special demands on keeping and use"))
    leftover = _choice(_("Materials that are left over"), Leftover.choices)
    leftover_weeks = _number(_("Collected within (weeks)"))
    leftover_fee = _yuan(_("Cost of disposing (yuan)"), required=False)
    leftover_note = _line(_("Dealt with how"))
    limit_days = _number(
        _("Agreed limit in working days"), help_text=_("Counted from the day the letter takes effect.")
    )
    limit_until = Day(label=_("Or agreed last day"), required=False, help_text=_("Both empty: the time of the law."))
    recused = TypedOffers(
        label=_("Appraisers to be recused by agreement"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    recusal_reason = _text(_("Why they shall be recused"), help_text=UNDER_SEAL)
    disputes = _choice(_("How disputes are settled"), DisputeWay.choices)
    disputes_note = _line(_("Which arbitration commission, or how else"))
    other_terms = _text(_("Other terms"), help_text=_("No names or numbers of persons."))
    notes = _text(_("Anything else to be stated"), help_text=_("No names or numbers of persons."))
    risks_told = forms.BooleanField(
        label=_("The client was told of the risks: the statements of the form stand on the letter"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, institution: UUID, **kwargs: Any) -> None:
        """`institution` is whose appraisers may be named as recused."""
        super().__init__(*args, **kwargs)
        self.fields["recused"].choices = house(institution)  # type: ignore[attr-defined]  # a choice field

    def given(self) -> dict[str, Any]:
        """Return what the verb takes, from a valid form: the terms as one, the rest by its name."""
        read = dict(self.cleaned_data)
        read["recused"] = tuple(read.get("recused", ()))
        rest = {name: value for name, value in read.items() if name not in LABELS}
        return {**rest, "terms": Terms.of(read)}


LABELS: Final[dict[str, Any]] = {
    name: field.label for name, field in TermsForm.base_fields.items() if name != "version"
}
"""The terms by name, in the words of the form."""


class AcceptForm(TermsForm):
    """From which day the letter holds, what it says, and why an overridable finding does not stop acceptance."""

    effective_on = Day(
        label=_("Letter of entrustment in effect from"),
        help_text=_("The day both sides agreed and signed; the time for the opinion runs from it."),
    )
    reason = Reason(
        label=_("Why it is accepted all the same"),
        required=False,
        help_text=_("Asked for where the check above found something. Kept in the trail; no names of persons."),
    )


class AmendForm(TermsForm):
    """What the letter says from a day on, why it is changed, and how the client consented."""

    agreed_on = Day(label=_("Agreed on"), help_text=_("The day both sides consented to the change."))
    consent = forms.CharField(
        label=_("How the client consented"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("For example: letter of the court of 24 November. No names or numbers of persons."),
    )
    reason = Reason(
        label=_("Why the letter is changed"),
        help_text=_("Stands on the letter and in the trail; no names or numbers of persons."),
    )

    def __init__(self, *args: Any, before: Agreement | None, **kwargs: Any) -> None:
        """`before` is the version that holds now; what is under seal stays as it was where it is left empty."""
        initial = {**terms_shown(before), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        if before is not None:
            for name in SEALED:
                self.fields[name].help_text = _("Kept under seal. Left empty it stays as it was.")


class SignedForm(forms.Form):
    """On which day both sides signed, and the copy."""

    default_renderer = PortalRenderer
    signed_on = Day(label=_("Signed by both sides on"))
    document = forms.FileField(
        label=_("Signed letter"),
        required=False,
        help_text=_("PDF or picture. It can be added later; its digest is kept in the trail."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp"}),
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**15 - 1)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)


class DecisionForm(forms.Form):
    """How many working days were agreed for the decision about acceptance, for what, and why."""

    default_renderer = PortalRenderer
    days = _number(_("Working days from the receipt"), required=True)
    nature = _choice(_("What kind of matter it is"), AgreedDecision.Nature.choices)
    agreed_on = Day(label=_("Agreed on"))
    reason = Reason(label=_("Why the time is not enough"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)


def terms_shown(row: Agreement | None) -> dict[str, Any]:
    """Return the terms of a version for a form; nothing of what is under seal."""
    if row is None:
        return {}
    values = {name: getattr(row, name) for name in LABELS if name not in SEALED}
    amounts = {name: _plain(values[name]) for name in ("fee", "leftover_fee")}
    return {**values, **amounts, "recused": [str(key) for key in row.recused]}


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"
