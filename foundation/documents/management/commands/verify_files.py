"""Compare the database with the store: every row has its file, unchanged (trust IN-10, BK-03).

After a restore, and every month. `--quick` looks only whether the files are there. Exit code 2 when a
file is missing or changed; files without a row are counted and harmless.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from foundation.documents import vault
from foundation.documents.actions import reading
from foundation.documents.models import StoredFile
from foundation.documents.refusals import FileDamaged


class Command(BaseCommand):
    """Name every file that is missing or changed."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --quick."""
        parser.add_argument("--quick", action="store_true", help="only look whether the files are there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the rows in the order of their keys, then count what the store holds besides."""
        known: set[str] = set()
        damaged = 0
        for file in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
            known.add(file.address)
            if why := self._fault(file, quick=options["quick"]):
                damaged += 1
                self.stderr.write(f"file:{file.pk} {file.address[:12]}: {why}")
        spare = sum(1 for address in vault.addresses() if address not in known)
        self.stdout.write(f"{len(known)} files, {damaged} missing or changed, {spare} without a row")
        if damaged:
            sys.exit(2)

    def _fault(self, file: StoredFile, *, quick: bool) -> str:
        if quick:
            return "" if vault.path_of(file.address).is_file() else "missing"
        try:
            reading.check(file)
        except FileDamaged as damage:
            return damage.why
        return ""
