"""Forms about clients and tokens of the API: shape and labels. Rules stand in the verbs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appraisal_portal.administration.forms import OrganisationChoice, ReasonForm
from foundation.accounts.acting import AnyActor
from foundation.accounts.queries import open_organisations
from foundation.accounts.roles import Role
from foundation.desk import formats
from foundation.desk.filling.fields import Day
from foundation.exchange.actions.clients import LONGEST_OVERLAP, NO_MACHINE
from foundation.exchange.actions.personal_tokens import LONGEST
from foundation.exchange.api import scopes


class Scopes(forms.MultipleChoiceField):
    """A choice of scopes, each with its code, which programs use."""

    widget = forms.CheckboxSelectMultiple


def _choices(offered: "list[scopes.ApiScope]") -> list[tuple[str, str]]:
    return [(scope.code, formats.with_note(scope.label, scope.code)) for scope in offered]


class ClientForm(ReasonForm):
    """A system of an organisation that shall be let in."""

    name = forms.CharField(
        label=_("Name of the system"),
        max_length=100,
        help_text=_("As the organisation calls it."),
    )
    organisation = OrganisationChoice(label=_("Organisation"), queryset=None)
    role = forms.ChoiceField(label=_("Role it acts in"), help_text=_("What it sees is what this role sees there."))
    scopes = Scopes(label=_("What it may do"))
    valid_until = Day(label=_("Until"), required=False, help_text=_("The last day. Empty: until it is revoked."))

    field_order = ("name", "organisation", "role", "scopes", "valid_until", "reason")

    def __init__(self, *args: Any, actor: AnyActor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = open_organisations(actor)  # type: ignore[attr-defined]
        roles = [("", _("Choose")), *((role.value, role.label) for role in Role if role not in NO_MACHINE)]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["scopes"].choices = _choices(scopes.all_scopes())  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """The version of a record that somebody saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**53)

    def version_seen(self) -> int:
        """The version; 0, which nothing has, where it cannot be read."""
        return int(self.cleaned_data["version"]) if self.is_valid() else 0


class RotateForm(VersionForm, ReasonForm):
    """A new secret, and for how long the old one still works."""

    overlap_days = forms.IntegerField(
        label=_("Days the old secret still works"),
        min_value=0,
        max_value=LONGEST_OVERLAP,
        initial=7,
        help_text=_("0 to 14. Choose 0 if somebody else may know it."),
    )
    field_order = ("overlap_days", "reason", "version")


class RevokeForm(VersionForm, ReasonForm):
    """A client that shall be shut out."""


class TokenForm(forms.Form):
    """A token for one's own scripts."""

    name = forms.CharField(
        label=_("Name of the token"), max_length=60, help_text=_("What it is for, so that you know it again.")
    )
    scopes = Scopes(label=_("What it may do"))
    valid_until = Day(label=_("Until"), help_text=_("The last day, at most 90 days from today."))

    def __init__(self, *args: Any, actor: AnyActor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = _choices(scopes.open_to(actor))  # type: ignore[attr-defined]
        self.fields["valid_until"].initial = timezone.localdate() + min(LONGEST, timedelta(days=30))
