"""Writing the papers of a decision after its commit, each once."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from cases.entrustments.papers import refusal_notice
from cases.entrustments.states import EntrustmentState
from cases.models import Case, Entrustment, Termination
from cases.purposes import REFUSAL_NOTICE, TERMINATION_NOTICE
from cases.termination.papers import termination_notice
from cases.verbs import REFUSE, TERMINATE
from foundation.accounts.models import Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.purposes import Purpose
from foundation.documents.querysets import StoredFileQuerySet


def write_refusal_notice(entrustment_id: UUID) -> bool:
    """Write the notice of refusal into the store and tell who refused; return whether it was written now.

    Whoever comes second finds it written and leaves it: a decision has one notice. Raises PaperFailed, LookupError.
    """
    row = _entrustment(entrustment_id)
    if row.state != EntrustmentState.REFUSED or _papers(row, REFUSAL_NOTICE).exists():
        return False
    name = _("Notice of refusal %(code)s.pdf") % {"code": row.code}
    return _kept(row, REFUSAL_NOTICE, name, refusal_notice(row), REFUSE.code, "refusal_notice_ready")


def write_termination_notice(case_id: UUID) -> bool:
    """Write the notice of termination into the store and tell who decided; return whether it was written now.

    Raises PaperFailed, LookupError.
    """
    row = Termination.objects.select_related("case__institution__organisation", "case__category").get(case=case_id)
    if _papers(row.case, TERMINATION_NOTICE).exists():
        return False
    name = _("Notice of termination %(code)s.pdf") % {"code": row.case.code}
    return _kept(
        row.case, TERMINATION_NOTICE, name, termination_notice(row), TERMINATE.code, "termination_notice_ready"
    )


def _entrustment(pk: UUID) -> Entrustment:
    return Entrustment.objects.select_related("institution__organisation", "category").get(pk=pk)


def _kept(row: Entrustment | Case, purpose: Purpose, name: str, content: bytes, verb: str, notice: str) -> bool:
    received = storing.receive(ContentFile(content, name), purpose=purpose.code)
    with transaction.atomic(durable=True):
        type(row)._base_manager.select_for_update().get(pk=row.pk)
        if _papers(row, purpose).exists():
            return False
        storing.record(received, by=SYSTEM, organisation=row.institution.organisation, belongs_to=row.stream)
        told = {"code": row.case_number if isinstance(row, Case) else row.code}
        notify(_who_decided(row, verb), notice, f"{notice}:{row.pk}", told, row.get_absolute_url())
    return True


def _papers(row: Entrustment | Case, purpose: Purpose) -> StoredFileQuerySet:
    return StoredFile.objects.belonging_to(row.stream).kept_for(purpose.code)


def _who_decided(row: Entrustment | Case, verb: str) -> list[int]:
    """The user who decided, by the event; nobody where the portal itself did."""
    event = Event.objects.get(stream=row.stream, kind=verb)
    posting = event.content["by"]["posting"]
    return list(Posting.objects.filter(pk=posting).values_list("user_id", flat=True)) if posting else []
