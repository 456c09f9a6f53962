"""Races about instruments and methods."""

from datetime import date
from typing import Any

from equipment.actions.calibrating import calibrate, put_back, take_out
from equipment.actions.keeping import change, enter, withdraw
from equipment.actions.methods import give_up, take_up
from tests.factories.equipment import described, make_instrument, make_method
from tests.factories.standing import WHY
from tests.people import Cast
from tests.races.kit import Deed, Scene

TODAY = date(2026, 11, 25)


def _kept(cast: Cast) -> tuple[Any, dict[str, Any]]:
    by = cast.actor("jinan_institution_administrator")
    row = make_instrument(cast.jinan_institution, by=by)
    return row, {"by": by, "version": row.trail_seq}


def entered(cast: Cast) -> Deed:
    said, by = described(), cast.actor("jinan_institution_administrator")
    return lambda: enter(cast.jinan_institution.pk, by=by, said=said)


def changed(cast: Cast) -> Deed:
    row, now = _kept(cast)
    said = described(number=row.number, name="示例新名称")
    return lambda: change(row.pk, said=said, reason=WHY, **now)


def withdrawn(cast: Cast) -> Deed:
    row, now = _kept(cast)
    return lambda: withdraw(row.pk, withdrawn_on=TODAY, reason=WHY, **now)


def calibrated(cast: Cast) -> Deed:
    row, now = _kept(cast)
    given = {"kind": "calibration", "performed_on": TODAY, "passed": False, "performed_by": "示例"}
    return lambda: calibrate(row.pk, certificate_number="示例1", **given, **now)


def taken_out(cast: Cast) -> Deed:
    row, now = _kept(cast)
    return lambda: take_out(row.pk, kind="fault", began_on=TODAY, why=WHY, **now)


def put_in_use(cast: Cast) -> Deed:
    row, now = _kept(cast)
    out = take_out(row.pk, kind="fault", began_on=TODAY, why=WHY, **now)
    now["version"] = out.trail_seq
    return lambda: put_back(row.pk, ended_on=TODAY, done=WHY, recalibrate=False, **now)


def taken_up(cast: Cast) -> Deed:
    by = cast.actor("jinan_institution_administrator")
    said: dict[str, Any] = {"code": "示例标准1", "title": "示例", "rank": 1, "categories": ["FY-02"]}
    return lambda: take_up(cast.jinan_institution.pk, by=by, valid_from=TODAY, **said)


def given_up(cast: Cast) -> Deed:
    by = cast.actor("jinan_institution_administrator")
    row = make_method(cast.jinan_institution, by=by)
    return lambda: give_up(row.pk, by=by, version=row.trail_seq, valid_until=TODAY, reason=WHY)


SCENES = (
    Scene("equipment.keep", entered, "entered"),
    Scene("equipment.keep", changed, "changed"),
    Scene("equipment.keep", withdrawn, "withdrawn"),
    Scene("equipment.calibrate", calibrated, "calibrated"),
    Scene("equipment.calibrate", taken_out, "taken out"),
    Scene("equipment.calibrate", put_in_use, "put back"),
    Scene("equipment.keep_methods", taken_up, "taken up"),
    Scene("equipment.keep_methods", given_up, "given up"),
)
