"""Registers the appraisers app."""

from django.apps import AppConfig


class AppraisersConfig(AppConfig):
    """See the package."""

    name = "appraisers"
    label = "appraisers"

    def ready(self) -> None:
        """Make the app's verbs, scopes, list, heaps of work, the words of its events and its tabs known."""
        from appraisers import tabs, tasks  # noqa: F401  (the jobs are registered by being imported)
        from appraisers.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from appraisers.lists import APPRAISERS
        from appraisers.records.lists import TRAININGS
        from appraisers.records.manager_lists import QUALITY_MANAGERS
        from appraisers.registration.lists import CERTIFICATE_STATES
        from appraisers.roster.kind import APPRAISERS as ROSTER
        from appraisers.sheets.certificates import CertificateSheet
        from appraisers.sheets.managers import ManagerSheet
        from appraisers.sheets.training import TrainingSheet
        from appraisers.staffing import staffed
        from appraisers.verbs import SCOPES, VERBS
        from appraisers.work import HEAPS, own_certificate
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange import kinds
        from foundation.exchange.api import scopes
        from institutions import staffing
        from institutions.sheets.kind import kind_of

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        tabs.register()
        lists.register(APPRAISERS, TRAININGS, QUALITY_MANAGERS, CERTIFICATE_STATES)
        heaps.register(*HEAPS)
        kinds.register(ROSTER)
        for sheet in (CertificateSheet(), ManagerSheet(), TrainingSheet()):
            kinds.register(kind_of(sheet))
        staffing.register(staffed)
        heaps.register_own("certificate", own_certificate)
