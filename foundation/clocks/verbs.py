"""The verbs of the clocks app."""

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

PUBLISH_EDITION = Verb("clocks.publish_edition", _("Publish an edition of the working-day calendar"))
