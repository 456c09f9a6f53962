"""Writing the letter of a rectification order after its commit, once."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.audit.actors import SYSTEM
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.querysets import StoredFileQuerySet
from institutions.models import RectificationOrder
from institutions.rectification.papers import letter
from institutions.rectification.purposes import LETTER


def write_letter(order_id: UUID) -> bool:
    """Write the letter into the store and return whether it was written now: an order has one. Raises PaperFailed."""
    row = RectificationOrder.objects.select_related("institution__organisation", "organ", "finding").get(pk=order_id)
    if letters_of(row).exists():
        return False
    name = _("Rectification order %(code)s.pdf") % {"code": row.code}
    received = storing.receive(ContentFile(letter(row), name), purpose=LETTER.code)
    with transaction.atomic(durable=True):
        RectificationOrder.objects.select_for_update().get(pk=row.pk)
        if letters_of(row).exists():
            return False
        storing.record(received, by=SYSTEM, organisation=row.institution.organisation, belongs_to=row.stream)
    return True


def letters_of(row: RectificationOrder) -> StoredFileQuerySet:
    """Return the letter of an order, if it is written."""
    return StoredFile.objects.belonging_to(row.stream).kept_for(LETTER.code)
