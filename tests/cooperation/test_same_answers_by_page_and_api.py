"""Every act on cooperation does the same by its page and by the API, and is refused with the same findings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from institutions.actions import allying, cooperating
from institutions.models import Alliance, AllianceMember, Cooperation, Institution, Project
from tests.factories.cooperation import (
    make_alliance,
    make_cooperation,
    make_member,
    make_party_branch,
    make_project,
)
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare, latest

TODAY = date(2026, 11, 25)
WHY = "示例：双方协商一致"
KEEPER = "jinan_institution_administrator"
NOT_KEEPERS = (("jinan_clerk", 403), ("jinan", 403))
REASONS = ({"reason": "x"}, {"reason": "长" * 501})
OF_OTHERS = ((KEEPER, 403), ("qingdao", 403))


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Record(Scene):
    """The institution in Jinan, and an alliance that it leads."""

    tables = ("institutions",)

    def house(self) -> Institution:
        return latest(self.cast.jinan_institution)

    def agreement(self) -> Cooperation:
        return make_cooperation(self.house(), by=self.actor(KEEPER))

    def agreed(self) -> Institution:
        make_cooperation(self.house(), by=self.actor(KEEPER), document_number="示例协议1", valid_from=TODAY)
        return self.house()

    def ended_agreement(self) -> Cooperation:
        row = self.agreement()
        said = {"ended_on": TODAY, "document_number": "示例1号", "reason": WHY}
        return cooperating.end_cooperation(row.pk, by=self.actor(KEEPER), version=row.trail_seq, **said)

    def project(self) -> Project:
        return make_project(self.house(), by=self.actor(KEEPER))

    def with_project(self) -> Institution:
        make_project(self.house(), by=self.actor(KEEPER), number="示例课题1")
        return self.house()

    def project_over(self) -> Project:
        row = self.project()
        said = {"state": "stopped", "ended_on": TODAY, "results": WHY}
        return cooperating.conclude_project(row.pk, by=self.actor(KEEPER), version=row.trail_seq, **said)

    def stated(self) -> Institution:
        make_party_branch(self.house(), by=self.actor(KEEPER), situation="DZ-2")
        return self.house()

    def alliance(self) -> Alliance:
        return make_alliance(self.house(), by=self.actor("jinan"))

    def allied(self) -> Institution:
        make_alliance(self.house(), by=self.actor("jinan"), name="示例联盟")
        return self.house()

    def ended_alliance(self) -> Alliance:
        row = self.alliance()
        by = self.actor("jinan")
        return allying.end_alliance(row.pk, by=by, version=row.trail_seq, ended_on=TODAY, reason=WHY)

    def alliance_with_it(self) -> Alliance:
        row = self.alliance()
        make_member(row, self.cast.qingdao_institution, by=self.actor("jinan"))
        return latest(row)

    def member(self) -> AllianceMember:
        return make_member(self.alliance(), self.cast.qingdao_institution, by=self.actor("jinan"))

    def leader(self) -> AllianceMember:
        return self.alliance().members.get()


def with_other(scene: Record, _thing: Any, given: Given) -> Given:
    return {**given, "institution": str(scene.cast.qingdao_institution.pk)}


ACTS = (
    Act(
        "cooperation_new", "api_cooperation_entry", KEEPER, Record.house,
        {"kind": "HZ-1", "partner": "示例大学", "subject": "示例：共建实验室", "valid_from": "2026-11-25",
         "valid_until": "2027-11-24", "document_number": "示例协议1"},
        "institution.cooperation_recorded",
        amiss=({"kind": "HZ-99"}, {"partner": "长" * 101}, {"subject": "长" * 1001}, {"valid_until": "2026-11-24"},
               {"document_number": "1" * 101}),
        wrong=(Record.agreed,), strangers=NOT_KEEPERS, versioned=False,
    ),
    Act(
        "cooperation_end", "api_cooperation_end", KEEPER, Record.agreement,
        {"ended_on": "2026-11-25", "document_number": "示例解除1号", "reason": WHY}, "institution.cooperation_ended",
        amiss=(*REASONS, {"ended_on": "2026-11-26"}, {"ended_on": "2025-12-31"}, {"document_number": "1" * 101}),
        wrong=(Record.ended_agreement,), strangers=NOT_KEEPERS,
    ),
    Act(
        "project_new", "api_project_entry", KEEPER, Record.house,
        {"kind": "XM-1", "level": "XJ-2", "number": "示例课题1", "title": "示例课题", "funds": 50000,
         "begun_on": "2026-11-25", "due_on": "2027-11-24"},
        "institution.project_recorded",
        amiss=({"kind": "XM-99"}, {"level": "XJ-99"}, {"number": "1" * 101}, {"title": "长" * 101}, {"funds": 0},
               {"begun_on": "2026-11-26"}, {"due_on": "2026-11-24"},
               {"alliance": "00000000-0000-0000-0000-000000000007"}),
        wrong=(Record.with_project,), strangers=NOT_KEEPERS, versioned=False,
    ),
    Act(
        "project_conclude", "api_project_conclude", KEEPER, Record.project,
        {"state": "completed", "ended_on": "2026-11-25", "results": "示例：团体标准一项"},
        "institution.project_concluded",
        amiss=({"state": "running"}, {"ended_on": "2026-11-26"}, {"ended_on": "2025-12-31"}, {"results": "长" * 1001}),
        wrong=(Record.project_over,), strangers=NOT_KEEPERS,
    ),
    Act(
        "party_branch_state", "api_party_branch", KEEPER, Record.house,
        {"situation": "DZ-2", "valid_from": "2026-11-25"}, "institution.party_branch_stated",
        amiss=({"situation": "DZ-99"}, {"valid_from": "2026-11-26"}), wrong=(Record.stated,), strangers=NOT_KEEPERS,
        versioned=False,
    ),
    Act(
        "alliance_new", "api_alliance_entry", "jinan", Record.house,
        {"name": "示例联盟", "kind": "LM-1", "purpose": "示例：共享设备", "partners": "示例大学",
         "formed_on": "2026-11-25", "document_number": "示例联盟协议1"},
        "alliance.formed",
        amiss=({"name": "长" * 101}, {"kind": "LM-99"}, {"purpose": "长" * 1001}, {"partners": "长" * 1001},
               {"formed_on": "2026-11-26"}, {"document_number": "1" * 101}),
        wrong=(Record.allied,), strangers=((KEEPER, 403), ("qingdao", 404)), versioned=False,
    ),
    Act(
        "alliance_admit", "api_alliances_admit", "jinan", Record.alliance, {"joined_on": "2026-11-25"},
        "alliance.joined", amiss=({"joined_on": "2026-11-26"}, {"joined_on": "2026-01-04"}),
        wrong=(Record.alliance_with_it, Record.ended_alliance), strangers=OF_OTHERS, typed=with_other, sent=with_other,
    ),
    Act(
        "alliance_leave", "api_alliance_leave", "jinan", Record.member, {"left_on": "2026-11-25", "reason": WHY},
        "alliance.left", amiss=(*REASONS, {"left_on": "2026-11-26"}, {"left_on": "2026-02-01"}),
        wrong=(Record.leader,), strangers=OF_OTHERS,
    ),
    Act(
        "alliance_end", "api_alliances_end", "jinan", Record.alliance, {"ended_on": "2026-11-25", "reason": WHY},
        "alliance.ended", amiss=(*REASONS, {"ended_on": "2026-11-26"}, {"ended_on": "2026-01-04"}),
        wrong=(Record.ended_alliance,), strangers=OF_OTHERS,
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Record(cast), act)
