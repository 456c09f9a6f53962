"""Forms of agreements, projects, party branches and alliances. Rules stand in the verbs."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from foundation.desk.filling.fields import Day, Offer, Reason, TypedOffer
from institutions.cooperation import kinds
from institutions.cooperation.gate import LINE, TEXT
from institutions.models import Project
from institutions.registration.forms import funds_field, line
from institutions.standing.forms import DAY_HELP, Document

_NONE: Final = ("", gettext_lazy("none"))


class Entry(Offer):
    """One entry of a dated list."""

    def __init__(self, list_code: str, **kwargs: Any) -> None:
        super().__init__(choices=lambda: kinds.choices(list_code), widget=forms.RadioSelect, **kwargs)


def sentences(label: Any, **more: Any) -> forms.CharField:
    """Some sentences whose content the verb judges."""
    return forms.CharField(label=label, max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}), **more)


class _Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)


class CooperationForm(forms.Form):
    """An agreement with another body."""

    kind = Entry(kinds.COOPERATIONS, label=gettext_lazy("Kind of cooperation"))
    partner = line(gettext_lazy("Partner"), LINE)
    subject = sentences(gettext_lazy("What is agreed"))
    valid_from = Day(label=gettext_lazy("Valid from"), help_text=DAY_HELP)
    valid_until = Day(
        label=gettext_lazy("Last valid day"), required=False, help_text=gettext_lazy("Left empty: until it is ended.")
    )
    document_number = Document(label=gettext_lazy("Number of the agreement"))
    document = forms.FileField(
        label=gettext_lazy("The agreement itself"),
        required=False,
        help_text=gettext_lazy("PDF. Its digest is kept with the record."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )


class EndCooperationForm(_Versioned):
    """From which day an agreement does not hold any more, and by what."""

    ended_on = Day(
        label=gettext_lazy("Does not hold from"), help_text=gettext_lazy("The first day on which it does not hold.")
    )
    document_number = Document(label=gettext_lazy("Number of the document that ends it"))
    reason = Reason()


class ProjectForm(forms.Form):
    """A project of an institution."""

    kind = Entry(kinds.PROJECTS, label=gettext_lazy("Kind of project"))
    level = Entry(kinds.LEVELS, label=gettext_lazy("Level of the project"))
    number = Document(label=gettext_lazy("Number of the project"))
    title = line(gettext_lazy("Title of the project"), LINE)
    funds = funds_field(required=False)
    begun_on = Day(label=gettext_lazy("Begun on"), help_text=DAY_HELP)
    due_on = Day(label=gettext_lazy("To be completed by"), help_text=DAY_HELP)
    alliance = TypedOffer(
        label=gettext_lazy("Within the alliance"), required=False, coerce=UUID, empty_value=None, widget=forms.Select
    )

    def __init__(self, *args: Any, alliances: Any, **kwargs: Any) -> None:
        """`alliances`: those to which the institution belongs."""
        super().__init__(*args, **kwargs)
        offered = [(str(row.pk), row.name) for row in alliances]
        self.fields["alliance"].choices = [_NONE, *offered]  # type: ignore[attr-defined]  # a choice field


class ConcludeProjectForm(_Versioned):
    """How a project ended, and what came of it."""

    state = Offer(
        label=gettext_lazy("How it ended"),
        choices=[(each.value, each.label) for each in (Project.State.COMPLETED, Project.State.STOPPED)],
        widget=forms.RadioSelect,
    )
    ended_on = Day(label=gettext_lazy("Ended on"), help_text=DAY_HELP)
    results = sentences(gettext_lazy("Results, or why it was given up"))


class PartyBranchForm(forms.Form):
    """Whether there is a party branch, or why not. Nothing is asked about any person."""

    situation = Entry(kinds.PARTY_BRANCH, label=gettext_lazy("Party branch"))
    valid_from = Day(label=gettext_lazy("Has been so since"), help_text=DAY_HELP)


class AllianceForm(forms.Form):
    """An alliance that an institution leads."""

    name = line(gettext_lazy("Name of the alliance"), LINE)
    kind = Entry(kinds.ALLIANCES, label=gettext_lazy("Kind of alliance"))
    purpose = sentences(pgettext_lazy("alliance", "Purpose"))
    partners = sentences(
        gettext_lazy("Other bodies in it"),
        required=False,
        help_text=gettext_lazy("Universities, companies and others that are no institutions of appraisal."),
    )
    formed_on = Day(label=gettext_lazy("Formed on"), help_text=DAY_HELP)
    document_number = Document(label=gettext_lazy("Number of the agreement"))


class AdmitForm(_Versioned):
    """Which institution joins an alliance, and when."""

    institution = TypedOffer(label=gettext_lazy("Institution"), coerce=UUID, widget=forms.Select)
    joined_on = Day(label=gettext_lazy("Joined on"), help_text=DAY_HELP)
    field_order = ("institution", "joined_on")

    def __init__(self, *args: Any, institutions: Any, **kwargs: Any) -> None:
        """`institutions`: those that may join."""
        super().__init__(*args, **kwargs)
        offered = [(str(row.pk), str(row)) for row in institutions]
        self.fields["institution"].choices = [("", _("Choose an institution")), *offered]  # type: ignore[attr-defined]


class LeaveForm(_Versioned):
    """From which day a member does not belong to an alliance any more."""

    left_on = Day(
        label=gettext_lazy("Left on"), help_text=gettext_lazy("The first day on which it does not belong to it.")
    )
    reason = Reason()


class EndAllianceForm(_Versioned):
    """From which day an alliance is no more."""

    ended_on = Day(
        label=gettext_lazy("Does not hold from"), help_text=gettext_lazy("The first day on which it does not hold.")
    )
    reason = Reason()
