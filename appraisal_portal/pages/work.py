"""What waits for a posting, as counts that open lists."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from foundation.accounts.acting import PostedActor

SOON_DAYS = 7
COUNTED = 1_000


@dataclass(frozen=True)
class Heap:
    """A heap of work: what it is, how much (capped at 1,000), where it opens, and how urgent."""

    title: Any
    count: int
    url: str
    tone: str = ""

    @property
    def shown(self) -> str:
        """The count in words; above the cap "1,000+"."""
        return f"{COUNTED:,}+" if self.count > COUNTED else f"{self.count:,}"


def waiting_for(actor: PostedActor) -> list[Heap]:
    """Return the heaps that the posting may open, late ones first."""
    if not actor.may("cases.view"):
        return []
    today = timezone.localdate()
    cases = Case.objects.visible_to(actor)
    soon = cases.filter(state="in_progress", due_on__gte=today, due_on__lte=today + timedelta(days=SOON_DAYS))
    base = reverse("case_list")
    return [
        Heap(_("Past the due date"), cases.overdue(today)[: COUNTED + 1].count(), f"{base}?due=late&order=due", "late"),
        Heap(_("Due within a week"), soon[: COUNTED + 1].count(), f"{base}?due=soon&order=due", "soon"),
        Heap(_("Suspended"), cases.filter(state="suspended")[: COUNTED + 1].count(), f"{base}?state=suspended"),
    ]
