"""The mail with the numbers of one's work: counts and links, never a name, a number of a case or a word of a record.

It is ordered every morning for whoever wants it on this day, one message a person and day. A mail server that
refuses makes the job fail, be tried again and be seen on the jobs page.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal_portal.pages.work import load
from foundation.accounts.acting import PostedActor
from foundation.accounts.actions import mailing
from foundation.accounts.models import Digest
from foundation.accounts.notices import count_unread
from foundation.accounts.sessions import postings_of
from foundation.audit import outbox
from foundation.clocks.calendar import Calendar
from foundation.clocks.queries import current_calendar
from foundation.desk.formats import prose_date
from foundation.desk.work.counting import Counted, by_urgency, counted, shown
from foundation.desk.work.heaps import Section

SEND_JOB: Final = "portal.send_digest"


def due_on(rhythm: str, day: date, calendar: Calendar) -> bool:
    """Whether a rhythm wants a mail on a day: every working day, or the first one of the week (Monday to Sunday)."""
    if not calendar.is_working_day(day):
        return False
    if rhythm == Digest.Rhythm.DAILY:
        return True
    before = [day - timedelta(days=back) for back in range(1, day.weekday() + 1)]
    return rhythm == Digest.Rhythm.WEEKLY and not any(calendar.is_working_day(each) for each in before)


def order_digests(day: date) -> int:
    """Write a message for each user who wants a mail on this day; return how many. The same day twice adds none."""
    calendar, ordered = current_calendar(), 0
    wanted = Digest.objects.filter(verified_at__isnull=False, user__is_active=True).exclude(rhythm=Digest.Rhythm.NONE)
    for row in wanted.only("pk", "rhythm").iterator():
        if due_on(row.rhythm, day, calendar):
            with transaction.atomic():
                key = f"digest:{row.pk}:{day}"
                ordered += outbox.put(SEND_JOB, {"user": row.pk, "day": day.isoformat()}, key=key) is not None
    return ordered


def send_digest(user_id: int, day: date) -> str:
    """Send one user's mail of a day; return what became of it. Errors of the mail server escape.

    The row is locked while the mail is handed over and says afterwards that the day is done, so a second
    delivery of the message sends nothing.
    """
    try:
        with transaction.atomic(durable=True):
            return _send(user_id, day)
    except OSError:
        Digest.objects.filter(pk=user_id).update(failed_at=timezone.now())
        raise


def _send(user_id: int, day: date) -> str:
    row = Digest.objects.select_for_update(of=("self",)).select_related("user").filter(pk=user_id).first()
    if row is None or row.address is None or row.verified_at is None or row.rhythm == Digest.Rhythm.NONE:
        return "not wanted"
    if not row.user.is_active or (row.sent_for is not None and row.sent_for >= day) or day != timezone.localdate():
        return "over"
    with translation.override(row.language):
        mail = mail_of(row, day)
    if mail is not None:
        mail.send()
    row.sent_for, row.failed_at = day, None
    row.save(update_fields=["sent_for", "failed_at"])
    return "sent" if mail is not None else "nothing waits"


def mail_of(row: Digest, day: date) -> EmailMessage | None:
    """Write the mail in the active language; None when nothing waits and nothing is unread."""
    actors = [PostedActor(row.user, posting) for posting in postings_of(row.user)]
    parts = [part for actor in actors if (part := _part(actor, day, named=len(actors) > 1))]
    unread = count_unread(PostedActor(row.user, None))
    if not parts and not unread:
        return None
    lines = [*parts]
    if unread:
        words = ngettext("%(count)s unread notice", "%(count)s unread notices", unread) % {"count": shown(unread)}
        lines.append(f"{words}\n  {settings.PORTAL_ORIGIN}{reverse('inbox')}?tab=unread")
    stop = f"{settings.PORTAL_ORIGIN}{reverse('mail_stop')}?token={mailing.stop_token(row)}"
    lines.append(_("You chose to get this mail. To stop it:") + f"\n  {stop}")
    subject = _("Judicial appraisal portal: your work on %(day)s") % {"day": prose_date(day)}
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    address = row.address.reveal() if row.address is not None else ""
    return EmailMessage(subject, "\n\n".join(lines) + "\n", to=[address], headers=headers)


def _part(actor: PostedActor, day: date, *, named: bool) -> str:
    """What waits for one posting, in sentences; empty when nothing does."""
    heaps = [each for each in counted(actor, day) if each.count and each.heap.section is not Section.BACKGROUND]
    if not heaps:
        return ""
    said = [fact["words"] for fact in load(heaps)]
    first = [str(actor.posting.get_role_display())] if named and actor.posting is not None else []
    return "\n".join(
        [*first, _("; ").join(said), *_lines(heaps), f"  {settings.PORTAL_ORIGIN}{reverse('home')}"]
    ).strip()


def _lines(heaps: Sequence[Counted]) -> list[str]:
    return [f"· {each.heap.title}  {each.shown}" for each in sorted(heaps, key=by_urgency)]


def send_address_code(user_id: int) -> bool:
    """Mail the code that proves an address; return whether one was waited for."""
    made = mailing.new_code(user_id)
    if made is None:
        return False
    address, code, language = made
    with translation.override(language):
        text = _("The code that proves this address for mails of the portal: %(code)s") % {"code": code}
        more = _("It holds for 30 minutes. If you did not ask for it, do nothing.")
        EmailMessage(_("Judicial appraisal portal: code"), f"{text}\n\n{more}\n", to=[address]).send()
    return True
