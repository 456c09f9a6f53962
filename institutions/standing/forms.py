"""Forms of the acts on scope, accreditation, restriction and renewal. Rules stand in the verbs."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from foundation.desk.filling.fields import Day, JudgedByVerb, Offer, Reason
from foundation.law import queries as law
from institutions.barring import GROUNDS
from institutions.models import Accreditation
from institutions.standing.gate import LONGEST

Groups = list[tuple[str, list[tuple[str, str]]]]
DAY_HELP: Final = gettext_lazy("As 2026-11-23.")


class CategoryTree(forms.CheckboxSelectMultiple):
    """The tree of categories as boxes to tick, folded by practice category; what is ticked stands open."""

    template_name = "institutions/category_tree.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add to each group whether it stands open."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["groups"] = [
            (title, options, len(groups) == 1 or any(option["selected"] for option in options))
            for title, options, _index in groups
        ]
        return context


class Categories(JudgedByVerb, forms.MultipleChoiceField):
    """Nodes of the tree; which may be chosen is judged by the verb."""

    widget = CategoryTree


class Document(forms.CharField):
    """The number of a document, as it is printed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "class": "pt-num"}
        super().__init__(**{"max_length": LONGEST, "widget": forms.TextInput(attrs=attrs), **kwargs})


def tree(practice_codes: Iterable[str] | None = None, within: Iterable[str] | None = None) -> Groups:
    """Return the nodes of the tree by practice category; of some practice categories, or at and below some nodes."""
    every = law.categories()
    groups: dict[str, list[tuple[str, str]]] = {}
    chosen = set(practice_codes) if practice_codes is not None else None
    nodes, today = set(within) if within is not None else None, timezone.localdate()
    for row in every.values():
        if (
            not row.practice_code
            or law.legacy(row.code, today)
            or (chosen is not None and row.practice_code not in chosen)
        ):
            continue
        if nodes is not None and not nodes.intersection(law.lineage(row.code)):
            continue
        depth = max(0, row.level - every[row.practice_code].level)
        groups.setdefault(row.practice_code, []).append((row.code, "\u3000" * depth + row.name))
    return [(every[code].name, rows) for code, rows in groups.items()]


