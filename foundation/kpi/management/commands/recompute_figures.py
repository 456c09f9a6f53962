"""Count all figures anew and compare them with the cells."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from foundation.kpi.merging import merge
from foundation.kpi.recomputing import recompute


class Command(BaseCommand):
    """Merge what waits, recompute every cell from the rows, say how many differed; repairs unless told not to."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the switch."""
        parser.add_argument("--check", action="store_true", help="compare only, exit with 1 when a cell differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print the numbers."""
        merged = merge()
        drift = recompute(repair=not options["check"])
        self.stdout.write(
            f"{merged.deltas} changes merged; {drift.cells} cells recomputed, {drift.total} differing cells"
        )
        if options["check"] and drift.total:
            raise SystemExit(1)
