"""Writing the letter of entrustment after the commit of the acceptance or change, once a version."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.agreements.papers import agreement
from cases.agreements.verbs import AMEND
from cases.models import Agreement
from cases.purposes import AGREEMENT
from cases.verbs import ACCEPT
from foundation.accounts.models import Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.documents.actions import storing

NOTICE = "agreement_ready"


def write_agreement(pk: UUID) -> bool:
    """Write the letter of a version and tell who accepted or changed it; return whether it was written now.

    Whoever comes second finds it written and leaves it. Raises PaperFailed.
    """
    rows = Agreement.objects.select_related("case__institution__organisation", "case__category")
    row = rows.get(pk=pk)
    if row.letter_id is not None:
        return False
    case = row.case
    name = _("Letter of entrustment %(code)s-%(number)d.pdf") % {"code": case.code, "number": row.number}
    received = storing.receive(ContentFile(agreement(row), name), purpose=AGREEMENT.code)
    with transaction.atomic(durable=True):
        if Agreement.objects.select_for_update().get(pk=pk).letter_id is not None:
            return False
        organisation = case.institution.organisation
        stored = storing.record(received, by=SYSTEM, organisation=organisation, belongs_to=case.stream)
        Agreement.objects.filter(pk=pk).update(letter=stored)
        told = {"code": case.case_number}
        notify(_who_agreed(row), NOTICE, f"{NOTICE}:{pk}", told, reverse("case_agreement", args=[case.pk]))
    return True


def _who_agreed(row: Agreement) -> list[int]:
    """The user who accepted or changed it, by the event; nobody where the portal itself did."""
    events = Event.objects.filter(stream=row.case.stream, kind__in=(ACCEPT.code, AMEND.code))
    event = next((each for each in events if each.content["facts"].get("agreement") == row.number), None)
    posting = event.content["by"]["posting"] if event is not None else None
    return list(Posting.objects.filter(pk=posting).values_list("user_id", flat=True)) if posting else []
