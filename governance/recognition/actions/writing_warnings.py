"""Writing the warning letter of a low grade after its commit, once."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.audit.actors import SYSTEM
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.querysets import StoredFileQuerySet
from governance.recognition.assessment.letters import warning_letter
from governance.recognition.assessment.purposes import WARNING
from governance.recognition.models import Assessment


def write_warning(key: UUID) -> bool:
    """Write the letter into the store and return whether it was written now: a grade has one. Raises PaperFailed."""
    row = Assessment.objects.for_list().get(pk=key)
    if not row.is_low or row.published_on is None or warnings_of(row).exists():
        return False
    name = _("Capability assessment %(year)d, warning.pdf") % {"year": row.year}
    received = storing.receive(ContentFile(warning_letter(row), name), purpose=WARNING.code)
    with transaction.atomic(durable=True):
        Assessment.objects.select_for_update().get(pk=row.pk)
        if warnings_of(row).exists():
            return False
        storing.record(received, by=SYSTEM, organisation=row.institution.organisation, belongs_to=row.stream)
    return True


def warnings_of(row: Assessment) -> StoredFileQuerySet:
    """Return the warning letter of an assessment, if it is written."""
    return StoredFile.objects.belonging_to(row.stream).kept_for(WARNING.code)
