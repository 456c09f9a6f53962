"""What can be done with figures."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb
from foundation.exchange.api.scopes import ApiScope

VIEW_FIGURES = "figures.view"

VIEW_RELEASES: Final = Verb("releases.view", _("See releases of figures and count them anew"))
PREPARE: Final = Verb("releases.prepare", _("Prepare a release of figures"))
RESTATE: Final = Verb("releases.restate", _("Prepare the restatement of a release"))
PUBLISH: Final = Verb("releases.publish", _("Publish a release of figures"))
DISCARD: Final = Verb("releases.discard", _("Discard a release that was prepared"))
VERBS = (
    Verb(VIEW_FIGURES, _("See the figures of one's own area")),
    VIEW_RELEASES,
    PREPARE,
    RESTATE,
    PUBLISH,
    DISCARD,
)
SCOPES: Final = (
    ApiScope("releases:read", _("Read releases of figures"), VIEW_RELEASES.code),
    ApiScope("releases:prepare", _("Prepare releases of figures"), PREPARE.code),
    ApiScope("releases:restate", _("Prepare restatements"), RESTATE.code),
    ApiScope("releases:publish", _("Publish releases of figures"), PUBLISH.code),
    ApiScope("releases:discard", _("Discard prepared releases"), DISCARD.code),
)
