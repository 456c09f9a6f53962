"""The form of an order. Rules stand in the verb."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.accounts.acting import AnyActor
from foundation.desk.filling.fields import Offer, Reason
from foundation.kpi.releases.naming import periods_over
from governance.reporting import values
from governance.reporting.places import Place, offered_to, place_for
from governance.reporting.states import ReportLevel

YEARS_BACK = 3
MOST_OFFERED = 30


class OrderForm(forms.Form):
    """Of which area and period a report is ordered, and why."""

    area = Offer(label=_("Area"))
    period = forms.CharField(
        label=_("Period"),
        max_length=7,
        help_text=_("A month or a year that is over: 2026-10 or 2025."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "periods-over"}),
    )
    reason = Reason(
        label=_("Occasion"), help_text=_("Printed in the report and kept in the trail; no names of persons.")
    )

    def __init__(self, *args: Any, actor: AnyActor, **kwargs: Any) -> None:
        """A new form proposes one's own area and the month that ended last."""
        super().__init__(*args, **kwargs)
        places = offered_to(actor)
        asked = place_for(actor, str(self.data.get("area") or self.initial.get("area") or ""))
        if asked is not None and asked.code not in {place.code for place in places}:
            places.append(asked)  # an institution below one's area: its page of figures leads here
        self.fields["area"].choices = [(place.code, _indented(place)) for place in places]  # type: ignore[attr-defined]
        if places:
            self.fields["area"].initial = places[0].code
        self.fields["period"].initial = next(iter(self.over()), "")

    def over(self) -> list[str]:
        """The months and years that are over, for the list beside the field, months first."""
        found = [code for code in periods_over(timezone.localdate(), YEARS_BACK) if "Q" not in code]
        return sorted(found, key=lambda code: (len(code) == 4, [-ord(sign) for sign in code]))[:MOST_OFFERED]


def _indented(place: Place) -> str:
    """Counties stand under their city."""
    name = values.name_of(place.names)
    return f"　{name}" if place.level == ReportLevel.COUNTY else name
