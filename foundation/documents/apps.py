"""Registers the documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Files and papers; stands on clocks, accounts, law and audit."""

    name = "foundation.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Make the app's verbs known; models are loaded by now, which accounts needs."""
        from foundation.accounts import timeline, verbs
        from foundation.documents.happenings import KINDS
        from foundation.documents.verbs import DOWNLOAD

        verbs.register(DOWNLOAD)
        timeline.register_kinds(KINDS)
