"""Open the account of the first system administrator of a new installation.

No installation comes with an account. The command prints a code, once, with which the administrator
sets the password on the page /new-password/; it refuses while a system administrator is in office.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.accounts.actions.opening import open_account, open_organisation
from foundation.accounts.models import Organisation, Posting
from foundation.accounts.roles import Role
from foundation.audit.actors import SYSTEM
from foundation.audit.errors import RuleBroken

PROVINCE = "370000"
REASON = "first administrator"


class Command(BaseCommand):
    """Open the first account; every other one is opened in the portal."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and the name of the provincial organ where it is not entered yet."""
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="name of the person")
        parser.add_argument("--organ", default="山东省司法厅", help="name of the provincial organ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter the organ if need be, open the account, print the code."""
        in_office = Posting.objects.in_force(timezone.localdate()).filter(
            role=Role.SYSTEM_ADMINISTRATOR, user__is_active=True
        )
        if in_office.exists():
            raise CommandError("A system administrator is in office; open accounts in the portal.")
        try:
            account = open_account(
                name=options["name"],
                username=options["username"],
                organisation=self._organ(options["organ"]),
                role=Role.SYSTEM_ADMINISTRATOR,
                valid_from=timezone.localdate(),
                by=SYSTEM,
                reason=REASON,
            )
        except RuleBroken as refused:
            raise CommandError("; ".join(str(finding.message) for finding in refused.findings)) from refused
        self.stdout.write(f"Code for {account.user.username}, once, for 24 hours, on /new-password/: {account.code}")

    def _organ(self, name: str) -> Organisation:
        organ = Organisation.objects.filter(kind="organ", level="province", division_id=PROVINCE).first()
        return organ or open_organisation(
            kind="organ", level="province", name=name, division=PROVINCE, by=SYSTEM, reason=REASON
        )
