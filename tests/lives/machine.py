"""A world in which several rows live beside each other in random order, and are compared with the law's own books."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from foundation.audit.errors import NotAllowed, RuleBroken, StaleState
from foundation.audit.models import Event
from foundation.audit.verify import verify
from foundation.kpi.merging import merge
from foundation.kpi.recomputing import recompute

BEGUN = date(2026, 3, 2)
LIVES = 3
REFUSALS = (RuleBroken, StaleState, NotAllowed)


@dataclass
class Life:
    """One row as the law has it, kept beside the portal's: its state, and the acts that led there."""

    pk: UUID
    state: str = ""
    path: list[str] = field(default_factory=list)
    changes: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    counts: ClassVar[Mapping[str, tuple[str, int]]] = {}

    def allows(self, act: str) -> bool:
        """Say whether the law allows an act today."""
        raise NotImplementedError

    def follow(self, act: str) -> None:
        """Take the step in the law's own books."""
        self.path.append(act)
        for name, value in self.changes.get(act, {}).items():
            setattr(self, name, value)
        name, step = self.counts.get(act, ("", 0))
        if name:
            setattr(self, name, getattr(self, name) + step)


class Lives(RuleBasedStateMachine):
    """Some rows of one kind live beside each other, day after day. Subclasses file them, do the acts and compare."""

    acts: ClassVar[tuple[str, ...]]
    endings: ClassVar[frozenset[str]] = frozenset()
    """Acts that end a life early; they come only by attempt, so that many lives grow old."""
    prefix: ClassVar[str]

    def __init__(self) -> None:
        """Begin a world that is undone at the end."""
        super().__init__()
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined]  # durable verbs may stand in it
        self.block.__enter__()
        self.clock = time_machine.travel(f"{BEGUN} 10:00+08:00", tick=False)
        self.now = self.clock.start()
        self.lives: list[Any] = [self.born() for _each in range(LIVES)]

    def born(self) -> Life:
        """File one row and return its life."""
        raise NotImplementedError

    def do(self, act: str, life: Any) -> None:
        """Carry out an act by the portal's verb, with the version on file."""
        raise NotImplementedError

    def exists(self, life: Any, act: str) -> bool:
        """Whether the page of an act exists: what has no row has no address."""
        return True

    def compare(self, life: Any) -> None:
        """Compare the portal's row with the law's books."""
        raise NotImplementedError

    def reckon(self) -> None:
        """Look at all rows together at the end."""

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        """Days pass."""
        self.now.shift(timedelta(days=days))

    @rule(which=st.integers(0, LIVES - 1), choice=st.integers(0, 2**16))
    def attempt(self, which: int, choice: int) -> None:
        """Somebody tries an act, whether or not it is its time."""
        self.take(self.lives[which], self.acts[choice % len(self.acts)])

    @rule(which=st.integers(0, LIVES - 1), choice=st.integers(0, 2**16))
    def go_on(self, which: int, choice: int) -> None:
        """Somebody does one of the things that are lawful now."""
        life = self.lives[which]
        lawful = [act for act in self.acts if life.allows(act) and act not in self.endings]
        if lawful:
            self.take(life, lawful[choice % len(lawful)])

    def take(self, life: Any, act: str) -> None:
        """Do an act and compare what happened with the law."""
        if not self.exists(life, act):
            return
        events, allowed = Event.objects.filter(stream=f"{self.prefix}:{life.pk}"), life.allows(act)
        before = events.count()
        try:
            self.do(act, life)
            happened = True
        except REFUSALS:
            happened = False
        assert happened == allowed, f"{act} after {life.path}"
        assert (events.count() > before) == happened
        if happened:
            life.follow(act)
        numbers = list(events.order_by("seq").values_list("seq", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        self.compare(life)

    def teardown(self) -> None:
        """At the end the chain holds and the figures are those of a recount."""
        try:
            self.reckon()
            assert verify().sound
            merge()
            assert recompute().total == 0
        finally:
            self.clock.stop()
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)


def live(world: type[Lives], *, examples: int, steps: int) -> None:
    """Let so many worlds live so many steps; it fails on the first that breaks the law."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # the path of a life can be read as it is; looking for a shorter one takes minutes
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(world, settings=chosen)
