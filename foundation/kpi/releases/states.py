"""Where a release of figures stands, and the lawful moves."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.audit.moves import Move
from foundation.kpi import verbs


class ReleaseState(models.TextChoices):
    """Where a release stands."""

    DRAFT = "draft", _("Prepared, not published")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded by a restatement")
    DISCARDED = "discarded", _("Discarded")


PUBLIC: Final = frozenset({ReleaseState.PUBLISHED.value, ReleaseState.SUPERSEDED.value})
"""What everybody may read: what was published once stays."""

PUBLISH: Final = Move(verbs.PUBLISH.code, frozenset({ReleaseState.DRAFT.value}), ReleaseState.PUBLISHED.value)
DISCARD: Final = Move(verbs.DISCARD.code, frozenset({ReleaseState.DRAFT.value}), ReleaseState.DISCARDED.value)
SUPERSEDE: Final = Move(verbs.PUBLISH.code, frozenset({ReleaseState.PUBLISHED.value}), ReleaseState.SUPERSEDED.value)
