"""What can be done with institutions."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW = "institutions.view"

VERBS = (Verb(VIEW, _("See the institutions of one's own area")),)
