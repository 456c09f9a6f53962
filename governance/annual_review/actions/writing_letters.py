"""Writing the letter on a result after its commit, once, and telling the institution that it is there."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation, Posting
from foundation.accounts.notices import notify
from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.querysets import StoredFileQuerySet
from governance.annual_review.actions.opening import holders_at
from governance.annual_review.letters import result_letter
from governance.annual_review.models import AnnualReview
from governance.annual_review.purposes import LETTER
from governance.annual_review.states import ReviewState
from governance.annual_review.verbs import DECIDE

DECIDED_NOTICE = "annual_review_decided"


def write_letter(review_id: UUID) -> bool:
    """Write the letter into the store and tell the institution; return whether it was written now.

    Whoever comes second finds it written and leaves it: a decision has one letter. Raises PaperFailed, LookupError.
    """
    row = AnnualReview.objects.select_related("review_year", "institution__organisation").get(pk=review_id)
    if row.state != ReviewState.DECIDED or letters_of(row).exists():
        return False
    content = result_letter(row, _organ(row))
    name = _("Result of the annual review %(year)d.pdf") % {"year": row.year}
    received = storing.receive(ContentFile(content, name), purpose=LETTER.code)
    with transaction.atomic(durable=True):
        AnnualReview.objects.select_for_update().get(pk=row.pk)
        if letters_of(row).exists():
            return False
        storing.record(received, by=SYSTEM, organisation=row.institution.organisation, belongs_to=row.stream)
        users = holders_at([row.institution_id])[row.institution_id]
        notify(users, DECIDED_NOTICE, f"{DECIDED_NOTICE}:{row.pk}", {"year": row.year}, row.get_absolute_url())
    return True


def letters_of(row: AnnualReview) -> StoredFileQuerySet:
    """Return the letters that belong to a review."""
    return StoredFile.objects.belonging_to(row.stream).kept_for(LETTER.code)


def _organ(row: AnnualReview) -> str:
    """The name of the organ whose posting decided; that of the province where the portal itself did."""
    event = Event.objects.get(stream=row.stream, kind=DECIDE.code)
    posting = event.content["by"]["posting"]
    if posting:
        return str(Posting.objects.select_related("organisation").get(pk=posting).organisation.name)
    organ = Organisation.objects.filter(kind=Organisation.Kind.ORGAN, level=Organisation.Level.PROVINCE).first()
    return organ.name if organ else _("Provincial judicial administrative organ")
