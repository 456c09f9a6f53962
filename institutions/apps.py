"""Registers the institutions app."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """See the package."""

    name = "institutions"
    label = "institutions"

    def ready(self) -> None:
        """Make the app's verbs, scopes, list, heaps of work, the words of its events and its tabs known."""
        from foundation.accounts import notices, timeline, verbs
        from foundation.clocks import recounting
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.documents import purposes
        from foundation.exchange import kinds
        from foundation.exchange.api import scopes
        from institutions import tabs, tasks
        from institutions.accreditation_sheet.sheet import AccreditationSheet
        from institutions.cooperation.registering import register as register_cooperation
        from institutions.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from institutions.insurance.lists import POLICIES
        from institutions.insurance.sheet import PolicySheet
        from institutions.lapses.registering import register as register_lapses
        from institutions.lists import ACCREDITATIONS, INSTITUTIONS, SCOPE_ITEMS
        from institutions.premises.registering import register as register_premises
        from institutions.rectification.registering import register as register_rectification
        from institutions.registration.lists import REGISTRATION_STATES
        from institutions.registration.purposes import PURPOSES as REGISTRATION_PURPOSES
        from institutions.registration.sheet import RegistrationSheet
        from institutions.restrictions.registering import register as register_restrictions
        from institutions.roster.kind import INSTITUTIONS as ROSTER
        from institutions.sheets.kind import kind_of
        from institutions.verbs import SCOPES, VERBS
        from institutions.work import HEAPS

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        tabs.register()
        lists.register(INSTITUTIONS, ACCREDITATIONS, SCOPE_ITEMS, POLICIES, REGISTRATION_STATES)
        heaps.register(*HEAPS)
        kinds.register(ROSTER)
        kinds.register(kind_of(AccreditationSheet()))
        kinds.register(kind_of(RegistrationSheet()))
        kinds.register(kind_of(PolicySheet()))
        purposes.register(*REGISTRATION_PURPOSES)
        register_rectification()
        register_restrictions()
        register_lapses()
        register_cooperation()
        register_premises()
        recounting.recount_by(tasks.RECOUNT_JOB)
