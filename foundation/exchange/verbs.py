"""The verbs of the exchange app: who lets machines in, who imports sheets (each kind has a verb of its own besides)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

VIEW_CLIENTS: Final = Verb("api.view", _("See the clients of the interface"))
REGISTER_CLIENT: Final = Verb("api.register_client", _("Register clients of the interface"))
ROTATE_SECRET: Final = Verb("api.rotate_secret", _("Give a client of the interface a new secret"))
REVOKE_CLIENT: Final = Verb("api.revoke_client", _("Revoke a client of the interface"))
VIEW_IMPORTS: Final = Verb("exchange.view_imports", _("See the imports of one's own area"))
IMPORT: Final = Verb("exchange.import", _("Upload and load sheets"))
VERBS: Final = (VIEW_CLIENTS, REGISTER_CLIENT, ROTATE_SECRET, REVOKE_CLIENT, VIEW_IMPORTS, IMPORT)
