"""Say whether a receipt of a complaint is genuine."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from complaints.receipts import checked

GENUINE, DIFFERS, FALSE = 0, 1, 2


class Command(BaseCommand):
    """Reads the signed text from standard input. Exit 0 genuine, 1 the record differs, 2 not signed by this portal."""

    help = "Check the signed text of a receipt: 0 genuine and on file as handed in, 1 record differs, 2 not signed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and say what the receipt says."""
        found = checked(sys.stdin.read())
        if found is None:
            self.stdout.write("not signed by this portal")
            sys.exit(FALSE)
        self.stdout.write(f"{found.number}\n{found.received_at.isoformat()}\nsha256 {found.digest}\nkey {found.key}")
        if not found.on_file:
            self.stdout.write("genuine, but the record differs")
            sys.exit(DIFFERS)
        self.stdout.write("genuine, on file as handed in")
