"""Taking hold of the row that a decision is about, by whoever may decide."""

from uuid import UUID

from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation, Posting
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed
from institutions.models import Institution


def held(pk: UUID, *, by: Actor, verb: str) -> Institution:
    """Lock an institution for a decision by `verb` and return it. Raises NotAllowed, DoesNotExist.

    Rows that refer to it can still be written by others; who asked `barring.hold` is waited for.
    """
    row = Institution.objects.select_related("organisation").select_for_update(of=("self",), no_key=True).get(pk=pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
    return row


def organ_of(by: Actor) -> Organisation:
    """The body in whose name a posted actor decides. Raises NotAllowed for whoever acts in no posting."""
    known = Posting.objects.select_related("organisation")
    posting = known.filter(pk=by.posting_id).first() if by.posting_id else None
    if posting is None:
        raise NotAllowed("institutions.restrict", _("Only an organ decides this."))
    return posting.organisation
