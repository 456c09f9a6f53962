"""Writing the letters of a complaint after the commit of the act they tell, each once."""

from typing import Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.composing import TO_COMPLAINANT, TO_INSTITUTION, letter
from complaints.letters import KINDS, LetterKind, expected
from complaints.models import Complaint
from complaints.verbs import READ_LETTERS
from foundation.accounts.models import Delegation, Organisation, Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.purposes import Purpose

TO_READ: Final = "complaint_letter"


def write_letters(complaint_id: UUID, code: str) -> int:
    """Write the papers of a letter into the store; return how many were written now.

    The institution's own people are told of theirs in the inbox. Whoever comes second finds a paper written and
    leaves it. Raises PaperFailed and LookupError.
    """
    row = Complaint.objects.select_related("organ", "institution__organisation", "complainant").get(pk=complaint_id)
    kind = KINDS[code]
    return sum(_write(row, kind, purpose) for purpose in expected(row, kind))


def _write(row: Complaint, kind: LetterKind, purpose: Purpose) -> bool:
    if _is_there(row, purpose):
        return False
    own = purpose == kind.to_complainant
    content = letter(row, kind, TO_COMPLAINANT if own else TO_INSTITUTION)
    name = _("%(letter)s %(number)s.pdf") % {"letter": purpose.label, "number": row.number}
    received = storing.receive(ContentFile(content, name), purpose=purpose.code)
    whose = row.organ if own else row.institution.organisation
    with transaction.atomic(durable=True):
        Complaint.objects.select_for_update().get(pk=row.pk)
        if _is_there(row, purpose):
            return False
        stored = storing.record(received, by=SYSTEM, organisation=whose, belongs_to=row.stream)
        if not own:
            told = _readers(whose)
            notify(told, TO_READ, f"{TO_READ}:{stored.pk}", {"number": row.number}, stored.get_absolute_url())
    return True


def _is_there(row: Complaint, purpose: Purpose) -> bool:
    return StoredFile.objects.belonging_to(row.stream).kept_for(purpose.code).exists()


def _readers(institution: Organisation) -> list[int]:
    """The users of an institution who read letters about complaints, by the delegation of today."""
    today = timezone.localdate()
    roles = Delegation.objects.in_force(today).filter(verb=READ_LETTERS.code, level=institution.level)
    rows = Posting.objects.in_force(today).filter(organisation=institution, role__in=roles.values("role"))
    return list(rows.values_list("user_id", flat=True).distinct())
