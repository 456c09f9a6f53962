"""Registers the equipment app."""

from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    """See the package."""

    name = "equipment"
    label = "equipment"

    def ready(self) -> None:
        """Make the app's verbs, scopes, lists, heaps of work, tabs and the words of its events known."""
        from equipment import tabs, tasks  # noqa: F401  (the jobs are registered by being imported)
        from equipment.happenings import KINDS, REASONS, SENTENCES, SHORT, TELLERS
        from equipment.lists import LISTS
        from equipment.sheets.calibrations import CalibrationSheet
        from equipment.sheets.instruments import InstrumentSheet
        from equipment.verbs import SCOPES, VERBS
        from equipment.work import HEAPS
        from foundation.accounts import notices, timeline, verbs
        from foundation.desk import lists
        from foundation.desk.work import heaps
        from foundation.exchange import kinds
        from foundation.exchange.api import scopes
        from institutions.sheets.kind import kind_of

        verbs.register(*VERBS)
        scopes.register(*SCOPES)
        timeline.register_kinds(KINDS)
        timeline.register_tellers(TELLERS)
        notices.register(SENTENCES, REASONS, SHORT)
        tabs.register()
        lists.register(*LISTS)
        kinds.register(kind_of(InstrumentSheet()))
        kinds.register(kind_of(CalibrationSheet()))
        heaps.register(*HEAPS)