class ScopeForm(forms.Form):
    """Items of the business scope, as a document lists them."""

    categories = Categories(
        label=gettext_lazy("Items"), help_text=gettext_lazy("The deepest items that the licence names.")
    )
    valid_from = Day(label=gettext_lazy("Valid from"), help_text=DAY_HELP)
    document_number = Document(label=gettext_lazy("Number of the document"))
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def __init__(self, *args: Any, practice_codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own, others = tree(practice_codes), tree(set(law.categories()) - set(practice_codes))
        note = pgettext("category", "%(name)s (not in the licence yet)")
        added = [(note % {"name": name}, rows) for name, rows in others]
        self.fields["categories"].choices = [*own, *added]  # type: ignore[attr-defined]  # a choice field


class EndScopeForm(forms.Form):
    """The last day of an item, and by which document."""

    valid_until = Day(label=gettext_lazy("Last valid day"), help_text=DAY_HELP)
    document_number = Document(label=gettext_lazy("Number of the document"))
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class Several(forms.CharField):
    """Several lines of text, or words parted by “、”."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        """Return them one by one."""
        return [part.strip() for part in re.split(r"[、;；\r\n]+", super().clean(value)) if part.strip()]


class AccreditationForm(forms.Form):
    """A certificate of accreditation and what it covers."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of accreditation"), choices=Accreditation.Kind.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Granted at the level"), choices=Accreditation.Level.choices, widget=forms.RadioSelect
    )
    certificate_number = Document(label=gettext_lazy("Number of the certificate"))
    valid_from = Day(label=gettext_lazy("Valid from"), help_text=DAY_HELP)
    valid_until = Day(label=gettext_lazy("Last valid day"), help_text=DAY_HELP)
    categories = Categories(
        label=gettext_lazy("What it covers"),
        help_text=gettext_lazy("A practice category covers everything below it; otherwise choose the items."),
    )
    methods = Several(
        label=gettext_lazy("Methods it names"),
        required=False,
        help_text=gettext_lazy("Numbers of standards in the annex, one a line; none where they are not on record."),
    )
    reason = Reason(label=gettext_lazy("On what it is recorded"))

    def __init__(self, *args: Any, practice_codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = tree(practice_codes)  # type: ignore[attr-defined]  # a choice field


class EndAccreditationForm(forms.Form):
    """From which day an accreditation does not hold any more."""

    ended_on = Day(
        label=gettext_lazy("Does not hold from"), help_text=gettext_lazy("The first day on which it does not hold.")
    )
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class RestrictionForm(forms.Form):
    """What is barred, on which ground, since when and until when."""

    ground = Offer(label=gettext_lazy("Legal ground"), widget=forms.RadioSelect)
    categories = Categories(
        label=gettext_lazy("Items that are barred"),
        required=False,
        help_text=gettext_lazy("Choose none where the whole practice is barred."),
    )
    valid_from = Day(label=gettext_lazy("Barred from"), help_text=DAY_HELP)
    valid_until = Day(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Left empty: until it is lifted.")
    )
    document_number = Document(label=gettext_lazy("Number of the decision"))
    document = forms.FileField(
        label=gettext_lazy("The decision itself"),
        required=False,
        help_text=gettext_lazy("PDF; the barred can read it."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
    reason = Reason(
        label=gettext_lazy("Why it is restricted on this ground"),
        help_text=gettext_lazy("The barred reads it, and it stands in the trail; no names or numbers of persons."),
    )

    def __init__(self, *args: Any, practice_codes: Sequence[str], subject: str, **kwargs: Any) -> None:
        """`subject`: organisation or person, whose grounds are offered."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds_offered(subject, timezone.localdate())  # type: ignore[attr-defined]
        self.fields["categories"].choices = tree(practice_codes)  # type: ignore[attr-defined]  # a choice field


def grounds_offered(subject: str, on: date) -> list[tuple[str, str]]:
    """Return the grounds for restricting an organisation or a person, each with its article."""
    rows = [row for row in law.entries(GROUNDS, on) if row.details.get("subject") == subject]
    words = _("%(ground)s (%(article)s)")
    return [
        (
            row.code,
            words
            % {
                "ground": _("%(ground)s (to be confirmed)") % {"ground": row.name} if row.to_be_confirmed else row.name,
                "article": row.source_text,
            },
        )
        for row in rows
    ]


class LiftForm(forms.Form):
    """By which document a restriction is lifted, and why."""

    document_number = Document(label=gettext_lazy("Number of the decision"))
    reason = Reason(label=gettext_lazy("Why it is lifted"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class RenewalForm(forms.Form):
    """On which day renewal was asked for."""

    asked_on = Day(
        label=gettext_lazy("Asked for on"),
        help_text=gettext_lazy("The day on which the application reached the organ."),
    )
    document_number = Document(label=gettext_lazy("Number of the application"))
    reason = Reason(label=gettext_lazy("On what it is recorded"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class DecideRenewalForm(forms.Form):
    """Whether a renewal is granted, and until when."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=(("granted", gettext_lazy("Grant the renewal")), ("refused", gettext_lazy("Refuse the renewal"))),
        widget=forms.RadioSelect,
    )
    new_until = Day(
        label=gettext_lazy("New last day"), required=False, help_text=gettext_lazy("Only where it is granted.")
    )
    document_number = Document(label=gettext_lazy("Number of the decision"))
    reason = Reason()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def given(self) -> dict[str, Any]:
        """What the verb takes, from a valid form."""
        data = dict(self.cleaned_data)
        data["granted"] = data.pop("outcome") == "granted"
        return data
