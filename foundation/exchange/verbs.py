"""The verbs of the exchange app: machines, sheets that come in (each kind has a verb besides), lists that go out."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW_CLIENTS: Final = Verb("api.view", _("See the clients of the interface"))
REGISTER_CLIENT: Final = Verb("api.register_client", _("Register clients of the interface"))
ROTATE_SECRET: Final = Verb("api.rotate_secret", _("Give a client of the interface a new secret"))
REVOKE_CLIENT: Final = Verb("api.revoke_client", _("Revoke a client of the interface"))
VIEW_IMPORTS: Final = Verb("exchange.view_imports", _("See the imports of one's own area"))
IMPORT: Final = Verb("exchange.import", _("Upload and load sheets"))
MAKE_EXPORT: Final = Verb("exports.make", _("Take a list out as a file"))
VERBS: Final = (
    VIEW_CLIENTS,
    REGISTER_CLIENT,
    ROTATE_SECRET,
    REVOKE_CLIENT,
    VIEW_IMPORTS,
    IMPORT,
    MAKE_EXPORT,
)
