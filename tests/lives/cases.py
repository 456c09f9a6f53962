"""The whole life of a case, from the entrustment to the opinion or the termination."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone

from cases.actions import agreeing, extending, recording, supplementing
from cases.actions.accepting import accept
from cases.actions.agreeing_decisions import agree
from cases.actions.assigning import assign
from cases.actions.deciding import refuse
from cases.actions.declaring import declare
from cases.actions.terminating import terminate
from cases.conduct.grounds import CUSTODY
from cases.deadlines import clock_of, decision_clock
from cases.entrustments.filing import MaterialGiven
from cases.models import (
    AgreedDecision,
    Agreement,
    Assignment,
    Case,
    Entrustment,
    Extension,
    Opinion,
    ProcessEntry,
    SignOff,
)
from cases.states import OPEN
from cases.turnarounds import turnaround_of
from foundation.audit.errors import RuleBroken
from tests.factories.agreements import make_terms
from tests.factories.entrustments import make_entrustment
from tests.factories.opinions import Office, issued, reviewed, signed, written
from tests.lives.machine import Life, Lives
from tests.people import Cast

REASON = "示例：所需检测项目超出本机构现有设备条件"
SIGNATURES = 2


@dataclass
class CaseLife(Life):
    """One case as the law has it, kept beside the portal's."""

    state: str = "entrusted"
    assigned: bool = False
    declared: int = 0
    requested: bool = False
    untold: int = 0
    versions: int = 1
    opinion: str = ""
    signed: int = 0
    changes: ClassVar = {
        "accept": {"state": "in_progress"},
        "refuse": {"state": "refused"},
        "assign": {"assigned": True},
        "ask": {"state": "suspended"},
        "receive": {"state": "in_progress"},
        "request": {"requested": True},
        "approve": {"requested": False},
        "decline": {"requested": False},
        "write": {"opinion": "signing", "signed": 0},
        "review": {"opinion": "cleared"},
        "issue": {"state": "issued", "requested": False},
        "terminate": {"state": "terminated", "requested": False},
    }
    counts: ClassVar = {
        "declare": ("declared", 1),
        "approve": ("untold", 1),
        "inform": ("untold", -1),
        "amend": ("versions", 1),
        "sign": ("signed", 1),
    }

    @property
    def is_open(self) -> bool:
        """Whether the appraisal goes on."""
        return self.state in OPEN

    def allows(self, act: str) -> bool:
        """Say whether the law allows an act now."""
        runs = self.state == "in_progress"
        return {
            "accept": self.state == "entrusted",
            "refuse": self.state == "entrusted",
            "agree": self.state == "entrusted",
            "assign": self.is_open and not self.assigned,
            "declare": self.is_open and self.assigned and self.declared < 2,
            "ask": runs,
            "receive": self.state == "suspended",
            "request": self.is_open and not self.requested,
            "approve": self.is_open and self.requested,
            "decline": self.is_open and self.requested,
            "inform": self.is_open and self.untold > 0,
            "amend": self.is_open,
            "record": self.is_open,
            "write": runs and self.assigned,
            "sign": runs and self.opinion == "signing" and self.declared > self.signed,
            "review": runs and self.opinion == "reviewing",
            "issue": runs and self.opinion == "cleared",
            "terminate": self.is_open,
        }[act]

    def follow(self, act: str) -> None:
        """Take the step; the last signature hands the version to the reviewer."""
        super().follow(act)
        if act == "sign" and self.signed == SIGNATURES:
            self.opinion = "reviewing"


ACTS = ("accept", "refuse", "agree", "assign", "declare", "ask", "receive", "request", "approve", "decline", "inform",
        "amend", "record", "write", "sign", "review", "issue", "terminate")  # fmt: skip


