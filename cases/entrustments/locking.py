"""The row of an entrustment, locked for an act on it, as it was seen by whoever asks for the act."""

from uuid import UUID

from django.utils.translation import gettext as _

from cases.models import Entrustment
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, StaleState


def locked(pk: UUID, verb: str, *, by: Actor, version: int) -> Entrustment:
    """Lock an entrustment until the end of the transaction, with institution and category joined.

    Raises NotAllowed, and StaleState where it is not any more what was seen.
    """
    rows = Entrustment.objects.select_related("institution__organisation", "category")
    row = rows.select_for_update(of=("self",)).get(pk=pk)
    if not by.may(verb, row):
        raise NotAllowed(verb, _("You may do this for entrustments of your own institution only."))
    if row.trail_seq != version:
        raise StaleState(row_label=row.code)
    return row
