"""The form of an entrustment: one main form, rows of subjects and of materials. Rules stand in the verb."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.entrustments.filing import LONGEST_LINE, LONGEST_TEXT, MOST_ROWS, Filing, MaterialGiven, SubjectGiven
from cases.entrustments.grounds import in_full, offered
from cases.models import ClientKind, ClientNature, EntrustedMaterial, EntrustedSubject
from foundation.audit.errors import Finding
from foundation.desk.filling.attempting import words_of as words_of_finding
from foundation.desk.filling.fields import Day, IdentityNumber, Offer, Reason, Telephone
from foundation.law import queries as law
from institutions.models import Institution

Groups = list[tuple[str, list[tuple[str, str]]]]


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", **kwargs.pop("attrs", {})}
        super().__init__(**{"max_length": LONGEST_LINE, "widget": forms.TextInput(attrs=attrs), **kwargs})


class Text(forms.CharField):
    """Some lines of text."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
        super().__init__(**{"max_length": LONGEST_TEXT, "widget": widget, **kwargs})


class EntrustmentForm(forms.Form):
    """What 文书格式 1 asks of an entrustment; what the law lets stand open stays optional here."""

    client_name = Line(label=_("Client"), help_text=_("The full name of the organ, unit or person that entrusts."))
    client_kind = forms.ChoiceField(label=_("Kind of client"), choices=[("", _("Please choose")), *ClientKind.choices])
    client_nature = forms.ChoiceField(
        label=_("Outside litigation: person or company"),
        choices=[("", _("Does not apply: the client is an organ")), *ClientNature.choices],
        required=False,
    )
    client_reference = Line(
        label=_("Case reference of the client"),
        required=False,
        help_text=_("As it stands in the letter of the client."),
    )
    contact_name = Line(label=_("Contact"), required=False, help_text=_("Kept under seal."))
    contact_phone = Telephone(label=_("Telephone of the contact"), required=False, help_text=_("Kept under seal."))
    contact_address = Line(label=_("Address of the contact"), required=False, help_text=_("Kept under seal."))
    received_on = Day(
        label=_("Received on"),
        help_text=_("The day it reached the institution, as 2026-11-23. The seven working days run from it."),
    )
    category = Offer(label=_("Practice category or item"))
    matter = Text(label=_("Appraisal matter"), help_text=_("What shall be appraised, in the words of the client."))
    purpose = Line(
        label=_("Purpose"),
        required=False,
        help_text=_("What the opinion is needed for, for example civil proceedings."),
    )
    is_reappraisal = forms.BooleanField(label=_("This is a re-appraisal"), required=False)
    facts = Text(
        label=_("Basic facts of the case"),
        rows=5,
        required=False,
        help_text=_("Kept under seal, since they may name people."),
    )
    remarks = Text(label=_("Remarks"), rows=2, required=False, help_text=_("No names or numbers of persons."))

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("Please choose")), *category_groups(institution)]  # type: ignore[attr-defined]
        self.fields["received_on"].initial = timezone.localdate()


class SubjectForm(forms.Form):
    """One person or thing to be appraised. A row left empty is no subject."""

    kind = forms.ChoiceField(
        label=_("Person or thing"), choices=EntrustedSubject.Kind.choices, initial="person", required=False
    )
    name = Line(label=_("Name, or description of the thing"), required=False)
    identity_number = IdentityNumber(label=_("Identity number"), required=False)

    def given(self) -> SubjectGiven | None:
        """Return what was typed; None for an empty row."""
        data = {name: str(value) for name, value in self.cleaned_data.items()}
        if not data.get("name") and not data.get("identity_number"):
            return None
        return SubjectGiven(data.get("name", ""), data.get("kind") or "person", data.get("identity_number", ""))


