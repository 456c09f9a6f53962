"""What the steps of a rectification demand, asked by verbs and pages alike."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.audit.errors import Finding as Refusal
from foundation.audit.reasons import LEAST, at_most

LONGEST: Final = 2_000
"""Characters of what is ordered, found or answered; what is longer belongs into a document."""


def not_of_the_organ(organ: Organisation, by: AnyActor) -> Iterator[Refusal]:
    """Refuse an act on what another organ has found, although one may see it."""
    if by.posting is not None and by.posting.organisation_id != organ.pk:
        message = _("Only the organ that began this goes on with it: %(organ)s.")
        yield Refusal(message % {"organ": organ.name}, code="other_organ")


def unfit_text(text: str, field: str, most: int = LONGEST) -> Iterator[Refusal]:
    """What is wrong with a text that has to be given, beside its field."""
    if len(text.strip()) < LEAST or "\0" in text:
        yield Refusal(_("Write at least %(least)d characters.") % {"least": LEAST}, field=field)
    elif len(text) > most:
        yield Refusal(at_most(text, most), field=field)
