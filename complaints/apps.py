"""Registers the complaints app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints and tips."""

    name = "complaints"
    label = "complaints"

    def ready(self) -> None:
        """Make the app's verbs, its job and its events known; models are loaded by now."""
        from complaints import tasks
        from complaints.happenings import KINDS
        from complaints.verbs import VERBS
        from foundation.accounts import timeline, verbs
        from foundation.clocks import recounting

        verbs.register(*VERBS)
        timeline.register_kinds(KINDS)
        recounting.recount_by(tasks.RECOUNT_JOB)