class Deeds:
    """The acts by the portal's verbs, each with the version that is on file."""

    def __init__(self, cast: Cast, office: Office) -> None:
        """`office` lends its people; its own case stays as it is."""
        self.cast, self.office = cast, office

    def do(self, act: str, life: CaseLife) -> None:
        """Carry out an act for a case."""
        deed: Callable[[UUID], Any] = getattr(self, act)
        deed(life.pk)

    def _present(self, pk: UUID) -> dict[str, Any]:
        return {"by": self.cast.actor("jinan_clerk"), "version": Case.objects.get(pk=pk).trail_seq}

    def _entrusted(self, pk: UUID) -> dict[str, Any]:
        return {"by": self.cast.actor("jinan_clerk"), "version": Entrustment.objects.get(pk=pk).trail_seq}

    def accept(self, pk: UUID) -> Any:
        return accept(pk, effective_on=timezone.localdate(), terms=make_terms(), **self._entrusted(pk))

    def refuse(self, pk: UUID) -> Any:
        return refuse(pk, ground="TZ15-5", reason=REASON, **self._entrusted(pk))

    def agree(self, pk: UUID) -> Any:
        today, number = timezone.localdate(), AgreedDecision.objects.filter(entrustment=pk).count()
        given: dict[str, Any] = {"days": min(100 + number, 250), "nature": "complex", "agreed_on": today}
        return agree(pk, reason=REASON, **given, **self._entrusted(pk))

    def assign(self, pk: UUID) -> Any:
        people = [self.office.first_appraiser.pk, self.office.second_appraiser.pk]
        return assign(pk, appraisers=people, **self._present(pk))

    def declare(self, pk: UUID) -> Any:
        rows = Assignment.objects.filter(case=pk)
        row = rows.undeclared().order_by("position").first() or rows.order_by("position").first()
        if row is None:
            raise RuleBroken("Nobody is assigned.")  # the page has no row to declare about
        who = self.office.first if row.appraiser_id == self.office.first_appraiser.pk else self.office.second
        return declare(pk, by=who, version=row.trail_seq)

    def ask(self, pk: UUID) -> Any:
        return supplementing.ask(pk, wanted="示例：X线片", supplier="client", **self._present(pk))

    def receive(self, pk: UUID) -> Any:
        return supplementing.receive(pk, received_on=timezone.localdate(), **self._present(pk))

    def request(self, pk: UUID) -> Any:
        return extending.request(pk, days=10, reason=REASON, **self._present(pk))

    def approve(self, pk: UUID) -> Any:
        return self._decide(pk, approve=True)

    def decline(self, pk: UUID) -> Any:
        return self._decide(pk, approve=False)

    def _decide(self, pk: UUID, *, approve: bool) -> Any:
        row = Extension.objects.filter(case=pk).order_by("-number").first()
        version = row.trail_seq if row else 0
        by = self.cast.actor("jinan_head")
        return extending.decide(pk, by=by, version=version, approve=approve, reason=REASON)

    def inform(self, pk: UUID) -> Any:
        row = Extension.objects.filter(case=pk).untold().order_by("number").first()
        version = row.trail_seq if row else 0
        return extending.inform(
            pk, by=self.cast.actor("jinan_clerk"), version=version, informed_on=timezone.localdate()
        )

    def amend(self, pk: UUID) -> Any:
        today, number = timezone.localdate(), Agreement.objects.filter(case=pk).count()
        limits: tuple[dict[str, Any], ...] = (
            {"limit_days": 40},
            {"limit_until": today + timedelta(days=30)},
            {},
            {"limit_days": 90},
        )
        terms = make_terms(fee=Decimal(number), **limits[number % len(limits)])
        return agreeing.amend(pk, agreed_on=today, terms=terms, reason=REASON, consent=REASON, **self._present(pk))

    def record(self, pk: UUID) -> Any:
        by = self.cast.actor("jinan_clerk")
        return recording.record(pk, by=by, kind=min(CUSTODY), happened_at=timezone.now(), text="示例：接收材料")

    def write(self, pk: UUID) -> Any:
        return written(self._at(pk), examined_on=timezone.localdate())

    def sign(self, pk: UUID) -> Any:
        office = self._at(pk)
        said = SignOff.objects.filter(case=pk, version=office.opinion.version, level=SignOff.Level.APPRAISERS)
        return signed(office, office.second if said.exists() else office.first)

    def review(self, pk: UUID) -> Any:
        return reviewed(self._at(pk))

    def issue(self, pk: UUID) -> Any:
        return issued(self._at(pk))

    def _at(self, pk: UUID) -> Office:
        return replace(self.office, case=Case.objects.get(pk=pk))

    def terminate(self, pk: UUID) -> Any:
        today = timezone.localdate()
        return terminate(
            pk, ground="TZ29-4", reason=REASON, terminated_on=today, return_until=today + timedelta(days=7),
            **self._present(pk),
        )  # fmt: skip


