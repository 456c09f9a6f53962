"""Registers the annual_review app."""

from django.apps import AppConfig


class AnnualReviewConfig(AppConfig):
    """See the package."""

    name = "governance.annual_review"
    label = "annual_review"

    def ready(self) -> None:
        """Make the app's verbs, lists, heaps, measures, tabs and words known; models are loaded by now."""
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.desk.filling import registry
        from foundation.desk.work import heaps
        from foundation.documents import purposes
        from foundation.exchange.api import scopes
        from governance.annual_review import describing, tasks  # noqa: F401  (the jobs are registered by being imported)
        from governance.annual_review.drafts import DRAFTED
        from governance.annual_review.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from governance.annual_review.lists import REVIEWS, YEARS
        from governance.annual_review.purposes import PURPOSES
        from governance.annual_review.verbs import SCOPES, VERBS
        from governance.annual_review.work import HEAPS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        purposes.register(*PURPOSES)
        lists.register(REVIEWS, YEARS)
        registry.register(DRAFTED)
        heaps.register(*HEAPS)
        describing.register_tabs()
