"""The forms of completing an entrustment: what is asked for, and what has come. Rules stand in the verbs."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.completing import MOST
from cases.entrustments.completing import PARTICULARS, CompletionGiven, ParticularsGiven
from cases.entrustments.forms import Line, MaterialForm, MaterialRows, Text, say_nothing_yet, with_rows
from cases.entrustments.states import EntrustmentState
from cases.models import EntrustedMaterial, Entrustment
from foundation.audit.errors import Finding
from foundation.audit.reasons import LONGEST
from foundation.desk.filling.attempting import words_of
from foundation.desk.filling.fields import Day, Reason
from foundation.desk.form_rendering import PortalRenderer


class AskForm(forms.Form):
    """What the client is asked for."""

    default_renderer = PortalRenderer
    wanted = forms.CharField(
        label=_("What is missing"),
        help_text=_("Stands on the letter to the client; no names or numbers of persons."),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    period_until = Day(
        label=_("The client has until"), help_text=_("The last day of the period; it stands on the letter.")
    )
    reason = Reason(
        label=_("What the new materials have raised"),
        required=False,
        help_text=_("A client is asked once. A further request names the new materials that raised it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        """`again`: the client was asked before; only then is a reason asked for."""
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["reason"]


class CompletionForm(forms.Form):
    """The day and the words of what has come, and the texts that are missing on record."""

    received_on = Day(label=_("Came on"))
    received = forms.CharField(
        label=_("What has come"),
        help_text=_("Name, kind and quantity; no names or numbers of persons."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    purpose = Line(label=_("Purpose"), required=False)
    facts = Text(
        label=_("Basic facts of the case"),
        rows=5,
        required=False,
        help_text=_("Kept under seal, since they may name people."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def __init__(self, *args: Any, row: Entrustment, **kwargs: Any) -> None:
        """`row` says what is missing: what is on record is not asked for."""
        super().__init__(*args, **kwargs)
        unasked = [] if row.state == EntrustmentState.AWAITING else ["received_on", "received"]
        unasked += ["purpose"] if row.purpose else []
        unasked += ["facts"] if row.facts is not None else []
        for name in unasked:
            del self.fields[name]


class ParticularsForm(MaterialForm):
    """The particulars that one material on record still lacks."""

    def __init__(self, *args: Any, material: EntrustedMaterial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.material = material
        for name in ("name", *PARTICULARS):
            if getattr(material, name):
                del self.fields[name]

    def particulars(self) -> ParticularsGiven:
        """Return what was typed."""
        return ParticularsGiven(self.material.position, **self.cleaned_data)


class CompletionSheet:
    """The whole form: its main part, materials on record that lack particulars, rows of further materials."""

    def __init__(self, row: Entrustment, data: QueryDict | None = None, *, more: int = 0) -> None:
        """`more` rows for materials are added; what was typed then stands there without judgement."""
        on_record = list(row.materials.all())
        initial = {"version": row.trail_seq, "received_on": timezone.localdate()}
        self.main = CompletionForm(data, row=row, initial=initial)
        lacking = [each for each in on_record if any(not getattr(each, name) for name in PARTICULARS)]
        self.lacking = [
            ParticularsForm(data, material=each, prefix=f"particulars-{place}") for place, each in enumerate(lacking)
        ]
        posted = with_rows(data, "materials", more=more)
        self.materials = MaterialRows(posted, initial=None if data is not None else [{}], prefix="materials")
        if more:
            say_nothing_yet(*self.parts)

    @property
    def parts(self) -> list[Any]:
        """What the summary of errors is made from, in the order of the page."""
        return [self.main, *self.lacking, self.materials]

    def is_valid(self) -> bool:
        """Whether every part can be read; all parts are asked, so that everything wrong is said at once."""
        valid = [part.is_valid() for part in self.parts]
        return all(valid)

    def given(self) -> dict[str, Any]:
        """Return what the verb takes, from a valid form."""
        main = dict(self.main.cleaned_data)
        return {
            "version": main.pop("version"),
            "received_on": main.pop("received_on", None),
            "completion": CompletionGiven(
                **main,
                materials=tuple(given for form in self.materials.forms if (given := form.given())),
                particulars=tuple(form.particulars() for form in self.lacking),
            ),
        }

    def show(self, findings: list[Finding]) -> None:
        """Put findings of the verb beside the fields of all parts."""
        numbered = [form for form in self.materials.forms if form.given()]
        rows: dict[str, list[Any]] = {"materials": numbered, "particulars": self.lacking}
        for finding in findings:
            prefix, _dash, rest = finding.field.partition("-")
            number, _dash, name = rest.partition("-")
            form = rows[prefix][int(number)] if prefix in rows and number.isdecimal() else self.main
            field = name if form is not self.main else finding.field
            form.add_error(field if field in form.fields else None, words_of(finding))
