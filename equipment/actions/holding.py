"""Taking hold of an institution, an instrument or a method, by whoever keeps it."""

from uuid import UUID

from django.utils.translation import gettext as _

from equipment.models import Instrument, Method
from foundation.audit.actors import Actor
from foundation.audit.errors import NotAllowed, StaleState
from institutions.models import Institution


def house(pk: UUID, *, by: Actor, verb: str) -> Institution:
    """Lock an institution for which the actor holds the verb, so that a number is given once at a time.

    Raises NotAllowed, DoesNotExist.
    """
    rows = Institution.objects.select_related("organisation")
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
    _insist(by, verb, row)
    return row


def instrument(pk: UUID, *, by: Actor, verb: str, version: int) -> Instrument:
    """Lock an instrument as it was seen. Uses of it that are being recorded are waited for.

    Raises NotAllowed, StaleState, DoesNotExist.
    """
    rows = Instrument.objects.select_related("institution__organisation")
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
    _insist(by, verb, row)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row


def method(pk: UUID, *, by: Actor, verb: str, version: int) -> Method:
    """Lock a method as it was seen. Raises NotAllowed, StaleState, DoesNotExist."""
    rows = Method.objects.select_related("institution__organisation")
    row = rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
    _insist(by, verb, row)
    if row.trail_seq != version:
        raise StaleState(row_label=str(row))
    return row


def _insist(by: Actor, verb: str, row: Institution | Instrument | Method) -> None:
    if not by.may(verb, row):
        raise NotAllowed(verb, _("Your posting does not allow this act."))
