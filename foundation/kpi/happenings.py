"""What events and notices of figures say, in words."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from foundation.kpi.checking.recording import DRIFTED
from foundation.kpi.states import RECOUNTED
from foundation.kpi.verbs import RECOUNT, STOP_RECOUNT

KINDS: Final[dict[str, Any]] = {
    "figures.checked": _("Figures checked"),
    RECOUNT.code: _("Recompute of all figures ordered"),
    STOP_RECOUNT.code: _("Recompute stopped"),
    RECOUNTED: _("All figures recomputed"),
}
SENTENCES: Final[dict[str, Any]] = {
    DRIFTED: _("A check found %(count)s cells of figures that differ from their rows. Nothing was changed yet."),
}
REASONS: Final[dict[str, Any]] = {DRIFTED: _("The figures of the province are in the care of your organ.")}
SHORT: Final[dict[str, Any]] = {DRIFTED: _("Figures that differ")}
