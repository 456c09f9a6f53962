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
        from governance.recognition.assessment import describing as assessment_pages
        from governance.recognition.assessment import happenings as assessment_words
        from governance.recognition.assessment import lists as assessment_lists
        from governance.recognition.assessment import purposes as assessment_files
        from governance.recognition.assessment import verbs as assessment_verbs
        from governance.recognition.assessment import work as assessment_work
        from governance.recognition.experts import describing as expert_pages
        from governance.recognition.experts import happenings as expert_words
        from governance.recognition.experts import lists as expert_lists
        from governance.recognition.experts import verbs as expert_verbs
        from governance.recognition.experts import work as expert_work
        from governance.recognition.standards import describing as standard_pages
        from governance.recognition.standards import happenings as standard_words
        from governance.recognition.standards import lists as standard_lists
        from governance.recognition.standards import purposes as standard_files
        from governance.recognition.standards import verbs as standard_verbs
        from governance.recognition.standards import work as standard_work

        verbs.register(*assessment_verbs.VERBS, *standard_verbs.VERBS, *expert_verbs.VERBS)
        scopes.register(*assessment_verbs.SCOPES, *standard_verbs.SCOPES, *expert_verbs.SCOPES)
        timeline.register_kinds({**assessment_words.KINDS, **expert_words.KINDS})
        timeline.register_looks(*expert_words.LOOKS)
        for words in (assessment_words, standard_words, expert_words):
            timeline.register_tellers(words.TELLERS)
            notices.register(words.SENTENCES, words.REASONS, words.SHORT)
        purposes.register(*assessment_files.PURPOSES, *standard_files.PURPOSES)
        lists.register(assessment_lists.ASSESSMENTS, assessment_lists.ROUNDS)
        lists.register(standard_lists.RECOGNITIONS, standard_lists.APPLICATIONS)
        lists.register(expert_lists.EXPERTS, expert_lists.DRAWS)
        heaps.register(*assessment_work.HEAPS, *standard_work.HEAPS, *expert_work.HEAPS)
        assessment_pages.register_tabs()
        standard_pages.register_tabs()
        expert_pages.register_tabs()
