"""The public check of an opinion: number and day of issue in, existence, institution, day and state out.

The number comes by POST and never stands in an address; nothing of the answer is kept.
"""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.checking import opinion_key, registered_opinions
from cases.opinions.public import shown
from foundation.accounts.doors import Request, public_page
from foundation.accounts.limits import may_ask
from foundation.accounts.middleware import client_address
from foundation.desk.day_field import DayParts
from institutions.barring import against
from institutions.standing.state import standing

MOST: Final = 30
WINDOW: Final = 600
PER_NETWORK: Final = "opinion_check"


class OpinionCheckForm(forms.Form):
    """What stands on the paper."""

    number = forms.CharField(
        label=gettext_lazy("Number of the opinion"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("As printed at the top right. Width of digits, brackets and spaces do not matter."),
    )
    issued_on = DayParts(
        label=gettext_lazy("Day of issue"),
        help_text=gettext_lazy("The date at the end of the opinion."),
    )
    institution = forms.CharField(
        label=gettext_lazy("Name of the institution"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("A part of the name is enough."),
    )

    def clean_number(self) -> str:
        """Refuse what cannot be a number, with what is missing."""
        number: str = self.cleaned_data["number"]
        if not opinion_key(number):
            raise ValidationError(
                _("The number has no digits in it, or is incomplete. Copy it from the paper with year and serial.")
            )
        return number

    def clean_issued_on(self) -> Any:
        """Refuse days to come."""
        day = self.cleaned_data["issued_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet. Look at the date on the paper again."))
        return day


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request) -> HttpResponse:
    """Ask for number and day, and answer in a verdict."""
    form = OpinionCheckForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "public/check.html", {"form": form})
    if not may_ask(PER_NETWORK, client_address(request), most=MOST, seconds=WINDOW):
        return render(request, "errors/429.html", {"retry_after": WINDOW // 60}, status=429)
    if not form.is_valid():
        return render(request, "public/check.html", {"form": form}, status=422)
    given = form.cleaned_data
    today = timezone.localdate()
    opinions = list(registered_opinions(given["number"], given["issued_on"], given["institution"]))
    bars = against([opinion.institution.pk for opinion in opinions], today)
    found = [
        {
            **(shown(opinion.issued, today) if opinion.issued else {}),
            "opinion": opinion,
            "standing": standing(opinion.institution, today, bars[opinion.institution.pk]),
            "url": reverse("register_institution", args=[opinion.institution.licence_number]),
        }
        for opinion in opinions
    ]
    # One number may be on file twice, at two institutions: only where all are revoked does the heading say so.
    revoked = found[0]["revoked"] if found and all(each.get("revoked") for each in found) else None
    context = {"found": found, "revoked": revoked, "typed": given, "checked_at": timezone.now()}
    return render(request, "public/check_answer.html", context)
