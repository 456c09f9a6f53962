"""Cooperation in the demo, by the verbs: agreements, projects, party branches, an alliance of each economic circle.

Everything is plainly invented. Who acts is the portal itself, and the trail says so.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from appraisal_portal.demo.plan import Plan
from foundation.audit.actors import SYSTEM
from foundation.kpi.circles import CIRCLES, cities_of
from institutions.actions import allying, cooperating
from institutions.models import Alliance, Cooperation, Institution, PartyBranch, Project

PARTNERS: Final = (
    ("HZ-1", "示例大学", "示例：共建教学实习基地，联合培养鉴定人助理"),
    ("HZ-6", "示例医院", "示例：影像会诊与检材代检"),
    ("HZ-2", "示例研究院", "示例：仪器共享"),
    ("HZ-4", "示例外省鉴定中心", "示例：战略合作，互派人员"),
    ("HZ-7", "示例检察院", "示例：建立推荐联系机制"),
    ("HZ-8", "示例律师协会", "示例：公共法律服务平台协作"),
)
SITUATIONS: Final = ("DZ-1", "DZ-2", "DZ-1", "DZ-6", "DZ-2", "DZ-3", "DZ-5", "DZ-1", "DZ-2")
"""One after the other; every tenth institution has stated nothing."""
TITLES: Final = (
    ("XM-1", "示例：损伤程度评定研究"),
    ("XM-2", "示例：检验操作规范起草"),
    ("XM-3", "示例：区域实验室建设"),
)


def cooperate(province: Plan) -> int:
    """Record it where nothing is on record yet; return how many rows were written now."""
    houses = list(Institution.objects.in_practice().select_related("organisation").order_by("licence_number"))
    known = set(PartyBranch.objects.values_list("institution", flat=True))
    known |= set(Cooperation.objects.values_list("institution", flat=True))
    known |= set(Project.objects.values_list("institution", flat=True))
    until = province.until
    rows = sum(_of_one(at, house, until) for at, house in enumerate(houses) if house.pk not in known)
    return rows + _alliances(houses, until)


def _of_one(at: int, house: Institution, until: date) -> int:
    """Agreements of every other institution, some ended or run out; projects of every third; most state a branch."""
    rows = 0
    if at % 10 != 9:
        since = until - timedelta(days=200 + at % 90)
        cooperating.state_party_branch(house.pk, by=SYSTEM, situation=SITUATIONS[at % 9], valid_from=since)
        rows += 1
    for place in range(1 + at % 2 if at % 2 == 0 else 0):
        kind, partner, subject = PARTNERS[(at // 2 + place) % len(PARTNERS)]
        first = until - timedelta(days=500 + at % 60)
        row = cooperating.record_cooperation(
            house.pk, by=SYSTEM, kind=kind, partner=partner, subject=subject, valid_from=first,
            valid_until=first + timedelta(days=1095) if at % 4 else None,
            document_number=f"示例协议〔{first.year}〕{house.licence_number[-4:]}-{place + 1}号",
        )  # fmt: skip
        if at % 7 == 6:
            said: dict[str, Any] = {"document_number": "示例解除协议1号", "reason": "示例：双方协商解除"}
            ended = until - timedelta(days=30)
            cooperating.end_cooperation(row.pk, by=SYSTEM, version=row.trail_seq, ended_on=ended, **said)
        rows += 1
    return rows + (_project(at, house, until) if at % 3 == 0 else 0)


def _project(at: int, house: Institution, until: date) -> int:
    kind, title = TITLES[at // 3 % len(TITLES)]
    begun = until - timedelta(days=400 + at % 50)
    row = cooperating.record_project(
        house.pk, by=SYSTEM, kind=kind, level=f"XJ-{1 + at // 3 % 5}",
        number=f"示例课题〔{begun.year}〕{house.licence_number[-4:]}号", title=title,
        funds=(1 + at % 6) * 50_000 if at % 2 == 0 else None, begun_on=begun,
        due_on=begun + timedelta(days=390 + at % 400),
    )  # fmt: skip
    if at % 12 == 0:
        said = {"state": "completed", "results": "示例：形成团体标准一项，论文两篇。全部虚构"}
        cooperating.conclude_project(
            row.pk, by=SYSTEM, version=row.trail_seq, ended_on=until - timedelta(days=20), **said
        )
    return 1


def _alliances(houses: Sequence[Institution], until: date) -> int:
    """An alliance of each economic circle, led by its first institution, with up to six of other cities in it."""
    rows = 0
    for number, (key, circle) in enumerate(CIRCLES.items(), 1):
        inside, name = (
            [house for house in houses if house.city_code in cities_of(key)],
            f"示例{circle}司法鉴定协同发展联盟",
        )
        lead = next(iter(inside), None)
        if lead is None or Alliance.objects.filter(name=name).exists():
            continue
        formed = until - timedelta(days=300)
        row = allying.form_alliance(
            lead.pk, by=SYSTEM, name=name, kind="LM-1" if number < 3 else "LM-2",
            purpose="示例：共享大型设备，疑难案件会鉴，互派鉴定人助理。全部虚构", partners="示例大学、示例科技公司",
            formed_on=formed, document_number=f"示例联盟协议〔{formed.year}〕{number}号",
        )  # fmt: skip
        others = {house.city_code: house for house in inside if house.city_code != lead.city_code}
        for house in list(others.values())[:6]:
            row.refresh_from_db()
            allying.admit(
                row.pk, by=SYSTEM, version=row.trail_seq, institution=house.pk, joined_on=formed + timedelta(days=10)
            )
            rows += 1
        rows += 2
    return rows
