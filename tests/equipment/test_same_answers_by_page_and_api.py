"""Every act on equipment does the same by its page and by the API, and is refused with the same findings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from equipment.actions.calibrating import take_out
from equipment.actions.keeping import withdraw
from equipment.actions.methods import give_up
from equipment.models import Instrument, Method
from foundation.accounts.roles import Role
from institutions.models import Institution
from tests.factories.equipment import make_instrument, make_method
from tests.factories.users import make_posting
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare, latest

TODAY = date(2026, 11, 25)
WHY = "示例：依据记录登记"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
KEEPER = "jinan_institution_administrator"
ELSEWHERE = (("qingdao_keeper", 404), ("jinan_clerk", 403), ("jinan", 403))


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Laboratory(Scene):
    """The institution in Jinan with its instruments and methods."""

    tables = ("equipment",)

    def __init__(self, cast: Cast) -> None:
        there = cast.qingdao_institution.organisation
        keeper = make_posting("qingdao_keeper", Role.QUALITY_MANAGER, there, since=date(2020, 1, 1))
        super().__init__(cast, qingdao_keeper=keeper)

    def house(self) -> Institution:
        return latest(self.cast.jinan_institution)

    def instrument(self) -> Instrument:
        return make_instrument(self.house(), by=self.actor(KEEPER), number="示例设备1")

    def out_of_use(self) -> Instrument:
        row = self.instrument()
        return take_out(
            row.pk, by=self.actor(KEEPER), version=row.trail_seq, kind="fault", began_on=TODAY, why="示例故障"
        )

    def withdrawn(self) -> Instrument:
        row = self.instrument()
        return withdraw(row.pk, by=self.actor(KEEPER), version=row.trail_seq, withdrawn_on=TODAY, reason=WHY)

    def house_with_one(self) -> Institution:
        self.instrument()
        return self.house()

    def method(self) -> Method:
        return make_method(self.house(), by=self.actor(KEEPER), code="示例标准1")

    def given_up(self) -> Method:
        row = self.method()
        return give_up(row.pk, by=self.actor(KEEPER), version=row.trail_seq, valid_until=TODAY, reason=WHY)

    def house_with_method(self) -> Institution:
        self.method()
        return self.house()


INSTRUMENT: Given = {
    "number": "示例设备1", "name": "示例仪器", "type_name": "示例型号", "maker": "示例厂", "serial_number": "SN1",
    "categories": ["FY-02"], "needs_calibration": True, "in_service_from": "2024-07-01",
}  # fmt: skip
ABOUT_INSTRUMENTS: tuple[Given, ...] = (
    {"name": "长" * 101}, {"categories": ["WZ-01"]}, {"categories": ["X"]}, {"in_service_from": "2026-12-01"},
    {"methods": ["00000000-0000-0000-0000-000000000007"]},
)  # fmt: skip
CALIBRATED: Given = {
    "kind": "calibration", "performed_on": "2026-11-25", "passed": True, "valid_until": "2027-11-24",
    "performed_by": "示例计量所", "certificate_number": "示例1号",
}  # fmt: skip
METHOD: Given = {
    "code": "示例标准1", "title": "示例规范", "rank": 1, "note": "", "categories": ["FY-02"],
    "valid_from": "2024-07-01",
}  # fmt: skip

ACTS = (
    Act(
        "instrument_new", "api_instrument_entry", KEEPER, Laboratory.house, INSTRUMENT, "instrument.entered",
        amiss=ABOUT_INSTRUMENTS, wrong=(Laboratory.house_with_one,), strangers=ELSEWHERE, versioned=False,
    ),
    Act(
        "instrument_change", "api_instruments_change", KEEPER, Laboratory.instrument,
        {**INSTRUMENT, "needs_calibration": False, "reason": WHY}, "instrument.changed",
        amiss=(SHORT, LONG, *ABOUT_INSTRUMENTS), wrong=(Laboratory.withdrawn,), strangers=ELSEWHERE,
    ),
    Act(
        "instrument_withdraw", "api_instruments_withdraw", KEEPER, Laboratory.instrument,
        {"withdrawn_on": "2026-11-25", "reason": WHY}, "instrument.withdrawn",
        amiss=(SHORT, LONG, {"withdrawn_on": "2026-11-26"}, {"withdrawn_on": "2020-01-01"}),
        wrong=(Laboratory.withdrawn,), strangers=ELSEWHERE,
    ),
    Act(
        "instrument_calibrate", "api_instruments_calibrate", KEEPER, Laboratory.instrument, CALIBRATED,
        "instrument.calibrated",
        amiss=({"performed_on": "2026-11-26"}, {"valid_until": "2026-11-24"}, {"valid_until": None},
               {"passed": False}, {"certificate_number": "1" * 101}),
        wrong=(Laboratory.withdrawn,), strangers=ELSEWHERE,
    ),
    Act(
        "instrument_take_out", "api_instruments_take_out", KEEPER, Laboratory.instrument,
        {"kind": "repair", "began_on": "2026-11-25", "why": "示例：更换部件"}, "instrument.taken_out",
        amiss=({"began_on": "2026-11-26"}, {"began_on": "2020-01-01"}, {"why": "长" * 501}),
        wrong=(Laboratory.out_of_use, Laboratory.withdrawn), strangers=ELSEWHERE,
    ),
    Act(
        "instrument_put_back", "api_instruments_put_back", KEEPER, Laboratory.out_of_use,
        {"ended_on": "2026-11-25", "done": "示例：已更换部件", "recalibrate": True}, "instrument.put_back",
        amiss=({"ended_on": "2026-11-26"}, {"ended_on": "2026-11-24"}, {"done": "长" * 501}),
        wrong=(Laboratory.instrument,), strangers=ELSEWHERE,
    ),
    Act(
        "method_new", "api_method_entry", KEEPER, Laboratory.house, METHOD, "method.taken_up",
        amiss=({"rank": 3}, {"code": "长" * 101}, {"categories": ["WZ-01"]}, {"valid_from": "2026-12-01"}),
        wrong=(Laboratory.house_with_method,), strangers=ELSEWHERE, versioned=False,
    ),
    Act(
        "method_end", "api_methods_end", KEEPER, Laboratory.method, {"valid_until": "2026-11-25", "reason": WHY},
        "method.given_up", amiss=(SHORT, LONG, {"valid_until": "2026-11-26"}, {"valid_until": "2020-01-01"}),
        wrong=(Laboratory.given_up,), strangers=ELSEWHERE,
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Laboratory(cast), act)


def test_programs_read_what_their_posting_sees(cast: Cast) -> None:
    scene = Laboratory(cast)
    row, method = scene.instrument(), scene.method()
    for name, made in (("instruments", row), ("methods", method)):
        told: Any = scene.caller("jinan").get(f"{name}/").json()["results"]
        assert [each["id"] for each in told] == [str(made.pk)]
        assert scene.caller("qingdao").get(f"{name}/{made.pk}/").status_code == 404
        assert scene.caller("jinan").get(f"{name}/{made.pk}/").status_code == 200
    assert scene.caller("jinan").get(f"instruments/{row.pk}/").json()["may_be_used"] is True
