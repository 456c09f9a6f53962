"""Whether an instrument may be used on a day, against plain arithmetic over random lives of instruments."""

from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import time_machine

from equipment import fitness
from equipment.actions.calibrating import calibrate, put_back, take_out
from equipment.actions.keeping import withdraw
from equipment.models import Instrument
from foundation.audit.errors import RuleBroken
from foundation.audit.verify import verify
from tests.factories.equipment import make_instrument
from tests.people import Cast

pytestmark = pytest.mark.django_db
FIRST = date(2025, 1, 1)
WHY = "示例：依据记录登记"


class Life:
    """What happened to an instrument, kept beside the portal as plain days."""

    def __init__(self) -> None:
        self.calibrations: list[tuple[date, int, bool, date | None]] = []
        self.outages: list[list[Any]] = []  # first day, first day of use or None, calibrate anew
        self.withdrawn: date | None = None

    def may_be_used(self, on: date) -> bool:
        """Day by day, without the portal's code."""
        if on < FIRST or (self.withdrawn and on >= self.withdrawn):
            return False
        if any(begin <= on and (end is None or on < end) for begin, end, _anew in self.outages):
            return False
        known = [each for each in self.calibrations if each[0] <= on]
        if not known:
            return False
        performed, _serial, passed, until = max(known)
        anew = any(end is not None and performed < end <= on for _begin, end, again in self.outages if again)
        return passed and until is not None and on <= until and not anew


def lived(cast: Cast, random: Random) -> tuple[Instrument, Life]:
    """Let an instrument live ten acts on rising days; refusals change nothing."""
    by, life, day = cast.actor("jinan_institution_administrator"), Life(), FIRST
    row = make_instrument(cast.jinan_institution, by=by, until=None, in_service_from=FIRST)
    for serial in range(10):
        day += timedelta(days=random.randint(0, 90))
        now = {"by": by, "version": row.trail_seq}
        act = random.choice(("calibrate", "calibrate", "out", "back", "withdraw"))
        with suppress(RuleBroken):  # out already, in use, withdrawn: then nothing happens on either side
            if act == "calibrate":
                passed = random.random() < 0.8
                performed = day - timedelta(days=random.randint(0, 20))
                until = performed + timedelta(days=random.randint(0, 200)) if passed else None
                row = calibrate(
                    row.pk, kind="calibration", performed_on=performed, passed=passed, valid_until=until,
                    performed_by="示例计量所", certificate_number=f"示例{serial}", **now,
                )  # fmt: skip
                life.calibrations.append((performed, serial, passed, until))
            elif act == "out":
                row = take_out(row.pk, kind="repair", began_on=day, why=WHY, **now)
                life.outages.append([day, None, False])
            elif act == "back":
                anew = random.random() < 0.5
                row = put_back(row.pk, ended_on=day, done=WHY, recalibrate=anew, **now)
                life.outages[-1][1:] = [day, anew]
            elif serial > 7:
                row = withdraw(row.pk, withdrawn_on=day, reason=WHY, **now)
                life.withdrawn = day
    return row, life


@pytest.mark.parametrize("seed", range(12))
def test_the_portal_and_plain_arithmetic_agree_on_every_day_of_a_random_life(cast: Cast, seed: int) -> None:
    with time_machine.travel("2028-06-01 10:00+08:00", tick=False):
        row, life = lived(cast, Random(seed))
        (known,) = fitness.pictures([Instrument.objects.get(pk=row.pk)])
        days = [FIRST + timedelta(days=step) for step in range(-3, 1_100)]
        differing = [day for day in days if (fitness.against(known, day) is None) != life.may_be_used(day)]
        assert differing == []
        last = known.row.calibrated_until
        assert last == fitness.reaches(known) and verify(row.stream).sound
