"""Writing the paper of a permit after the commit of the act that changed it, once for each code."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from foundation.accounts.models import Organisation
from foundation.audit.actors import SYSTEM
from foundation.audit.locks import hold
from foundation.documents.actions import storing
from foundation.documents.models import StoredFile
from foundation.documents.querysets import StoredFileQuerySet
from institutions.models import PermitState, RegistrationState
from institutions.registration.papers import licence
from institutions.registration.purposes import LICENCE


def write_licence(key: UUID) -> bool:
    """Write the licence that a state was printed for; return whether it was written now. Raises PaperFailed."""
    state = RegistrationState.objects.select_related("institution__organisation").get(pk=key)
    name = _("Practice licence %(number)s.pdf") % {"number": state.licence_number}
    return write_once(state, licence, LICENCE.code, name, state.institution.organisation)


def write_once(
    state: PermitState, printed: Callable[[Any], bytes], purpose: str, name: str, organisation: Organisation
) -> bool:
    """Print a state and keep the paper in the store, unless that was done."""
    if papers_of([state], purpose).exists():
        return False
    received = storing.receive(ContentFile(printed(state), name), purpose=purpose)
    with transaction.atomic(durable=True):
        hold(stream_of(state))
        if papers_of([state], purpose).exists():
            return False
        storing.record(received, by=SYSTEM, organisation=organisation, belongs_to=stream_of(state))
    return True


def stream_of(state: PermitState) -> str:
    """What the file of a paper belongs to: the code that is printed on it."""
    return f"paper:{state.code}"


def papers_of(states: list[Any], purpose: str) -> StoredFileQuerySet:
    """Return the papers that were written for states."""
    streams = [stream_of(state) for state in states if state.code]
    found: StoredFileQuerySet = StoredFile.objects.filter(belongs_to__in=streams, purpose=purpose)
    return found
