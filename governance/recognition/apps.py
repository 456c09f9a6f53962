"""Registers the recognition app."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """See the package."""

    name = "governance.recognition"
    label = "recognition"

    def ready(self) -> None:
        """Make the app's verbs, lists, heaps, tabs and words known; models are loaded by now."""
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.documents import purposes
        from foundation.exchange.api import scopes
        from governance.recognition import tasks  # noqa: F401  (the jobs are registered by being imported)
        from governance.recognition.assessment import describing, happenings
        from governance.recognition.assessment.lists import ASSESSMENTS, ROUNDS
        from governance.recognition.assessment.purposes import PURPOSES
        from governance.recognition.assessment.verbs import SCOPES, VERBS
        from governance.recognition.assessment.work import HEAPS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(happenings.KINDS)
        timeline.register_tellers(happenings.TELLERS)
        notices.register(happenings.SENTENCES, happenings.REASONS, happenings.SHORT)
        purposes.register(*PURPOSES)
        lists.register(ASSESSMENTS, ROUNDS)
        heaps.register(*HEAPS)
        describing.register_tabs()
