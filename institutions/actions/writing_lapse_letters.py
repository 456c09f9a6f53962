"""Writing the notice of a lost condition after its commit, once."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.audit.actors import SYSTEM
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.querysets import StoredFileQuerySet
from institutions.lapses.papers import letter
from institutions.lapses.purposes import LETTER
from institutions.models import Lapse


def write_letter(lapse_id: UUID) -> bool:
    """Write the notice into the store and return whether it was written now: a lapse has one. Raises PaperFailed."""
    row = Lapse.objects.select_related("institution__organisation").get(pk=lapse_id)
    if letters_of(row).exists():
        return False
    name = _("Notice of a lost condition %(day)s.pdf") % {"day": row.noticed_on.isoformat()}
    received = storing.receive(ContentFile(letter(row), name), purpose=LETTER.code)
    with transaction.atomic(durable=True):
        Lapse.objects.select_for_update().get(pk=row.pk)
        if letters_of(row).exists():
            return False
        storing.record(received, by=SYSTEM, organisation=row.institution.organisation, belongs_to=row.stream)
    return True


def letters_of(row: Lapse) -> StoredFileQuerySet:
    """Return the notice of a lapse, if it is written."""
    return StoredFile.objects.belonging_to(row.stream).kept_for(LETTER.code)
