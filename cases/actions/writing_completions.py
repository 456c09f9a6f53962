"""Writing the letter that asks a client to complete an entrustment after its commit, once."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.conduct.telling import users_with
from cases.entrustments.papers import completion_request
from cases.models import Completion
from cases.purposes import COMPLETION_REQUEST
from cases.verbs import ASK_COMPLETION
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.documents.actions import storing

NOTICE = "completion_letter_ready"


def write_completion_request(pk: UUID) -> bool:
    """Write the letter and tell who asks clients; return whether it was written now.

    Whoever comes second finds it written and leaves it. Raises PaperFailed.
    """
    row = Completion.objects.select_related("entrustment__institution__organisation", "entrustment__category").get(
        pk=pk
    )
    if row.letter_id is not None:
        return False
    entrustment = row.entrustment
    name = _("Request to complete %(code)s-%(number)d.pdf") % {"code": entrustment.code, "number": row.number}
    received = storing.receive(ContentFile(completion_request(row), name), purpose=COMPLETION_REQUEST.code)
    with transaction.atomic(durable=True):
        if Completion.objects.select_for_update().get(pk=pk).letter_id is not None:
            return False
        organisation = entrustment.institution.organisation
        stored = storing.record(received, by=SYSTEM, organisation=organisation, belongs_to=entrustment.stream)
        Completion.objects.filter(pk=pk).update(letter=stored)
        users = users_with(ASK_COMPLETION.code, entrustment, timezone.localdate())
        notify(users, NOTICE, f"{NOTICE}:{pk}", {"code": entrustment.code}, entrustment.get_absolute_url())
    return True
