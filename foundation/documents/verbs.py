"""The verbs of the documents app."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from foundation.accounts.verbs import Verb

DOWNLOAD: Final = Verb("documents.download", _("Download files"))
