"""The form that amends a row of a legal table: one field a column, of the table at hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, Reason
from foundation.desk.filling.versions import VersionedForm
from foundation.law.models import Confidence, Dated
from foundation.law.tables import table_for

LABELS: dict[str, Any] = {
    "name_zh": _("Chinese wording"),
    "name_en": _("English wording"),
    "source_text": _("Citation"),
    "evidence": _("Where the wording was seen"),
    "confidence": _("Confidence"),
    "short_zh": _("Short title"),
    "number": _("Number"),
    "rank": _("Rank"),
    "issued_on": _("Issued on"),
    "text_zh": _("Text of the article"),
    "same_as": _("The same as"),
    "value": _("Value"),
    "amount": _("Amount"),
    "unit": _("Unit"),
    "start_event": _("Counted from"),
    "pause_codes": _("Pauses"),
    "extension": _("Extension or note"),
    "actor": _("Whose time limit"),
    "official_code": _("Official code"),
    "abbreviation": _("Letter in numbers"),
    "circle": _("Economic circle"),
    "authority": _("Authority"),
    "penalty": _("Penalty"),
    "fine": _("Fine"),
    "other": _("Further"),
    "score_band_unverified": _("Score band"),
    "subject": _("Whom it concerns"),
    "extent": _("Whole practice or items"),
    "most_months": _("Months at most"),
    "category": _("Practice category"),
    "kinds": _("Kinds of accreditation"),
    "days": _("Days"),
}
DETAIL = "details."
_LONG = {"name_zh", "name_en", "text_zh"}


class AmendForm(VersionedForm):
    """What a legal row shall say, from when, and why."""

    effective_from = Day(
        label=_("From"),
        help_text=_("The first day of the new wording. The row's own first day corrects or confirms it in place."),
    )
    reason = Reason(help_text=_("For example the amending text. Kept in the trail."))

    def __init__(self, *args: Any, row: Dated, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        fields: dict[str, forms.Field] = {}
        for name in table_for(row).editable:
            if name == "details":
                for key in vars(row)["details"]:
                    fields[DETAIL + key] = forms.CharField(label=LABELS.get(key, key), required=False)
            else:
                fields[name] = _field(name)
        self.fields = {**fields, **self.fields}
        self.initial = {**_present(row), "version": row.trail_seq, **self.initial}

    def present(self) -> dict[str, Any]:
        """What the row says now."""
        row = type(self.row)._base_manager.get(pk=self.row.pk)
        return {**_present(row), "version": row.trail_seq}

    def values(self) -> dict[str, Any]:
        """Return the columns as the verb takes them."""
        given = {name: value for name, value in self.cleaned_data.items() if name in table_for(self.row).editable}
        details = {
            name.removeprefix(DETAIL): value for name, value in self.cleaned_data.items() if name.startswith(DETAIL)
        }
        return {**given, "details": details} if details else given


class EndForm(VersionedForm):
    """The last day of a rule that ends without successor."""

    last_day = Day(label=_("Last day"))
    reason = Reason(help_text=_("For example the repealing text. Kept in the trail."))

    def __init__(self, *args: Any, row: Dated, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, initial={"version": row.trail_seq}, **kwargs)

    def present(self) -> dict[str, Any]:
        """The last day on record, if there is one."""
        row = type(self.row)._base_manager.get(pk=self.row.pk)
        return {"last_day": row.effective_to, "version": row.trail_seq}


def _field(name: str) -> forms.Field:
    label = LABELS[name]
    if name == "confidence":
        return forms.ChoiceField(label=label, choices=Confidence.choices, widget=forms.RadioSelect)
    if name == "issued_on":
        return Day(label=label, required=False)
    if name in {"amount", "rank"}:
        return forms.IntegerField(label=label, required=name == "rank", min_value=1)
    spoken = {"name_zh": {"lang": "zh-CN"}, "name_en": {"lang": "en"}}.get(name, {})
    widget = forms.Textarea(attrs={"rows": 3, **spoken}) if name in _LONG else forms.TextInput(attrs=spoken)
    return forms.CharField(label=label, required=name == "name_zh", widget=widget)


def _present(row: Dated) -> dict[str, Any]:
    names = table_for(row).editable
    present = {name: getattr(row, name) for name in names if name != "details"}
    if "details" in names:
        present |= {DETAIL + key: value for key, value in vars(row)["details"].items()}
    return present
