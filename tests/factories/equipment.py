"""Instruments, calibrations and methods, made by the verbs."""

from datetime import date
from itertools import count
from typing import Any

from equipment.actions.calibrating import calibrate
from equipment.actions.keeping import Described, enter
from equipment.actions.methods import take_up
from equipment.models import Instrument, Method
from foundation.audit.actors import Actor
from institutions.models import Institution

_serial = count(1)


def described(**values: Any) -> Described:
    """Return what is said of an instrument that serves clinical appraisal."""
    serial = next(_serial)
    given: dict[str, Any] = {
        "number": f"示例设备{serial:04d}",
        "name": "示例听觉诱发电位仪",
        "categories": ["FY-02"],
        "in_service_from": date(2024, 7, 1),
        "type_name": "示例型号",
        "serial_number": f"SN{serial:06d}",
    }
    return Described(**{**given, **values})


def make_instrument(
    institution: Institution, *, by: Actor, until: date | None = date(2027, 6, 30), **values: Any
) -> Instrument:
    """Enter an instrument; calibrated on 1 July 2026 through `until`, or never."""
    row = enter(institution.pk, by=by, said=described(**values))
    return make_calibration(row, by=by, valid_until=until) if until is not None else row


def make_calibration(row: Instrument, *, by: Actor, **values: Any) -> Instrument:
    """Record a calibration of 1 July 2026 that was passed, unless said otherwise."""
    given: dict[str, Any] = {
        "kind": "calibration",
        "performed_on": date(2026, 7, 1),
        "passed": True,
        "valid_until": date(2027, 6, 30),
        "performed_by": "示例计量测试所",
        "certificate_number": f"示例校准{next(_serial):05d}",
    }
    row.refresh_from_db()
    return calibrate(row.pk, by=by, version=row.trail_seq, **{**given, **values})


def make_method(institution: Institution, *, by: Actor, **values: Any) -> Method:
    """Take up a method of the profession for clinical appraisal."""
    given: dict[str, Any] = {
        "code": f"SF/T 示例{next(_serial):04d}—2021",
        "title": "示例听力障碍鉴定规范",
        "rank": 2,
        "categories": ["FY-02"],
        "valid_from": date(2024, 7, 1),
    }
    return take_up(institution.pk, by=by, **{**given, **values})
