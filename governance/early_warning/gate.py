"""What acknowledging a warning demands, asked by the verb and by pages alike."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.accounts.acting import AnyActor
from foundation.accounts.models import Organisation
from foundation.audit.errors import Finding
from governance.early_warning.models import EarlyWarning


def not_of_the_owner(row: EarlyWarning, by: AnyActor) -> Iterator[Finding]:
    """Refuse an act on a warning that lies with the organ of another level, although one may see it."""
    if by.posting is not None and by.posting.organisation.level != row.owner_level:
        message = _("This warning lies with the organ of the level “%(level)s”, which answers for the place.")
        level = Organisation.Level(row.owner_level).label
        yield Finding(message % {"level": level}, code="other_organ")
