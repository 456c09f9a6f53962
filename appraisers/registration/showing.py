"""The items of a certificate in words, and what can be done with it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisers.certified import CertificateOn
from appraisers.models import Appraiser, CertificateState
from appraisers.ties import ties_of
from appraisers.verbs import CHANGE_CERTIFICATE, END_CERTIFICATE, MOVE
from foundation.audit.errors import Finding
from foundation.desk import formats
from foundation.desk.detail.acts import Wish
from institutions.covering import named
from institutions.models import Institution
from institutions.registration.showing import Item
from institutions.renewing import holds


def _time(value: bool | None) -> str:
    return "" if value is None else _("full-time") if value else _("part-time")


def items_with(states: list[CertificateState]) -> Mapping[str, Item]:
    """Return how the items of states are called and written; institutions by name, fetched at once."""
    keys = {state.institution_id for state in states}
    names = {row.pk: str(row) for row in Institution.objects.select_related("organisation").filter(pk__in=keys)}
    return {**ITEMS, "institution_id": Item(gettext_lazy("Institution"), lambda key: names.get(key, ""))}


ITEMS: Final[dict[str, Item]] = {
    "name": Item(gettext_lazy("Name")),
    "title": Item(gettext_lazy("Professional title")),
    "practice_codes": Item(gettext_lazy("Practice categories"), named),
    "is_full_time": Item(gettext_lazy("Full-time or part-time"), _time),
    "certificate_number": Item(gettext_lazy("Certificate number")),
    "certificate_from": Item(gettext_lazy("Valid from"), formats.table_date),
    "certificate_until": Item(gettext_lazy("Valid until"), formats.table_date),
}


def facts_of(state: CertificateState, items: Mapping[str, Item]) -> list[tuple[str, str]]:
    """Return the items of a certificate in words."""
    term = _("%(first)s to %(last)s") % {
        "first": formats.table_date(state.certificate_from), "last": formats.table_date(state.certificate_until),
    }  # fmt: skip
    issued = [state.issued_by, formats.table_date(state.issued_on) if state.issued_on else ""]
    return [
        (_("Name"), state.name),
        (_("Institution"), items["institution_id"].words(state.institution_id)),
        (_("Practice categories"), named(state.practice_codes)),
        (_("Professional title"), state.title),
        (_("Full-time or part-time"), _time(state.is_full_time)),
        (_("Valid"), term),
        (_("Issued by, on"), "　".join(part for part in issued if part)),
        (_("Certificate number"), state.certificate_number),
    ]


def finding_of(known: CertificateOn | None, on: date, today: date) -> str:
    """Say in a sentence whether a certificate held on a day; of a day to come, what is to be expected."""
    day = formats.prose_date(on)
    if known is None:
        return ""
    if on > today:
        return _expected(known, on)
    if not holds(known.first, known.last, known.pending_since, on):
        return _("On %(day)s the certificate was not valid.") % {"day": day}
    if known.institution is None:
        return _("On %(day)s the appraiser practised at no institution.") % {"day": day}
    if on > known.last:
        return _("On %(day)s the certificate held on, since its renewal was undecided.") % {"day": day}
    return _("On %(day)s the certificate was valid.") % {"day": day}


def _expected(known: CertificateOn, on: date) -> str:
    day = formats.prose_date(on)
    if not holds(known.first, known.last, known.pending_since, on):
        return _("As far as is recorded today, the certificate will not be valid on %(day)s.") % {"day": day}
    if known.institution is None:
        return _("As far as is recorded today, the appraiser will practise at no institution on %(day)s.") % {
            "day": day
        }
    if on > known.last:
        return _("On %(day)s the certificate will hold on only if its renewal is still undecided.") % {"day": day}
    return _("As far as is recorded today, the certificate will be valid on %(day)s.") % {"day": day}


def wishes_of(row: Appraiser) -> list[Wish]:
    """What can be done with a certificate."""
    over: list[Any] = [Finding(_("This registration has ended already."))] if row.ended_on is not None else []
    return [
        Wish(
            (CHANGE_CERTIFICATE,), _("Change items of the certificate"),
            reverse("certificate_change", args=[row.pk]), findings=over,
        ),
        Wish(
            (MOVE,), _("Record a move to another institution"), reverse("appraiser_move", args=[row.pk]),
            findings=[*over, *ties_of(row)],
        ),
        Wish(
            (CHANGE_CERTIFICATE,), _("Issue the certificate anew"), reverse("certificate_reissue", args=[row.pk]),
            findings=over,
        ),
        Wish(
            (END_CERTIFICATE,), _("End the certificate"), reverse("certificate_end", args=[row.pk]), findings=over,
            is_grave=True, asks_reason=True,
        ),
    ]  # fmt: skip
