"""Jobs of the site itself: mails with the numbers of one's work."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appraisal_portal import digest
from foundation.accounts.actions.mailing import CODE_JOB
from foundation.audit.jobs import Run, job


@job("portal.order_digests", title=_("Order the mails of the day"))
def order_digests(run: Run) -> None:
    """Write one message for each mail of today."""
    run.result["ordered"] = digest.order_digests(timezone.localdate())


@job(digest.SEND_JOB, title=_("Send one mail with the numbers of somebody's work"))
def send_digest(run: Run) -> None:
    """Send one mail; what cannot be handed over is tried again."""
    run.result["outcome"] = digest.send_digest(int(run.payload["user"]), date.fromisoformat(run.payload["day"]))


@job(CODE_JOB, title=_("Mail the code that proves an address"))
def send_address_code(run: Run) -> None:
    """Mail one code."""
    run.result["sent"] = digest.send_address_code(int(run.payload["user"]))