class CaseLives(Lives):
    """Cases of one institution."""

    acts = ACTS
    endings = frozenset({"refuse", "terminate"})
    prefix = "case"
    deeds: ClassVar[Deeds]

    def born(self) -> CaseLife:
        """Each begins with an entrustment."""
        today, by = timezone.localdate(), self.deeds.cast.actor("jinan_clerk")
        materials = (MaterialGiven("病历资料", "other", "1册", "复印件，清晰", "完好，密封", today),)
        institution = self.deeds.office.case.institution
        return CaseLife(make_entrustment(institution, by=by, received_on=today, materials=materials).pk)

    def do(self, act: str, life: CaseLife) -> None:
        """Carry it out."""
        self.deeds.do(act, life)

    def exists(self, life: CaseLife, act: str) -> bool:
        """Whether the page of an act exists: what has no row has no address."""
        if life.state in ("entrusted", "refused"):
            return act in ("accept", "refuse", "agree")
        return bool(life.opinion) or act not in ("sign", "review", "issue")

    def compare(self, life: CaseLife) -> None:
        """The state is the law's, the stored day is the recomputed one, numbers have no gap."""
        case = Case.objects.filter(pk=life.pk).first()
        assert (case.state if case else "") == ("" if life.state in ("entrusted", "refused") else life.state)
        row = Entrustment.objects.get(pk=life.pk)
        assert row.due_on == decision_clock(row, timezone.localdate()).due_on
        if case is None:
            return
        if case.state != "suspended":  # while a supplement is awaited the day moves with today
            assert case.due_on == clock_of(case, timezone.localdate()).due_on
        assert Agreement.objects.filter(case=case).count() == life.versions
        for rows in (
            Agreement.objects.filter(case=case),
            Extension.objects.filter(case=case),
            ProcessEntry.objects.filter(case=case),
        ):
            assert list(rows.order_by("number").values_list("number", flat=True)) == list(range(1, rows.count() + 1))

    def reckon(self) -> None:
        """Look at all of them together."""
        cases = Case.objects.filter(pk__in=[life.pk for life in self.lives])
        ended = cases.filter(state="issued")
        assert has_no_gap(cases.values_list("case_number", flat=True))
        assert has_no_gap(ended.values_list("opinion_number", flat=True))
        for case in ended:
            counted = turnaround_of(case, case.issued_on)
            assert (case.turnaround_days, case.gross_days) == (counted.net, counted.gross)
        assert not Opinion.objects.exclude(state__in=["issued", "abandoned"]).exclude(case__state__in=OPEN).exists()


def has_no_gap(numbers: Iterable[str]) -> bool:
    """Whether the serial parts of document numbers follow each other, each once."""
    serials = sorted(int(re.findall(r"第(\d+)号", number)[0]) for number in numbers)
    return all(later == earlier + 1 for earlier, later in pairwise(serials))


def world_of(cast: Cast, office: Office) -> type[CaseLives]:
    """Return a world of cases among these people."""
    return type("World", (CaseLives,), {"deeds": Deeds(cast, office)})
