"""Every act on a complaint does the same by its page and by the API, and is refused with the same findings."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from complaints.actions.assigning import assign
from complaints.actions.revealing import ask_identity
from complaints.actions.supplementing import ask_supplement
from complaints.filing import LONGEST_TEXT
from complaints.models import Complaint
from tests.complaints.investigations import (
    make_accepted,
    make_decided,
    make_handler,
    make_investigated,
    make_leader,
    write_waiting_letters,
)
from tests.factories.complaints import make_complaint
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare

WHY = "示例：案情复杂，需委托专家论证。"
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
TOO_LONG = "长" * (LONGEST_TEXT + 1)
INQUIRY = {"kind": "visit", "made_on": "2026-11-25", "findings": "示例：现场核对凭证。"}
DECIDED = (("upheld", "TS24-2D", "示例：属实。"), ("not_upheld", "TS24-3", "示例：不实。"))
PARTS = ("finding", "outcome", "reasons")
OFFICERS = (("qingdao", 404), ("jinan_clerk", 403), ("province", 422))
LEADERS = (("qingdao", 403), ("jinan_clerk", 403), ("province_leader", 422))


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Office(Scene):
    """The organ of Jinan: its officer, a handler of complaints and a leader; and an officer of the province."""

    tables = ("complaints", "institutions")
    drawn = frozenset({"number", "code", "order"})

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast, handler=make_handler(cast), leader=make_leader(cast))
        self.team = [cast.jinan, self.posting("handler")]

    def filed(self) -> Complaint:
        return make_complaint(self.cast.jinan_institution).complaint

    def awaiting(self) -> Complaint:
        return self._asked_until(date(2026, 12, 10))

    def expired(self) -> Complaint:
        with time_machine.travel("2026-11-10 10:00+08:00", tick=False):
            return self._asked_until(date(2026, 11, 20))

    def _asked_until(self, last: date) -> Complaint:
        row, by = self.filed(), self.actor("jinan")
        return ask_supplement(row.pk, by=by, version=row.trail_seq, asked_for="示例凭证", answer_by=last)

    def accepted(self) -> Complaint:
        return make_accepted(self.cast)

    def assigned(self) -> Complaint:
        row = self.accepted()
        keys = [each.pk for each in self.team]
        return assign(row.pk, by=self.actor("jinan"), version=row.trail_seq, postings=keys)

    def investigated(self) -> Complaint:
        return make_investigated(self.cast, self.team)

    def decided(self) -> Complaint:
        row = make_decided(self.cast, self.team)
        write_waiting_letters()
        return row

    def asked(self) -> Complaint:
        row = self.accepted()
        ask_identity(row.pk, by=self.actor("jinan"), reason=WHY)
        return row


def with_keys(scene: Office, _row: Complaint, given: Given) -> Given:
    return {"postings": [str(scene.posting(name).pk) for name in given["postings"]]}


def by_place(_scene: Office, _row: Complaint, given: Given) -> Given:
    """The decision as its page sends it: fields are numbered by the place of the allegation."""
    return {
        f"{name}-{place}": text
        for place, said in enumerate(given["decided"], 1)
        for name, text in zip(PARTS, said, strict=True)
    } | {name: text for name, text in given.items() if name != "decided"}


def by_allegation(_scene: Office, _row: Complaint, given: Given) -> Given:
    rows = [
        {"position": place, **dict(zip(PARTS, said, strict=True))} for place, said in enumerate(given["decided"], 1)
    ]
    return {"allegations": rows} | {name: text for name, text in given.items() if name != "decided"}


def of_request(_scene: Office, row: Complaint, given: Given) -> Given:
    return {**given, "request": str(row.identity_requests.get().pk)}


ACTS = (
    Act(
        "complaint_accept", "api_complaints_accept", "jinan", Office.filed, {"reason": ""}, "complaints.accept",
        "accepted", wrong=(Office.accepted,), strangers=OFFICERS,
    ),
    Act(
        "complaint_refuse", "api_complaints_refuse", "jinan", Office.filed, {"ground": "TS15-1", "reason": WHY},
        "complaints.refuse", "refused", amiss=(SHORT, LONG), wrong=(Office.accepted,), strangers=OFFICERS,
    ),
    Act(
        "complaint_ask", "api_complaints_ask", "jinan", Office.filed,
        {"asked_for": "示例凭证", "answer_by": "2026-12-10"}, "complaints.ask_supplement", "awaiting",
        amiss=({"answer_by": "2026-11-25"}, {"asked_for": TOO_LONG}), wrong=(Office.accepted,), strangers=OFFICERS,
    ),
    Act(
        "complaint_supplemented", "api_complaints_supplemented", "jinan", Office.awaiting, {},
        "complaints.record_supplement", "received", wrong=(Office.filed,), strangers=OFFICERS,
    ),
    Act(
        "complaint_abandon", "api_complaints_abandon", "jinan", Office.expired, {"reason": WHY}, "complaints.abandon",
        "abandoned", amiss=(SHORT, LONG), wrong=(Office.awaiting,), strangers=OFFICERS,
    ),
    Act(
        "complaint_assign", "api_complaints_assign", "jinan", Office.accepted, {"postings": ["jinan", "handler"]},
        "complaints.assign", "investigating", amiss=({"postings": ["jinan"]},), wrong=(Office.decided,),
        strangers=OFFICERS, typed=with_keys, sent=with_keys,
    ),
    Act(
        "complaint_declare", "api_complaints_declare", "handler", Office.assigned, {"conflict": False, "reason": ""},
        "complaints.declared", "investigating", amiss=({"conflict": True},), wrong=(Office.investigated,),
        strangers=OFFICERS,
    ),
    Act(
        "complaint_inquiry", "api_complaints_inquiry", "handler", Office.investigated, INQUIRY, "complaint.inquired",
        "investigating", amiss=({"made_on": "2026-11-30"}, {"findings": TOO_LONG}), wrong=(Office.accepted,),
        strangers=OFFICERS,
    ),
    Act(
        "complaint_extend", "api_complaints_extend", "leader", Office.accepted, {"days": 30, "reason": WHY},
        "complaints.extend", "accepted", amiss=({"days": 31}, {"days": 0}, SHORT, LONG), wrong=(Office.filed,),
        strangers=LEADERS,
    ),
    Act(
        "complaint_decide", "api_complaints_decide", "jinan", Office.investigated,
        {"decided": DECIDED, "requirement": "示例：补开收费凭证", "days": 10},
        "complaints.decide", "decided",
        amiss=({"decided": (("upheld", "TS24-3", "示例：属实。"), DECIDED[1]), "requirement": "", "days": None},
               {"decided": (("upheld", "TS24-2A", "示例：属实。"), DECIDED[1])}, {"days": 0}, {"days": 61},
               {"requirement": "长" * 2_001}),
        wrong=(Office.assigned,), strangers=OFFICERS, typed=by_place, sent=by_allegation,
    ),
    Act(
        "complaint_inform", "api_complaints_inform", "jinan", Office.decided, {"way": "post"}, "complaints.inform",
        "informed", wrong=(Office.investigated,), strangers=OFFICERS,
    ),
    Act(
        "complaint_terminate", "api_complaints_terminate", "jinan", Office.accepted,
        {"termination": "TS22-B", "reason": WHY, "refusal_ground": ""}, "complaints.terminate", "terminated",
        amiss=({"termination": "TS22-A"}, SHORT, LONG), wrong=(Office.decided,), strangers=OFFICERS,
    ),
    Act(
        "complaint_identity_ask", "api_complaints_ask_identity", "jinan", Office.accepted, {"reason": WHY},
        "complaints.ask_identity", "accepted", amiss=(SHORT, LONG), wrong=(Office.asked,), strangers=OFFICERS,
        versioned=False,
    ),
    Act(
        "complaint_identity_answer", "api_complaints_answer_identity", "handler", Office.asked,
        {"granted": True, "reason": WHY}, "complaints.approve_identity", "accepted", amiss=(SHORT, LONG),
        strangers=OFFICERS, typed=of_request, sent=of_request, versioned=False,
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Office(cast), act)
