"""Registers the cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the package."""

    name = "cases"
    label = "cases"

    def ready(self) -> None:
        """Make the app's verbs, its kind of import, its lists and its tabs known; models are loaded by now."""
        from appraisers import ties
        from cases import tabs, tasks
        from cases.actions.importing import CASE_LEDGER
        from cases.agreements import registering as agreements
        from cases.conduct import happenings as conduct
        from cases.conduct.lists import PROCESS_ENTRIES
        from cases.conduct.verbs import CONDUCT_SCOPES, CONDUCT_VERBS
        from cases.conduct.work import CONDUCT_HEAPS
        from cases.custody import registering as custody
        from cases.entrustments import describing
        from cases.entrustments.drafts import DRAFTED
        from cases.entrustments.lists import ENTRUSTMENTS
        from cases.entrustments.work import ENTRUSTMENT_HEAPS
        from cases.happenings import KINDS, LOOKS, REASONS, SENTENCES, SHORT, TELLERS
        from cases.lists import CASES
        from cases.opinions.corrections import registering as issued_opinions
        from cases.opinions.work import OPINION_HEAPS
        from cases.purposes import PURPOSES
        from cases.ties import open_cases
        from cases.verbs import SCOPES, VERBS
        from cases.work import HEAPS
        from foundation.accounts import notices, timeline, verbs
        from foundation.clocks import recounting
        from foundation.desk import lists
        from foundation.desk.filling import registry
        from foundation.desk.work import heaps
        from foundation.documents import purposes
        from foundation.exchange import kinds
        from foundation.exchange.api import scopes

        verbs.register(*VERBS, *CONDUCT_VERBS)
        heaps.register(*CONDUCT_HEAPS, *HEAPS, *ENTRUSTMENT_HEAPS, *OPINION_HEAPS)
        scopes.register(*SCOPES, *CONDUCT_SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        timeline.register_looks(*LOOKS)
        tabs.register()
        ties.register(open_cases)
        describing.register_tabs()
        agreements.register()
        custody.register()
        notices.register(SENTENCES, REASONS, SHORT)
        timeline.register_tellers(conduct.TELLERS)
        notices.register(conduct.SENTENCES, conduct.REASONS, conduct.SHORT)
        purposes.register(*PURPOSES)
        issued_opinions.register()
        kinds.register(CASE_LEDGER)
        lists.register(CASES, ENTRUSTMENTS, PROCESS_ENTRIES)
        registry.register(DRAFTED)
        recounting.recount_by(tasks.RECOUNT_JOB)
