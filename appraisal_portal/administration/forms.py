"""Forms of administration: shape and labels. Rules stand in the verbs."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.catalogue import MANAGE_ACCOUNTS
from foundation.accounts.fitting import GRANTABLE_BY_INSTITUTION
from foundation.accounts.models import Organisation, Posting
from foundation.accounts.queries import open_organisations
from foundation.accounts.roles import Role
from foundation.accounts.verbs import all_verbs
from foundation.desk import formats
from foundation.desk.filling.fields import Day, IdentityNumber, Reason, Telephone
from foundation.desk.filling.versions import VersionedForm
from foundation.law import queries as law

DAY = _("As 2026-11-23.")


class ReasonForm(forms.Form):
    """An act that needs nothing but its reason."""

    reason = Reason()


class OrganisationChoice(forms.ModelChoiceField):
    """A choice of bodies, grouped by kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Please choose"))
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Name, and where names repeat the seat."""
        return formats.with_note(obj.name, obj.get_kind_display())


class PostingForm(forms.Form):
    """A posting: where, as what, from when until when."""

    organisation = OrganisationChoice(label=_("Organisation"), queryset=None)
    role = forms.ChoiceField(label=_("Role"))
    valid_from = Day(label=_("From"), help_text=DAY)
    valid_until = Day(label=_("Until"), required=False, help_text=_("The last day. Empty: until it is ended."))
    reason = Reason()

    def __init__(self, *args: Any, actor: AnyActor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limited = not actor.may(MANAGE_ACCOUNTS.code)
        choices = self.fields["organisation"]
        choices.queryset = open_organisations(actor)  # type: ignore[attr-defined]  # a ModelChoiceField
        roles = [role for role in Role if not limited or role in GRANTABLE_BY_INSTITUTION]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = timezone.localdate()
        if limited and actor.posting is not None:
            choices.initial = actor.posting.organisation_id


class AccountForm(PostingForm):
    """A new account with its first posting."""

    name = forms.CharField(label=_("Name of the person"), max_length=100)
    username = forms.CharField(
        label=_("Sign-in name"), max_length=64, help_text=_("Letters, digits, dot, hyphen, underscore.")
    )
    email = forms.EmailField(label=_("Official e-mail"), required=False)
    identity_number = IdentityNumber(
        label=_("Identity number"),
        required=False,
        help_text=_("Stored sealed. It ties the account to an appraiser of the roster."),
    )
    phone = Telephone(label=_("Telephone"), required=False, max_length=32, help_text=_("Stored sealed."))

    field_order = (
        "name",
        "username",
        "email",
        "identity_number",
        "phone",
        "organisation",
        "role",
        "valid_from",
        "valid_until",
        "reason",
    )


class EndPostingForm(VersionedForm):
    """Ending a posting at once or after a day."""

    last_day = Day(
        label=_("Last day"), required=False, help_text=_("Empty: at once, with the next request of the user.")
    )
    reason = Reason()
    field_order = ("last_day", "reason")

    def __init__(self, *args: Any, posting: Posting, **kwargs: Any) -> None:
        self.posting = posting
        super().__init__(*args, initial={"version": posting.trail_seq}, **kwargs)

    def present(self) -> dict[str, Any]:
        """The last day on record, if there is one."""
        self.posting.refresh_from_db()
        return {"last_day": self.posting.valid_until, "version": self.posting.trail_seq}


class ResetForm(ReasonForm):
    """Starting a reset."""

    second_factor_lost = forms.BooleanField(
        label=_("The second factor is lost too; the user sets up a new one"), required=False
    )


class ContactForm(VersionedForm):
    """How an organ is reached. What is left empty is shown as not on file."""

    address = forms.CharField(label=_("Address"), required=False)
    telephone = forms.CharField(
        label=_("Telephone"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("With area code; several numbers with a comma between them."),
    )
    office_hours = forms.CharField(label=_("Office hours"), required=False)
    reason = Reason()

    def __init__(self, *args: Any, body: Organisation, **kwargs: Any) -> None:
        self.body = body
        super().__init__(*args, **kwargs)
        self.initial = {**self.present(), **self.initial}

    def present(self) -> dict[str, Any]:
        """What is published now."""
        self.body.refresh_from_db()
        kept = {name: getattr(self.body, name) for name in ("address", "telephone", "office_hours")}
        return {**kept, "version": self.body.trail_seq}


class OrganisationForm(forms.Form):
    """A new body: organ, association or case-handling organ."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[choice for choice in Organisation.Kind.choices if choice[0] != Organisation.Kind.INSTITUTION],
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=Organisation.Level.choices, help_text=_("Case-handling organs have none.")
    )
    name = forms.CharField(label=_("Name of the body"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=50, required=False)
    credit_code = forms.CharField(label=_("Unified social credit code"), max_length=18, required=False)
    division = forms.ChoiceField(label=_("Seat"))
    parent = OrganisationChoice(label=_("Superior body"), queryset=None, required=False)
    reason = Reason()

    def __init__(self, *args: Any, actor: AnyActor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = open_organisations(actor)  # type: ignore[attr-defined]
        names = {row.code: row.name for row in law.divisions()}
        self.fields["division"].choices = [  # type: ignore[attr-defined]
            (
                row.code,
                f"{names.get(row.parent_id or '', '')} {row.name}".strip() if row.level == "county" else row.name,
            )
            for row in law.divisions()
        ]


class DelegationForm(forms.Form):
    """A verb given to a role at a level, or taken from it, from a day on."""

    verb = forms.ChoiceField(label=_("Act"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Organisation.Level.choices)
    what = forms.ChoiceField(
        label=_("Change"),
        choices=[("give", _("The role shall hold it")), ("take", _("The role shall no longer hold it"))],
        widget=forms.RadioSelect,
    )
    effective_from = Day(label=_("From"), help_text=_("The first day of the new state."))
    source = forms.CharField(label=_("Decision or article"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb.code, verb.label) for verb in all_verbs()]  # type: ignore[attr-defined]
        self.fields["effective_from"].initial = timezone.localdate()


class NewPasswordForm(forms.Form):
    """A new password, set by its user with a code from an administrator."""

    username = forms.CharField(
        label=_("Sign-in name"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("Code"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )
    password = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("New password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """Both passwords must be the same."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned
