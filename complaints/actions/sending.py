"""Sending a complaint from a public page: so many of a network in an hour, a repetition never counted."""

from typing import Final

from django.utils.translation import gettext as _

from complaints.actions.filing import Filed, file
from complaints.filing import ComplaintGiven
from complaints.following import draft_digest
from complaints.models import Complaint
from foundation.accounts.acting import Visitor
from foundation.accounts.limits import may_ask
from foundation.audit.errors import Finding, RuleBroken
from institutions.models import Institution

MOST: Final = 30
SECONDS: Final = 3_600


def send(given: ComplaintGiven, institution: Institution, *, draft_key: str, address: str) -> Filed:
    """File a complaint of a visitor (see `filing.file`).

    The actor is the visitor also where somebody of the staff is signed in: the trail must not tell who complains.
    Raises RuleBroken, with the code `too_many` for a network that sent 30 in this hour; the draft stays then.
    """
    sent_before = Complaint.objects.filter(draft_key=draft_digest(draft_key)).exists()
    if not sent_before and not may_ask("complaints.file", address, most=MOST, seconds=SECONDS):
        raise RuleBroken(
            Finding(
                _("Many complaints were sent from your network within this hour, so this one was not taken."),
                way_out=_("What you wrote is kept. Send it again in an hour, or take it to the office."),
                code="too_many",
            )
        )
    return file(given, institution, draft_key=draft_key, by=Visitor())
