"""Writing the papers of a decision after its commit, each once."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions.deciding import NOTICE_JOB
from cases.entrustments.papers import refusal_notice
from cases.entrustments.states import EntrustmentState
from cases.models import Entrustment
from cases.purposes import REFUSAL_NOTICE
from foundation.accounts.models import Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.querysets import StoredFileQuerySet


def write_refusal_notice(entrustment_id: UUID) -> bool:
    """Write the notice of refusal into the store and tell who refused; return whether it was written now.

    Whoever comes second finds it written and leaves it: a decision has one notice. Raises PaperFailed, LookupError.
    """
    rows = Entrustment.objects.select_related("institution__organisation", "category")
    row = rows.get(pk=entrustment_id)
    if row.state != EntrustmentState.REFUSED or _notices(row).exists():
        return False
    name = _("Notice of refusal %(code)s.pdf") % {"code": row.code}
    received = storing.receive(ContentFile(refusal_notice(row), name), purpose=REFUSAL_NOTICE.code)
    with transaction.atomic(durable=True):
        Entrustment.objects.select_for_update().get(pk=row.pk)
        if _notices(row).exists():
            return False
        storing.record(received, by=SYSTEM, organisation=row.institution.organisation, belongs_to=row.stream)
        notify(
            _who_refused(row), "refusal_notice_ready", f"{NOTICE_JOB}:{row.pk}", {"code": row.code},
            row.get_absolute_url(),
        )  # fmt: skip
    return True


def _notices(row: Entrustment) -> StoredFileQuerySet:
    return StoredFile.objects.belonging_to(row.stream).kept_for(REFUSAL_NOTICE.code)


def _who_refused(row: Entrustment) -> list[int]:
    """The user who refused, by the event; nobody where the portal itself did."""
    event = Event.objects.get(stream=row.stream, seq=row.trail_seq)
    posting = event.content["by"]["posting"]
    return list(Posting.objects.filter(pk=posting).values_list("user_id", flat=True)) if posting else []