class MaterialForm(forms.Form):
    """One material with what 程序通则 art. 12 has recorded. A row left empty is no material."""

    name = Line(label=_("Name of the material"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Please choose")), *EntrustedMaterial.Kind.choices], required=False
    )
    quantity = Line(label=_("Quantity"), required=False, attrs={"placeholder": ""})
    condition = Line(label=_("Properties"), required=False)
    preservation = Line(label=_("State of preservation"), required=False)
    received_on = Day(label=_("Day received"), required=False)

    def given(self) -> MaterialGiven | None:
        """Return what was typed; None for an empty row."""
        if not any(self.cleaned_data.values()):
            return None
        data = self.cleaned_data
        texts = {name: data.get(name, "") for name in ("name", "kind", "quantity", "condition", "preservation")}
        return MaterialGiven(**texts, received_on=data.get("received_on"))


_OPTIONS: Final[dict[str, Any]] = {"extra": 0, "max_num": MOST_ROWS, "absolute_max": MOST_ROWS, "validate_max": True}
SubjectRows = forms.formset_factory(SubjectForm, **_OPTIONS)
MaterialRows = forms.formset_factory(MaterialForm, **_OPTIONS)
ROWS: Final = {"subjects": SubjectRows, "materials": MaterialRows}


class WithdrawForm(forms.Form):
    """Why and by whom an entrustment was withdrawn."""

    reason = Reason(
        label=_("Who withdrew it, and why"),
        help_text=_(
            "For example: letter of the court of 24 November. Kept in the trail; no names or numbers of persons."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RefuseForm(forms.Form):
    """On which legal ground an entrustment is refused, and why it applies."""

    ground = Offer(label=_("Legal ground"), widget=forms.RadioSelect)
    reason = Reason(
        label=_("Why this ground applies"),
        help_text=_("Stands on the notice to the client and in the trail; no names or numbers of persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        """`on` is the day of the decision, whose table is offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (each.code, in_full(each)) for each in offered(on)
        ]


class Sheet:
    """The whole form: main part and rows, from posted data, a draft, or empty."""

    def __init__(self, institution: Institution, data: QueryDict | None = None, *, quiet: bool = False) -> None:
        """`quiet` shows what was typed without saying yet what is wrong with it."""
        self.institution = institution
        self.data = data
        self.main = EntrustmentForm(data, institution=institution)
        self.rows = {
            name: rows(with_rows(data, name), initial=None if data is not None else [{}], prefix=name)
            for name, rows in ROWS.items()
        }
        if data is not None and quiet:
            say_nothing_yet(self.main, *self.rows.values())

    @property
    def parts(self) -> list[Any]:
        """What the summary of errors is made from, in the order of the page."""
        return [self.main, *self.rows.values()]

    def is_valid(self) -> bool:
        """Whether every part can be read; all parts are asked, so that everything wrong is said at once."""
        return all([self.main.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def filing(self) -> Filing:
        """Return what the verb takes, from a valid form."""
        return self._filing(self.main.cleaned_data)

    def so_far(self) -> Filing:
        """Return what can be read of an unfinished form, for the gate; what cannot be read counts as not given."""
        sheet = Sheet(self.institution, self.data)
        sheet.is_valid()
        read = getattr(sheet.main, "cleaned_data", {})
        empty = dict.fromkeys(sheet.main.fields, "") | {"is_reappraisal": False, "received_on": timezone.localdate()}
        return sheet._filing({**empty, **read})

    def _filing(self, main: Mapping[str, Any]) -> Filing:
        subjects, materials = (
            tuple(given for form in self.rows[name].forms if hasattr(form, "cleaned_data") and (given := form.given()))
            for name in ROWS
        )
        return Filing(**main, subjects=subjects, materials=materials)

    def show(self, findings: list[Finding]) -> None:
        """Put findings of the verb beside the fields of all parts."""
        numbered = {
            name: [place for place, form in enumerate(rows.forms) if form.given()] for name, rows in self.rows.items()
        }
        for finding in findings:
            prefix, _dash, rest = finding.field.partition("-")
            number, _dash, name = rest.partition("-")
            if prefix in numbered and number.isdecimal():
                form = self.rows[prefix].forms[numbered[prefix][int(number)]]
                form.add_error(name, words_of_finding(finding))
            else:
                self.main.add_error(
                    finding.field if finding.field in self.main.fields else None, words_of_finding(finding)
                )

    def labels(self) -> dict[str, str]:
        """The names of the fields as they are posted, in words."""
        words = {name: str(field.label) for name, field in self.main.fields.items()}
        for rows in self.rows.values():
            for number, form in enumerate(rows.forms, 1):
                words |= {form.add_prefix(name): f"{field.label} {number}" for name, field in form.fields.items()}
        return words


def say_nothing_yet(*parts: Any) -> None:
    """Let bound forms and formsets count as looked at and in order, so that they show what was typed and no errors."""
    for part in parts:
        if isinstance(part, forms.BaseFormSet):
            say_nothing_yet(*part.forms)
            part.__dict__.update(_errors=[ErrorDict() for _form in part.forms], _non_form_errors=ErrorList())
        else:
            part._errors = ErrorDict()


def with_rows(data: QueryDict | None, name: str, *, more: int = 0) -> QueryDict | None:
    """Return posted data with a readable number of rows of a kind, `more` of them added; at least one."""
    if data is None:
        return None
    copy = data.copy()
    total = data.get(f"{name}-TOTAL_FORMS", "")
    number = int(total) if total.isdecimal() and len(total) < 4 else 0
    copy[f"{name}-TOTAL_FORMS"] = str(max(1, min(number + more, MOST_ROWS)))
    copy[f"{name}-INITIAL_FORMS"] = "0"
    return copy


def category_groups(institution: Institution) -> Groups:
    """Return the choices of categories by practice category, those within the business scope first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    every = law.categories()
    for row in every.values():
        if row.practice_code:
            depth = max(0, row.level - every[row.practice_code].level)
            groups.setdefault(row.practice_code, []).append((row.code, "\u3000" * depth + row.name))
    within = [code for code in groups if code in institution.practice_codes]
    beyond = [code for code in groups if code not in institution.practice_codes]
    words = [(_("%(category)s (in the business scope)"), code) for code in within]
    words += [(_("%(category)s (not in the business scope)"), code) for code in beyond]
    return [(str(text) % {"category": every[code].name}, groups[code]) for text, code in words]
