"""The form by which the head of an institution whose licence was revoked is barred. Rules stand in the verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.filling.fields import Day, IdentityNumber, Reason
from institutions.registration.forms import line
from institutions.standing.forms import DAY_HELP, Document


class HeadForm(forms.Form):
    """Who headed the institution, since when he is barred, and by which decision."""

    name = line(_("Name of the head"), help_text=_("Who headed the institution when its licence was revoked."))
    identity_number = IdentityNumber(
        label=_("Identity number"), help_text=_("Kept sealed; by it an application of this person is known.")
    )
    valid_from = Day(label=_("Day of the decision that revoked the licence"), help_text=DAY_HELP)
    document_number = Document(label=_("Number of the decision"))
    document = forms.FileField(
        label=_("The decision itself"),
        required=False,
        help_text=_("PDF; the barred can read it."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )
    reason = Reason(
        label=_("Why it is restricted on this ground"),
        help_text=_("The barred reads it, and it stands in the trail; no names or numbers of persons."),
    )
