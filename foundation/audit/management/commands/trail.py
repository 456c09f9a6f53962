"""`manage.py trail verify`: check the trail. Exit 0 sound, 2 tampered, 3 cannot decide."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from foundation.audit.verify import verify

SHOWN = 50


class Command(BaseCommand):
    """Commands on the trail."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """`verify [--stream NAME]`."""
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("--stream", help="check this stream only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and name every bad place, the first fifty in words."""
        started = time.monotonic()
        try:
            report = verify(options["stream"])
        except DatabaseError as error:
            self.stderr.write(f"Cannot decide: {type(error).__name__}")
            sys.exit(3)
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{report.events} events in {report.streams} streams, {report.erased} bodies lawfully removed,"
            f" {seconds:.1f} s ({report.events / max(seconds, 0.001):.0f} a second)"
        )
        faults = report.faults
        for fault in faults[:SHOWN]:
            self.stdout.write(f"TAMPERED {fault.stream} {fault.seq}: {fault.what}")
        if faults:
            self.stdout.write(f"{len(faults)} faults.")
            sys.exit(2)
        self.stdout.write("Sound: every stream is dense, chained and ends where its head says.")
