"""Registers the complaints app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Complaints and tips."""

    name = "complaints"
    label = "complaints"

    def ready(self) -> None:
        """Make the app's verbs, jobs, events, lists and letters known; models are loaded by now."""
        from complaints import describing, tasks
        from complaints.happenings import KINDS, LOOKS, REASONS, SENTENCES, SHORT, TELLERS
        from complaints.letters import PURPOSES
        from complaints.lists import COMPLAINTS
        from complaints.verbs import SCOPES, VERBS, VIEW
        from complaints.work import COMPLAINT_HEAPS
        from foundation.accounts import notices, timeline, verbs
        from foundation.clocks import recounting
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.documents import purposes
        from foundation.exchange.api import scopes
        from institutions.rectification import sources
        from institutions.rectification.sources import SourcePage

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        heaps.register(*COMPLAINT_HEAPS)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        timeline.register_looks(*LOOKS)
        describing.register_tabs()
        notices.register(SENTENCES, REASONS, SHORT)
        purposes.register(*PURPOSES)
        lists.register(COMPLAINTS)
        recounting.recount_by(tasks.RECOUNT_JOB)
        sources.register("complaint", SourcePage("complaint", VIEW.code))
