"""Load the reference data of the repository: legal tables, calendars, delegation. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from foundation.accounts import reference as accounts
from foundation.audit.actors import SYSTEM
from foundation.clocks.actions.publishing import load_calendar
from foundation.kpi import reference as kpi
from foundation.law import reference as law
from governance.early_warning import reference as early_warning


class Command(BaseCommand):
    """Bring every reference table to the state of the files in `reference/`; unchanged files change nothing."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Call each app's loader, lowest first."""
        self._say("law", law.load(by=SYSTEM))
        self._say("accounts", accounts.load(by=SYSTEM))
        self._say("clocks", {"calendar editions": len(load_calendar(by=SYSTEM))})
        self._say("kpi", kpi.load(by=SYSTEM))
        self._say("early warning", early_warning.load(by=SYSTEM))

    def _say(self, what: str, counts: dict[str, int]) -> None:
        words = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
        self.stdout.write(f"{what}: {words or 'nothing to load'}")
