"""What a chain of custody does not say. A gap is shown and never filled: nobody invents what was not recorded.

Pure: it compares neighbouring steps, and the receipt with what the entrustment says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.custody.order import ENDS, Keeping, Kind, Step, after
from foundation.desk import formats

MAY_CHANGE_THE_SEAL: Final = (Kind.RECEIVED, Kind.OPENED, Kind.USED, Kind.USED_UP)

_WORDS: Final[dict[str, Any]] = {
    "never_received": _("The entrustment lists it. Nothing says that it was received, or that it never came."),
    "before_entrusted": _("It was received on %(since)s, before it was entrusted on %(until)s."),
    "another_day": _("The entrustment says that it was received on %(said)s, the chain says on %(since)s."),
    "span": _(
        "On %(since)s %(before)s had it, on %(until)s it was %(after)s who handed it on. How it came from one to the "
        "other, nobody has recorded."
    ),
    "span_unnamed": _(
        "On %(since)s %(before)s had it. Who had it in hand on %(until)s, nobody has recorded."
    ),
    "nobody": _("From %(since)s to %(until)s nothing says who had it or where it was."),
    "nobody_since": _("Since %(since)s nothing says who has it or where it is."),
    "seal": _(
        "On %(since)s it bore the seal %(before)s, on %(until)s the seal %(after)s; that it was opened, nobody has "
        "recorded."
    ),
    "seal_gone": _(
        "On %(since)s it bore the seal %(before)s, on %(until)s none is named; that it was opened, nobody has recorded."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """One thing that a chain does not say: its code, between which steps (numbers), and what stands in the words."""

    code: str
    number: int = 0
    since: datetime | None = None
    until: datetime | None = None
    before: str = ""
    after: str = ""
    said: date | None = None

    @property
    def words(self) -> str:
        """The gap in a sentence, in the language of whoever reads it."""
        return str(_WORDS[self.code]) % {
            "since": _moment(self.since),
            "until": _moment(self.until) if self.code != "before_entrusted" else _day(self.said),
            "before": self.before,
            "after": self.after,
            "said": _day(self.said),
        }


@dataclass(frozen=True)
class Entrusted:
    """What the entrustment says of a material: the day of the entrustment and, where it is stated, that of receipt."""

    on: date | None = None
    received_on: date | None = None


NEVER_RECEIVED: Final = Gap("never_received")


def gaps_of(steps: Sequence[Step], entrusted: Entrusted) -> tuple[Gap, ...]:
    """Return the gaps of a chain of steps that stand, in the order of the chain; none for an empty chain."""
    return tuple(_gaps(steps, entrusted))


def _gaps(steps: Sequence[Step], entrusted: Entrusted) -> Iterator[Gap]:
    if not steps:
        return
    yield from _of_receipt(steps[0], entrusted)
    now, last = Keeping(), steps[0]
    for step in steps:
        if step is not steps[0] and step.kind != Kind.CONSENTED:
            yield from _between(now, last, step)
        if step.kind != Kind.CONSENTED:
            last = step
        now = after(now, step)
    if last.kind not in ENDS and not (now.holder or now.place):
        yield Gap("nobody_since", last.number, last.happened_at)


def _of_receipt(first: Step, entrusted: Entrusted) -> Iterator[Gap]:
    day = timezone.localdate(first.happened_at)
    if entrusted.on is not None and day < entrusted.on:
        yield Gap("before_entrusted", first.number, first.happened_at, said=entrusted.on)
    if entrusted.received_on is not None and day != entrusted.received_on:
        yield Gap("another_day", first.number, first.happened_at, said=entrusted.received_on)


def _between(now: Keeping, last: Step, step: Step) -> Iterator[Gap]:
    since, until = last.happened_at, step.happened_at
    if not (now.holder or now.place):
        yield Gap("nobody", step.number, since, until)
    elif now.holder and same(step.giver) != same(now.holder):
        code = "span" if step.giver.strip() else "span_unnamed"
        yield Gap(code, step.number, since, until, now.holder, step.giver)
    if now.seal and step.kind not in MAY_CHANGE_THE_SEAL and same(step.seal) != same(now.seal):
        code = "seal" if step.seal.strip() else "seal_gone"
        yield Gap(code, step.number, since, until, now.seal, step.seal)


def same(name: str) -> str:
    """Return a name as it is compared: spaces do not matter."""
    return "".join(name.split())


def _moment(moment: datetime | None) -> str:
    return formats.prose_moment(moment) if moment is not None else ""


def _day(day: date | None) -> str:
    return formats.prose_date(day) if day is not None else ""
