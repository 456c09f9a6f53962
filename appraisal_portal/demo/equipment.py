"""Equipment of the demo institutions: methods, instruments, calibrations, some times out of use.

Written by set, one event an instrument. At each third institution a calibration has run out, at others one ends soon,
was not passed, or an instrument is under repair, so that every state is somewhere.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from appraisal_portal.demo.plan import Plan
from equipment.models import Calibration, Instrument, Maintenance, Method
from foundation.audit import trail
from foundation.audit.actors import SYSTEM
from foundation.audit.once import Answer, digest_of, once
from institutions.models import Institution

# Name and kind of instrument, by practice category; models, makers and numbers are invented.
INSTRUMENTS: Final[dict[str, tuple[tuple[str, bool], ...]]] = {
    "FY-01": (("组织包埋机", False), ("生物显微镜", True)),
    "FY-02": (("听觉诱发电位仪", True), ("关节活动度测量仪", True), ("阅片灯", False)),
    "FY-03": (("心理测验系统", False),),
    "FY-04": (("基因分析仪", True), ("实时荧光定量PCR仪", True), ("生物安全柜", True)),
    "FY-05": (("气相色谱质谱联用仪", True), ("液相色谱质谱联用仪", True), ("电子天平", True)),
    "WZ-01": (("文检仪", True), ("体视显微镜", True)),
    "WZ-02": (("三维激光扫描仪", True), ("全站仪", True)),
    "WZ-03": (("傅里叶变换红外光谱仪", True),),
    "SX": (("声谱分析工作站", False), ("电子数据取证设备", False)),
    "HJ": (("原子吸收分光光度计", True), ("水质多参数测定仪", True)),
}
METHODS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "FY-01": (("示例尸体检验技术规范", 2),),
    "FY-02": (("示例人体损伤程度鉴定标准", 1), ("示例听力障碍检验规范", 2)),
    "FY-03": (("示例精神障碍评定规范", 2),),
    "FY-04": (("示例亲权鉴定技术规范", 1),),
    "FY-05": (("示例血液中乙醇检测方法", 1), ("示例毒物筛查方法", 2)),
    "WZ-01": (("示例笔迹鉴定技术规范", 1),),
    "WZ-02": (("示例道路交通事故痕迹鉴定规范", 2),),
    "WZ-03": (("示例微量物证检验规范", 2),),
    "SX": (("示例录音鉴定规范", 2),),
    "HJ": (("示例地表水采样检测方法", 1),),
}
LABORATORIES: Final = ("示例省计量科学研究院", "示例市计量测试所", "示例校准实验室")


def enter_equipment(province: Plan) -> int:
    """Write the equipment, once for an installation; return how many instruments were written now."""
    key = f"{province.seed}/{province.until}"
    answer, fresh = once("demo:equipment", key, digest_of({"key": key}), lambda: _enter(province.until))
    return int(answer["rows"]) if fresh else 0


def _enter(until: date) -> Answer:
    houses = list(Institution.objects.order_by("licence_number"))
    methods = list(_methods(houses))
    _written(methods, "method.taken_up")
    by_house: dict[Any, list[Method]] = {}
    for method in methods:
        by_house.setdefault(method.institution_id, []).append(method)
    lives = list(_instruments(houses, by_house, until))
    rows = [row for row, _calibrations, _outage in lives]
    _written(rows, "instrument.entered")
    calibrations = [each for row, known, _outage in lives for each in _of(row, known)]
    Calibration.objects.bulk_create(calibrations, batch_size=2_000)
    outages = [each for row, _known, outage in lives for each in _of(row, outage)]
    Maintenance.objects.bulk_create(outages, batch_size=2_000)
    return {"rows": len(rows)}


def _of(row: Instrument, known: Sequence[Any]) -> Sequence[Any]:
    """Let what is known of an instrument be explained by its event."""
    for each in known:
        each.trail_seq = row.trail_seq
    return known


def _written(rows: Sequence[Any], kind: str) -> None:
    numbers = trail.append_many(trail.Draft(row.stream, kind, SYSTEM, {"demo": True}) for row in rows)
    for row in rows:
        row.trail_seq = numbers[row.stream]
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=2_000)


def _methods(houses: Sequence[Institution]) -> Iterator[Method]:
    for house in houses:
        for code in house.practice_codes:
            for place, (title, rank) in enumerate(METHODS[code], 1):
                prefix = "GB/T" if rank == 1 else "SF/T"
                yield Method(
                    institution=house,
                    code=f"{prefix} 示例{code.replace('-', '')}{place:02d}—2021",
                    title=title,
                    rank=rank,
                    categories=[code],
                    valid_from=house.licence_from,
                )


def _instruments(
    houses: Sequence[Institution], methods: dict[Any, list[Method]], until: date
) -> Iterator[tuple[Instrument, list[Calibration], list[Maintenance]]]:
    for at, house in enumerate(houses):
        serial = 0
        for code in house.practice_codes:
            own = [row.pk for row in methods.get(house.pk, []) if row.categories == [code]]
            for name, calibrated in INSTRUMENTS[code]:
                serial += 1
                row = Instrument(
                    institution=house,
                    number=f"{house.licence_number[-4:]}-{serial:03d}",
                    name=f"示例{name}",
                    type_name=f"示例型{serial:02d}",
                    maker="示例仪器厂",
                    serial_number=f"示例{at:04d}{serial:03d}",
                    categories=[code],
                    methods=own,
                    needs_calibration=calibrated,
                    in_service_from=house.licence_from,
                )
                known, outage = _life(row, at, serial, until) if calibrated else ([], [])
                yield row, known, outage


def _life(row: Instrument, at: int, serial: int, until: date) -> tuple[list[Calibration], list[Maintenance]]:
    """Two calibrations, and at some institutions one that failed, has run out or ends soon, or a repair."""
    special = serial == 1 and at > 0
    ends = until + timedelta(days=60 + (at * 7 + serial * 31) % 280)
    if special and at % 3 == 1:
        ends = until - timedelta(days=9)
    elif special and at % 3 == 2:
        ends = until + timedelta(days=12)
    performed = ends - timedelta(days=364)
    before = performed - timedelta(days=360)

    def made(day: date, last: date | None, number: int) -> Calibration:
        return Calibration(
            instrument=row,
            kind="verification" if serial % 2 else "calibration",
            performed_on=day,
            passed=last is not None,
            valid_until=last,
            performed_by=LABORATORIES[(at + serial) % len(LABORATORIES)],
            certificate_number=f"示例校字{at:04d}{serial:03d}{number}",
        )

    known = [made(performed, ends, 2)]
    if before >= row.in_service_from:
        known.append(made(before, before + timedelta(days=364), 1))
    row.in_service_from = min(row.in_service_from, performed)
    if special and at % 7 == 3:
        known.append(made(until - timedelta(days=4), None, 3))
    outage = []
    if serial == 2 and at % 5 == 2:
        outage = [Maintenance(instrument=row, kind="repair", began_on=until - timedelta(days=6), why="示例：更换部件")]
    row.calibrated_until = None if known[-1].valid_until is None else ends
    return known, outage
