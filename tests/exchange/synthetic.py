"""Synthetic cases as an institution would enter them, and the words institutions use as headings."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from stdnum.cn import ric


class Case(dict[str, Any]):
    """The true values of one row by column."""


HEADINGS: Mapping[str, tuple[str, ...]] = {
    "case_number": ("案号", "鉴定编号", "受理编号", "司法鉴定委托书编号（编号）"),
    "received_on": ("委托日期", "收到日期", "委托时间"),
    "accepted_on": ("受理日期", "受理时间", "收案日期"),
    "client_name": ("委托人", "委托单位", "委 托 方"),
    "category": ("鉴定类别", "业务类别", "鉴定项目"),
    "matter": ("委托鉴定事项", "鉴定事项"),
    "subject_name": ("被鉴定人", "被鉴定人姓名"),
    "subject_id_number": ("身份证号", "身份证号码"),
    "appraisers": ("鉴定人", "司法鉴定人"),
    "fee": ("鉴定费（元）", "收费金额", "鉴定费用"),
    "opinion_number": ("意见书编号", "鉴定意见书编号"),
    "issued_on": ("出具日期", "完成日期", "办结日期"),
    "terminated_on": ("终止日期",),
    "termination_ground": ("终止原因",),
    "state": ("状态", "办理情况"),
    "remarks": ("备注",),
}
CATEGORIES = (
    (
        "临",
        "法医临床鉴定",
        ("法医临床", "临床", "法医临床司法鉴定", "法医临床鉴定（伤残等级鉴定）", "伤残等级鉴定", "FY-02"),
    ),
    ("毒", "法医毒物鉴定", ("毒物", "毒化", "法医毒物", "血液酒精含量检测")),
    ("物", "法医物证鉴定", ("法医物证", "DNA", "亲子鉴定", "三联体亲子关系鉴定")),
    ("病", "法医病理鉴定", ("法医病理", "病理", "尸检")),
    ("文", "文书鉴定", ("文检", "文书", "笔迹鉴定", "文书司法鉴定")),
    ("痕", "痕迹鉴定", ("痕检", "痕迹", "交通事故痕迹鉴定", "车辆速度鉴定")),
)
CLIENTS = (
    "济南示例区人民法院",
    "青岛示例区人民检察院",
    "烟台市公安局示例分局",
    "示例保险有限公司",
    "当事人家属A{n:04d}",
)


class Maker:
    def __init__(self, rows: int, seed: int, until: date) -> None:
        self.random = random.Random(seed)
        self.count = rows
        self.until = until
        self.serial = 0

    def case(self) -> Case:
        chance = self.random
        self.serial += 1
        n = self.serial
        accepted = self.until - timedelta(days=chance.randrange(30, 690))
        issued = accepted + timedelta(days=chance.randrange(3, 60))
        letter, category, _others = chance.choice(CATEGORIES)
        done = issued <= self.until
        birth = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
        return Case(
            case_number=f"示例鉴〔{accepted.year}〕{letter}鉴字第{n}号",
            received_on=accepted - timedelta(days=chance.randrange(0, 7)),
            accepted_on=accepted,
            client_name=chance.choice(CLIENTS).format(n=n),
            category=category,
            matter="伤残等级、误工期" if letter == "临" else "按委托书",
            subject_name=f"当事人A{n:05d}",
            subject_id_number=resident_number(birth, n % 1000),
            appraisers=f"鉴定人甲{n % 90:03d}、鉴定人乙{n % 70:03d}",
            fee=chance.randrange(6, 60) * 100,
            opinion_number=f"示例意〔{issued.year}〕{letter}意字第{n}号" if done else "",
            issued_on=issued if done else "",
            terminated_on="",
            termination_ground="",
            state="已出具" if done else "在办",
            remarks="演示数据",
        )


def resident_number(birth: date, order: int) -> str:
    """A valid identity number of the region 379999, which does not exist."""
    body = f"379999{birth:%Y%m%d}{order:03d}"
    return body + ric.calc_check_digit(body + "0")
