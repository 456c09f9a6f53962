"""Forms of imports."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.accounts.roles import SUPERVISING
from foundation.desk.filling.fields import Reason
from foundation.desk.form_rendering import PortalRenderer
from foundation.exchange.kinds import ImportKind
from foundation.exchange.models import Import


class BodyChoice(forms.ModelChoiceField):
    """A body by its registered name."""

    def label_from_instance(self, obj: Any) -> str:
        """The registered name."""
        return str(obj.name)


class UploadForm(forms.Form):
    """A sheet to upload: of which kind, where the posting may import several, and for which institution."""

    default_renderer = PortalRenderer
    kind = forms.ChoiceField(label=gettext_lazy("Kind of sheet"), widget=forms.RadioSelect)
    institution = BodyChoice(
        label=gettext_lazy("Institution"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Named in the sheet"),
        help_text=gettext_lazy(
            "Only for ledgers. Leave it to the sheet if its title or a column names the institution."
        ),
    )
    sheet = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "XLSX, or CSV in UTF-8 or GB18030; at most 60 MB and 200,000 rows. Titles above the heading, other orders "
            "of columns and totals at the end do not matter."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, actor: AnyActor, offered: Sequence[ImportKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.offered = {kind.code: kind for kind in offered}
        if len(self.offered) > 1:
            choice = cast("forms.ChoiceField", self.fields["kind"])
            choice.choices = [(kind.code, kind.words.sheet) for kind in offered]
        else:
            del self.fields["kind"]
        bodies = next((kind.bodies for kind in offered if kind.bodies is not None), None)
        if bodies is not None and chooses_institution(actor):
            field = cast("BodyChoice", self.fields["institution"])
            field.queryset = bodies(actor).order_by("sort_key", "name")
        else:
            del self.fields["institution"]

    def kind_to_import(self) -> ImportKind:
        """The chosen kind, or the only one."""
        chosen = self.cleaned_data.get("kind")
        return self.offered[chosen] if chosen else next(iter(self.offered.values()))

    def institution_to_import(self) -> Organisation | None:
        """The chosen institution, or the actor's own; none for kinds that are not of one institution."""
        bodies = self.kind_to_import().bodies
        if bodies is None:
            return None
        if "institution" in self.fields:
            chosen: Organisation | None = self.cleaned_data["institution"]
            return chosen
        return bodies(self.actor).first()

    def upload(self) -> UploadedFile:
        """The uploaded file."""
        file: UploadedFile = self.cleaned_data["sheet"]
        return file


def chooses_institution(actor: AnyActor) -> bool:
    """Whether the actor works for more than one institution."""
    return actor.posting is not None and actor.posting.role in SUPERVISING


class MappingForm(forms.Form):
    """Which column of the sheet is which column of the register; what is needed must be there once."""

    default_renderer = PortalRenderer

    def __init__(self, *args: Any, imported: Import, kind: ImportKind, actor: AnyActor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        findings = imported.findings
        self.spec = kind.spec
        self.proposals = findings.get("proposals", [])
        self.sheets = findings.get("sheets", [])
        if len(self.sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Sheet"), choices=[(name, name) for name in self.sheets], initial=imported.sheet_name
            )
        if imported.institution_id is None and kind.bodies is not None:
            self.fields["institution"] = BodyChoice(
                label=_("Institution"),
                queryset=kind.bodies(actor).order_by("sort_key", "name"),
                empty_label="",
                help_text=_("The sheet does not name an institution you supervise."),
            )
        choices = [("", _("Not loaded")), *((column.name, column.label) for column in self.spec.columns)]
        assigned = {position: name for name, position in findings.get("assignment", {}).items()}
        for proposal in self.proposals:
            position = proposal["position"]
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=proposal["printed"], choices=choices, required=False, initial=assigned.get(position, "")
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a column that is taken twice, and a needed one that is missing."""
        cleaned = super().clean() or {}
        if self.other_sheet():
            return cleaned
        names = Counter(name for key, name in cleaned.items() if key.startswith("column_") and name)
        for key, name in list(cleaned.items()):
            if key.startswith("column_") and name and names[name] > 1:
                text = _("Only one column can be “%(column)s”; choose which.") % {
                    "column": self.spec.by_name[name].label
                }
                self.add_error(key, text)
        for column in self.spec.columns:
            if column.required and not names[column.name]:
                self.add_error(None, _("Say which column is “%(column)s”.") % {"column": column.label})
        return cleaned

    def mapping(self) -> dict[str, int] | None:
        """Column name → position; None when another sheet was chosen, whose columns are proposed anew."""
        if self.other_sheet():
            return None
        return {
            name: int(key.removeprefix("column_"))
            for key, name in self.cleaned_data.items()
            if key.startswith("column_") and name
        }

    def other_sheet(self) -> bool:
        """Whether the person chose another sheet of the file."""
        return "sheet" in self.fields and self.cleaned_data.get("sheet") not in (None, self.fields["sheet"].initial)


class QuestionsForm(forms.Form):
    """Wordings that several codes fit, or none; each is asked once for all its rows."""

    default_renderer = PortalRenderer

    def __init__(
        self, *args: Any, questions: list[dict[str, Any]], codes: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        labels = dict(codes)
        for number, question in enumerate(questions):
            likely = [(code, labels.get(code, code)) for code in question["candidates"]]
            choices: list[Any] = [("", _("Leave open"))]
            if likely:
                choices.append((_("It may be"), likely))
            choices.append((_("All categories"), list(codes)))
            label = _("“%(wording)s” in %(rows)d rows") % {"wording": question["wording"], "rows": question["rows"]}
            if question["hint"]:
                label = _("“%(wording)s”, numbers with “%(letter)s”, in %(rows)d rows") % {
                    "wording": question["wording"], "letter": question["hint"], "rows": question["rows"]
                }  # fmt: skip
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=question["suggestion"]
            )

    def answers(self) -> dict[str, str]:
        """What was answered: key of the question → code."""
        given = ((question["key"], self.cleaned_data[f"answer_{n}"]) for n, question in enumerate(self.questions))
        return {key: code for key, code in given if code}


class DecisionForm(forms.Form):
    """Corrections to take over or to leave, all or some, with the reason."""

    default_renderer = PortalRenderer
    reason = Reason(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept with the decision, as: misprint in the sheet of 2025."),
    )
    corrections = forms.TypedMultipleChoiceField(required=False, choices=(), coerce=UUID)
    everything = forms.BooleanField(required=False)

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["corrections"]).choices = [(key, key) for key in offered]

    def clean(self) -> dict[str, Any]:
        """Something must be chosen."""
        cleaned = super().clean() or {}
        if not cleaned.get("everything") and not cleaned.get("corrections") and "corrections" not in self.errors:
            self.add_error(None, _("Choose at least one row, or all of them."))
        return cleaned


class CancelForm(forms.Form):
    """Giving up an import of which nothing was loaded: why, and the version that was seen."""

    default_renderer = PortalRenderer
    reason = Reason(label=gettext_lazy("Why is the import cancelled?"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**53)


class UndoForm(forms.Form):
    """Undoing an import: why, and that it is meant."""

    default_renderer = PortalRenderer
    reason = Reason(
        label=gettext_lazy("Why is the import undone?"),
        help_text=gettext_lazy("Kept with every record, as: ledger of another institution uploaded by mistake."),
    )
