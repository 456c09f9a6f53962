"""The whole life of a complaint, from its receipt to the information of both sides, or to another end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils import timezone

from complaints.actions.assigning import assign, declare
from complaints.actions.concluding import decide, inform, terminate
from complaints.actions.deciding import accept, refuse
from complaints.actions.extending import extend
from complaints.actions.inquiring import record_inquiry
from complaints.actions.supplementing import abandon, ask_supplement, record_supplement
from complaints.deadlines import due
from complaints.models import Complaint
from foundation.accounts.models import Posting
from foundation.clocks.queries import current_calendar
from tests.complaints.investigations import DECISION, acting, latest, write_waiting_letters
from tests.factories.complaints import make_complaint
from tests.lives.machine import Life, Lives
from tests.people import Cast

REASON = "示例：案情复杂，需委托专家论证。"
MATTER = ("accepted", "investigating")
PATIENCE = timedelta(days=10)


@dataclass
class ComplaintLife(Life):
    """A complaint as the law has it (办法 arts. 14–26)."""

    state: str = "received"
    received_on: date = date.min
    accepted_on: date = date.min
    answer_by: date | None = None
    declared: int = 0
    inquiries: int = 0
    extended: int = 0
    changes: ClassVar = {
        "accept": {"state": "accepted"},
        "refuse": {"state": "refused"},
        "ask": {"state": "awaiting"},
        "record": {"state": "received"},
        "abandon": {"state": "abandoned"},
        "assign": {"state": "investigating"},
        "decide": {"state": "decided"},
        "inform": {"state": "informed"},
        "terminate": {"state": "terminated"},
    }
    counts: ClassVar = {"declare": ("declared", 1), "inquire": ("inquiries", 1), "extend": ("extended", 1)}

    @property
    def last_day(self) -> date:
        """The last day for the decision (办法 art. 25); one that is no working day moves to the next (民法典 203)."""
        return current_calendar().next_working_day(self.accepted_on + timedelta(days=60))

    def allows(self, act: str) -> bool:
        """Say whether the law allows an act today."""
        today, investigated = timezone.localdate(), self.state == "investigating"
        timely = current_calendar().working_days_between(self.received_on, today) <= 7  # art. 14
        return {
            "accept": self.state == "received",
            "refuse": self.state == "received",
            "ask": self.state == "received" and self.answer_by is None and timely,
            "record": self.state == "awaiting",
            "abandon": self.state == "awaiting" and self.answer_by is not None and today > self.answer_by,
            "assign": self.state == "accepted",
            "declare": investigated and self.declared < 2,
            "inquire": investigated and self.declared > 0,
            "extend": self.state in MATTER and not self.extended and today <= self.last_day,
            "decide": investigated and self.declared == 2 and self.inquiries > 0,
            "inform": self.state == "decided",
            "terminate": self.state in ("received", "awaiting", *MATTER),
        }[act]

    def follow(self, act: str) -> None:
        """Take the step, and keep the day on which it was taken where the law counts from it."""
        super().follow(act)
        if act == "ask":
            self.answer_by = timezone.localdate() + PATIENCE
        if act == "accept":
            self.accepted_on = timezone.localdate()


class ComplaintLives(Lives):
    """Complaints about one institution, before one organ with two investigators and a leader."""

    acts = ("accept", "refuse", "ask", "record", "abandon", "assign", "declare", "inquire", "extend", "decide",
            "inform", "terminate")  # fmt: skip
    endings = frozenset({"refuse", "abandon", "terminate"})
    prefix = "complaint"
    cast: ClassVar[Cast]
    team: ClassVar[Sequence[Posting]]
    leader: ClassVar[Posting]

    def born(self) -> ComplaintLife:
        """Each is filed by a visitor."""
        today = timezone.localdate()
        row = make_complaint(self.cast.jinan_institution, known_on=today - timedelta(days=30)).complaint
        return ComplaintLife(row.pk, received_on=today)

    def do(self, act: str, life: ComplaintLife) -> None:
        """Carry it out."""
        row = Complaint.objects.get(pk=life.pk)
        deeds: dict[str, Callable[[Complaint], Any]] = {
            "accept": lambda row: accept(row.pk, reason=REASON, **self._officer(row)),
            "refuse": lambda row: refuse(row.pk, ground="TS15-1", reason=REASON, **self._officer(row)),
            "ask": self._ask,
            "record": lambda row: record_supplement(row.pk, **self._officer(row)),
            "abandon": lambda row: abandon(row.pk, reason=REASON, **self._officer(row)),
            "assign": lambda row: assign(row.pk, postings=[each.pk for each in self.team], **self._officer(row)),
            "declare": self._declare,
            "inquire": self._inquire,
            "extend": lambda row: extend(row.pk, by=acting(self.leader), version=row.trail_seq, days=30, reason=REASON),
            "decide": lambda row: decide(row.pk, decided=DECISION, **self._officer(row)),
            "inform": self._inform,
            "terminate": lambda row: terminate(row.pk, termination="TS22-B", reason=REASON, **self._officer(row)),
        }
        deeds[act](row)

    def _officer(self, row: Complaint) -> dict[str, Any]:
        return {"by": self.cast.actor("jinan"), "version": row.trail_seq}

    def _ask(self, row: Complaint) -> Any:
        last = timezone.localdate() + PATIENCE
        return ask_supplement(row.pk, asked_for="示例凭证", answer_by=last, **self._officer(row))

    def _declare(self, row: Complaint) -> Any:
        cleared = row.investigators.cleared().values_list("posting", flat=True)
        who = next((each for each in self.team if each.pk not in cleared), self.team[0])
        return declare(row.pk, by=acting(who), version=row.trail_seq, conflict=False)

    def _inquire(self, row: Complaint) -> Any:
        given = {"kind": "file", "made_on": timezone.localdate(), "findings": "示例：查阅鉴定档案。"}
        return record_inquiry(row.pk, by=acting(self.team[0]), version=row.trail_seq, **given)

    def _inform(self, row: Complaint) -> Any:
        write_waiting_letters()
        return inform(row.pk, way="post", **self._officer(latest(row)))

    def compare(self, life: ComplaintLife) -> None:
        """The state is the law's, and the stored day is the recomputed one."""
        row = Complaint.objects.get(pk=life.pk)
        assert row.state == life.state
        assert (row.due_on, row.due_provisional) == due(row, timezone.localdate())
        upheld = [each.finding for each in row.allegations.all() if each.finding == "upheld"]
        assert bool(upheld) == (life.state in ("decided", "informed"))


def complaints_before(cast: Cast, team: Sequence[Posting], leader: Posting) -> type[ComplaintLives]:
    """Return a world of complaints before the organ of these people."""
    return type("World", (ComplaintLives,), {"cast": cast, "team": team, "leader": leader})
