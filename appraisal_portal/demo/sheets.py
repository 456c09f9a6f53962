"""Sheets of records in the demo: taken in as their offices would, one with rows to repair, one with a correction."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

from django.core.files.base import ContentFile

from appraisal_portal.demo.plan import Plan
from appraisers.models import Appraiser
from foundation.accounts.acting import PostedActor
from foundation.accounts.models import Posting
from foundation.audit.once import Answer, digest_of, once
from foundation.exchange import kinds
from foundation.exchange.actions import loading, reading, uploading
from foundation.exchange.models import Import
from institutions.models import Institution

KEEPER, OFFICER = "demo-institution", "demo-province"
Rows = list[dict[str, object]]
INSTRUMENT: Final = {"仪器设备名称": "示例电子天平", "规格型号": "示例型", "制造商": "示例仪器厂"}


def bring_sheets(province: Plan) -> int:
    """Take the sheets in that are not yet; return how many were taken in now."""
    done = 0
    for number, bring in enumerate(_sheets(province.until), 1):
        key = f"{province.seed}/{number}"
        # The import is several transactions, as on its page; the key only says that it was begun.
        if once("demo:sheets", key, digest_of({"key": key}), lambda: Answer())[1]:
            bring()
            done += 1
    return done


def _sheets(until: date) -> Iterator[Callable[[], Import]]:
    keeper, officer = _actor(KEEPER), _actor(OFFICER)
    own = Institution.objects.select_related("organisation").get(organisation__postings__user__username=KEEPER)
    yield partial(_take, "instrument_sheet", "仪器设备登记表", _instruments(own, until), keeper, own, until)
    yield partial(_take, "calibration_sheet", "检定校准登记表", _calibrations(until), keeper, own, until)
    yield partial(_take, "training_sheet", "继续教育学时登记表", _trainings(own, until), keeper, own, until)
    yield partial(_take, "policy_sheet", "执业保险登记表", _policies(until), keeper, own, until, load=False)
    change = partial(_changes, own, until)
    yield partial(_take, "registration_sheet", "机构登记事项变更表", change("示例大道18号201室"), officer, None, until)
    yield partial(
        _take, "registration_sheet", "机构登记事项变更表（更正）", change("示例大道18号202室"), officer, None, until
    )


def _actor(username: str) -> PostedActor:
    posting = Posting.objects.select_related("user", "organisation").get(user__username=username)
    return PostedActor(posting.user, posting)


def _instruments(own: Institution, until: date) -> Rows:
    serves = sorted(own.practice_codes)[0]
    return [
        {**INSTRUMENT, "设备编号": f"示例表{serial:02d}", "启用日期": until - timedelta(days=300), "适用项目": serves}
        for serial in range(1, 7)
    ]


def _calibrations(until: date) -> Rows:
    return [
        {
            "设备编号": f"示例表{serial:02d}", "检定或者校准": "校准",
            "检定校准日期": until - timedelta(days=100 + serial),
            "检定校准单位": "示例校准实验室", "证书编号": f"示例校证{serial:02d}", "结果": "合格",
            "最后一日": until + timedelta(days=260),
        }
        for serial in range(1, 6)
    ]  # fmt: skip


def _trainings(own: Institution, until: date) -> Rows:
    people = Appraiser.objects.filter(institution=own).order_by("certificate_number")[:8]
    return [
        {
            "执业证号": person.certificate_number, "培训内容": "示例司法鉴定质量管理培训",
            "主办单位": "示例司法鉴定协会",
            "结业日期": until - timedelta(days=70), "学时": 8 + 4 * (at % 3),
        }
        for at, person in enumerate(people)
    ]  # fmt: skip


def _policies(until: date) -> Rows:
    first = date(until.year, 1, 1)
    sound = {"保险人": "示例财产保险公司", "保险金额": 2_000_000, "自": first, "最后一日": date(until.year, 12, 31)}
    return [
        {**sound, "保单号": "示例保单甲"},
        {**sound, "保单号": "示例保单乙", "保险金额": "两百万"},
        {**sound, "保单号": "示例保单丙", "最后一日": first - timedelta(days=1)},
        {**sound, "保单号": ""},
    ]


def _changes(own: Institution, until: date, address: str) -> Rows:
    return [
        {"鉴定机构": str(own), "变更日期": until - timedelta(days=20), "文号": "示例司鉴变〔示例〕7号", "地址": address}
    ]


def _take(
    kind: str, title: str, rows: Rows, by: PostedActor, own: Institution | None, as_of: date, *, load: bool = True
) -> Import:
    """Take a sheet the way its page does, as far as it goes."""
    body = own.organisation if own is not None and kinds.known(kind).bodies is not None else None
    file = ContentFile(_written(rows), f"{title}（演示数据）.csv")
    imported = uploading.upload(file, kind=kind, institution=body, by=by, as_of=as_of, in_background=False)
    read = reading.read(imported.pk)
    if load and read is not None:
        loading.order(imported.pk, by=by, version=read.imported.trail_seq, in_background=False)
        loading.load(imported.pk, reading=read)
    imported.refresh_from_db()
    return imported


def _written(rows: Rows) -> bytes:
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return sheet.getvalue().encode("utf-8-sig")
