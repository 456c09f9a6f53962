"""What can be done with appraisers."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW = "appraisers.view"

VERBS = (Verb(VIEW, _("See the appraisers of one's own area")),)
