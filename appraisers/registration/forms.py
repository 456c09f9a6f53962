"""Forms of the acts on a certificate. Rules stand in the verbs."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appraisers.models import Assistant, CertificateState
from foundation.desk.filling.fields import Day, IdentityNumber, Suggested, TypedOffer
from institutions.registration.forms import PaperFields, PracticeCategories, VersionedPaper, line
from institutions.standing.forms import DAY_HELP, Document

TIMES: Final = (("yes", _("full-time")), ("no", _("part-time")))


def _as_time(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def time_field(**more: Any) -> TypedOffer:
    """Full-time or part-time."""
    return TypedOffer(
        label=_("Full-time or part-time"), choices=TIMES, coerce=_as_time, empty_value=None, widget=forms.RadioSelect,
        **more,
    )  # fmt: skip


class ChangeForm(VersionedPaper):
    """The items of a certificate, as they are until somebody changes them."""

    name = line(_("Name"))
    title = line(_("Professional title"), required=False)
    is_full_time = time_field(required=False)
    categories = PracticeCategories(label=_("Practice categories"))
    valid_from = Day(
        label=_("The change holds from"), help_text=_("The day of the change itself; it may lie before today.")
    )
    field_order = (
        "name", "title", "is_full_time", "categories", "valid_from", "document_number", "document", "reason",
    )  # fmt: skip

    @classmethod
    def initially(cls, state: CertificateState, version: int) -> dict[str, Any]:
        """What the form shows before anybody writes in it."""
        return {
            "name": state.name, "title": state.title, "categories": state.practice_codes,
            "is_full_time": {True: "yes", False: "no", None: ""}[state.is_full_time],
            "valid_from": timezone.localdate(), "version": version,
        }  # fmt: skip


class MoveForm(VersionedPaper):
    """To which institution an appraiser moves, from which day, with which categories."""

    licence_number = Suggested(
        label=_("New institution"),
        help_text=_("Licence number or registered name; the institutions of his city are offered as you type."),
    )
    categories = PracticeCategories(
        label=_("Practice categories there"), help_text=_("Within the licence of the new institution.")
    )
    valid_from = Day(label=_("Practises there from"), help_text=DAY_HELP)
    field_order = ("licence_number", "categories", "valid_from", "document_number", "document", "reason")

    def __init__(self, *args: Any, houses: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`houses` are licence numbers and names that are offered."""
        super().__init__(*args, **kwargs)
        self.fields["licence_number"].offer(houses)  # type: ignore[attr-defined]  # a field with suggestions


class ReissueForm(VersionedPaper):
    """On which day a certificate was issued anew, with which number."""

    certificate_number = Document(
        label=_("New certificate number"), required=False, help_text=_("Left empty: the number stays.")
    )
    issued_on = Day(label=_("Day of issue of the permit"), help_text=DAY_HELP)
    field_order = ("certificate_number", "issued_on", "document_number", "document", "reason")


class RegisterForm(PaperFields):
    """A person whose certificate was granted."""

    name = line(_("Name"))
    identity_number = IdentityNumber(
        label=_("Identity number"), help_text=_("Kept sealed; by it the portal knows whether a person is registered.")
    )
    title = line(_("Professional title"), required=False)
    is_full_time = time_field()
    categories = PracticeCategories(label=_("Practice categories"))
    certificate_number = Document(label=_("Certificate number"))
    certificate_from = Day(label=_("Valid from"), help_text=DAY_HELP)
    certificate_until = Day(label=_("Last valid day"), help_text=DAY_HELP)
    assistant = TypedOffer(
        label=_("Was assistant here"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("The time as an assistant ends with the day before the certificate."),
    )
    field_order = (
        "name", "assistant", "identity_number", "title", "is_full_time", "categories", "certificate_number",
        "certificate_from", "certificate_until", "document_number", "document", "reason",
    )  # fmt: skip

    def __init__(self, *args: Any, assistants: Iterable[Assistant], **kwargs: Any) -> None:
        """`assistants` are those of the institution today."""
        super().__init__(*args, **kwargs)
        rows = [(str(row.pk), row.person.name) for row in assistants]
        self.fields["assistant"].choices = [("", _("Nobody of these")), *rows]  # type: ignore[attr-defined]
