"""What can be done with figures."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW_FIGURES: Final = "figures.view"
VIEW_CHECKS: Final = Verb("figure_checks.view", _("See how figures were checked"))
RECOUNT: Final = Verb("figures.recount", _("Order a recompute of all figures"))
STOP_RECOUNT: Final = Verb("figures.stop_recount", _("Stop an ordered recompute"))

VERBS: Final = (Verb(VIEW_FIGURES, _("See the figures of one's own area")), VIEW_CHECKS, RECOUNT, STOP_RECOUNT)
