"""Load the reference data of the repository: legal tables, calendars, delegation. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Bring every reference table to the state of the files in `reference/`; unchanged files change nothing."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Call each app's loader, lowest first."""
