"""What can be done with figures."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW_FIGURES = "figures.view"

VERBS = (Verb(VIEW_FIGURES, _("See the figures of one's own area")),)
