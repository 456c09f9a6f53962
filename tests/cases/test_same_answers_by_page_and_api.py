"""Every act on an entrustment and a case does the same by its page and by the API, and is refused alike."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction

from cases.actions import completing, declaring, extending, filing, recording, supplementing, terminating
from cases.entrustments.filing import MaterialGiven
from cases.models import Case, Entrustment, Opinion
from tests.factories.agreements import accepted
from tests.factories.assignments import make_assignment
from tests.factories.cases import make_case
from tests.factories.entrustments import IDENTITY, make_appraiser, make_entrustment
from tests.factories.opinions import TEXTS, brought_to, issued, make_office, written
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare, latest

WHY = "示例：委托人来函说明情况"
SHORT, LONG, UNKNOWN = {"reason": "x"}, {"reason": "长" * 501}, {"ground": "X"}
ELSEWHERE = (("qingdao_clerk", 404), ("jinan", 403))
NOT_THEIRS = (("qingdao_clerk", 403), ("jinan_clerk", 403))
MOMENT = "2026-11-25T09:00:00+08:00"


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Institution(Scene):
    """An institution with a case of 10 November: two appraisers, a reviewer, the head, a clerk, others besides."""

    tables = ("cases",)
    drawn = frozenset({"code"})

    def __init__(self, cast: Cast) -> None:
        self.office = make_office(cast.jinan_institution, cast.jinan_head, others=1, accepted_on=date(2026, 11, 10))
        people = {name: getattr(self.office, name).posting for name in ("first", "second", "reviewer")}
        super().__init__(cast, **people)
        with transaction.atomic():
            self.newcomer = make_appraiser(cast.jinan_institution)

    def nothing(self) -> None:
        """An act that begins something."""

    def case(self) -> Case:
        return latest(self.office.case)

    def case_without_appraisers(self) -> Case:
        return make_case(self.cast.jinan_institution, accepted_on=date(2026, 11, 10))

    def ended(self) -> Case:
        return self._terminated(self.case())

    def ended_undeclared(self) -> Case:
        return self._terminated(self.undeclared())

    def _terminated(self, row: Case) -> Case:
        return terminating.terminate(
            row.pk, by=self.actor("jinan_clerk"), version=row.trail_seq, ground="SD36-1", reason=WHY,
            terminated_on=date(2026, 11, 25), return_until=date(2026, 12, 31),
        )  # fmt: skip

    def entrusted(self) -> Entrustment:
        return make_entrustment(self.cast.jinan_institution)

    def withdrawn(self) -> Entrustment:
        row = self.entrusted()
        return filing.withdraw(row.pk, by=self.actor("jinan_clerk"), version=row.trail_seq, reason=WHY)

    def asked_to_complete(self) -> Entrustment:
        """An entrustment that lacks purpose, facts and some particulars, and whose client was asked for them."""
        bare = (MaterialGiven("病历资料", "other", "1册"),)
        row = make_entrustment(self.cast.jinan_institution, purpose="", facts="", materials=bare)
        return completing.ask(
            row.pk,
            by=self.actor("jinan_clerk"),
            version=row.trail_seq,
            wanted="示例：用途",
            period_until=date(2026, 12, 31),
        )

    def accepted(self) -> Entrustment:
        row = self.entrusted()
        accepted(row, by=self.actor("jinan_clerk"), effective_on=date(2026, 11, 25))
        return latest(row)

    def undeclared(self) -> Case:
        """The first appraiser is assigned anew and has said nothing yet."""
        case = self.case_without_appraisers()
        for place, appraiser in enumerate((self.office.first_appraiser, self.office.second_appraiser), 1):
            make_assignment(case, appraiser, position=place, declared=False)
        return case

    def recused(self) -> Case:
        case = self.undeclared()
        row = case.assignments.get(position=1)
        declaring.declare(case.pk, by=self.actor("first"), version=row.trail_seq, ground="TZ20-1", reason=WHY)
        return latest(case)

    def suspended(self) -> Case:
        row = self.case()
        clerk = self.actor("jinan_clerk")
        return supplementing.ask(row.pk, by=clerk, version=row.trail_seq, wanted="示例片原件", supplier="client")

    def extension_asked(self) -> Case:
        row = self.case()
        return extending.request(row.pk, by=self.actor("jinan_clerk"), version=row.trail_seq, days=10, reason=WHY)

    def extension_decided(self, approve: bool = True) -> Case:
        row = self.extension_asked()
        version = row.extensions.get().trail_seq
        return extending.decide(row.pk, by=self.actor("jinan_head"), version=version, approve=approve, reason=WHY)

    def extension_declined(self) -> Case:
        return self.extension_decided(approve=False)

    def recorded(self) -> Case:
        row = self.case()
        recording.record(row.pk, by=self.actor("first"), **{**ENTRY, "happened_at": datetime.fromisoformat(MOMENT)})
        return row

    def at_level(self, level: int) -> Case:
        brought_to(self.office, level)
        return self.case()

    def drafted(self) -> Case:
        written(self.office, ready=False)
        return self.case()

    def to_be_signed(self) -> Case:
        return self.at_level(1)

    def to_be_reviewed(self) -> Case:
        return self.at_level(2)

    def to_be_issued(self) -> Case:
        return self.at_level(3)

    def issued(self) -> Case:
        brought_to(self.office, 3)
        issued(self.office)
        return self.case()


def extension_of(case: Case) -> Any:
    return case.extensions.order_by("-number").first() or case


def opinion_of(case: Case) -> Any:
    return Opinion.objects.filter(case=case).first()


def own_of(case: Case) -> Any:
    """The newest assignment of the first appraiser of the case."""
    return case.assignments.filter(position=1).order_by("-trail_seq").first()


def in_rows(_scene: Institution, _thing: Any, given: Given) -> Given:
    """An entrustment as its page sends it: subjects and materials are numbered rows."""
    said = {name: value for name, value in given.items() if name not in {"subjects", "materials"}}
    for prefix in ("subjects", "materials"):
        said |= {f"{prefix}-TOTAL_FORMS": len(given[prefix]), f"{prefix}-INITIAL_FORMS": 0}
        for place, row in enumerate(given[prefix]):
            said |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return {**said, "act": "file"}


def completion_in_rows(scene: Institution, thing: Any, given: Given) -> Given:
    """What completes an entrustment as its page sends it: the materials on record that lack something are numbered."""
    said = {name: value for name, value in given.items() if name != "particulars"} | {"subjects": []}
    for place, row in enumerate(given["particulars"]):
        said |= {f"particulars-{place}-{name}": value for name, value in row.items() if name != "position"}
    return {**in_rows(scene, thing, said), "act": "record"}


def with_appraisers(scene: Institution, case: Case, given: Given) -> Given:
    """Names of people become the keys of their certificates and assignments."""
    keys = {
        "newcomer": str(scene.newcomer.pk),
        "first": str(scene.office.first_appraiser.pk),
        "second": str(scene.office.second_appraiser.pk),
        "nobody": "00000000-0000-4000-8000-000000000000",
    }
    said = dict(given)
    if "appraisers" in said:
        said["appraisers"] = [keys.get(name, name) for name in said["appraisers"]]
    if "appraiser" in said:
        said["appraiser"] = keys.get(said["appraiser"], "")
        said["assignment"] = str(case.assignments.get(position=said["assignment"]).pk)
    return said


def none_said(_scene: Institution, _case: Case, given: Given) -> Given:
    return {**given, "ground": given["ground"] or "none"}


def in_two_fields(_scene: Institution, _case: Case, given: Given) -> Given:
    day, _letter, time = given["happened_at"].partition("T")
    said = {name: value for name, value in given.items() if name != "happened_at"}
    return {**said, "day": day, "time": time[:5]}


def to_be_put_forward(_scene: Institution, _case: Case, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "ready"}
    return {**said, "act": "submit" if given["ready"] else "keep"}


FILED = {
    "client_name": "济南示例区人民法院", "client_kind": "court", "client_reference": "（2026）示例01民初7号",
    "category": "FY-02", "matter": "人体残疾等级鉴定", "purpose": "民事诉讼", "facts": "示例：交通事故后请求鉴定。",
    "received_on": "2026-11-20", "contact_name": "示例联系人", "contact_phone": "0531-00000000",
    "subjects": [{"name": "示例当事人甲", "kind": "person", "identity_number": IDENTITY}],
    "materials": [{"name": "病历资料", "kind": "other", "quantity": "1册", "received_on": "2026-11-20"}],
}  # fmt: skip
COMPLETION = {
    "received_on": "2026-11-25", "received": "示例：来函及影像片", "purpose": "民事诉讼", "facts": "示例案情。",
    "materials": [{"name": "示例影像片", "kind": "other", "quantity": "2张", "received_on": "2026-11-25"}],
    "particulars": [{"position": 1, "condition": "复印件", "received_on": "2026-11-20"}],
}  # fmt: skip
ENTRY = {"kind": "GC-7", "happened_at": MOMENT, "text": "示例：体格检查。"}
PARTS = {
    "ready": True,
    "examined_on": "2026-11-20",
    **{
        name: getattr(TEXTS, name)
        for name in ("place", "attendees", "facts", "summary", "process", "analysis", "opinion", "annexes")
    },
}
ENDED = {"ground": "SD36-1", "reason": WHY, "terminated_on": "2026-11-25", "return_until": "2026-12-31"}
REVIEWED = {"on_procedure": "示例：程序合法", "on_opinion": "示例：依据充分"}

OF_ENTRUSTMENTS = (
    Act(
        "entrustment_new", "api_entrustments", "jinan_clerk", Institution.nothing, FILED, "cases.file",
        amiss=(
            {"received_on": "2026-11-26"},
            {"category": "X"}, {"client_kind": "non_litigation"}, {"client_nature": "person"},
            {"matter": "长" * 4_001},
            {"subjects": [{"name": "示例当事人甲", "kind": "person", "identity_number": "379999199001010011"}]},
            {"materials": [{"name": "病历资料", "kind": "other", "received_on": "2026-11-26"}]},
        ),
        strangers=(("jinan", 403),), typed=in_rows, versioned=False,
    ),
    Act(
        "entrustment_refuse", "api_entrustments_refuse", "jinan_clerk", Institution.entrusted,
        {"ground": "TZ15-2", "reason": WHY}, "cases.refuse_entrustment", "refused",
        amiss=(SHORT, LONG, UNKNOWN, {"ground": "TZ15-7"}),
        wrong=(Institution.withdrawn, Institution.accepted), strangers=ELSEWHERE,
    ),
    Act(
        "entrustment_withdraw", "api_entrustments_withdraw", "jinan_clerk", Institution.entrusted,
        {"reason": WHY}, "cases.withdraw_entrustment", "withdrawn", amiss=(SHORT, LONG),
        wrong=(Institution.withdrawn, Institution.accepted), strangers=ELSEWHERE,
    ),
    Act(
        "entrustment_ask", "api_entrustments_ask", "jinan_clerk", Institution.entrusted,
        {"wanted": "示例：住院病历全本", "period_until": "2026-12-31"}, "cases.ask_completion", "awaiting",
        amiss=({"wanted": "x"}, {"wanted": "长" * 2001}, {"period_until": "2026-11-25"}), strangers=ELSEWHERE,
        wrong=(Institution.withdrawn, Institution.accepted, Institution.asked_to_complete),
    ),
    Act(
        "entrustment_complete", "api_entrustments_complete", "jinan_clerk", Institution.asked_to_complete,
        COMPLETION, "cases.complete_entrustment", "received",
        amiss=({"received_on": "2026-11-26"}, {"received_on": "2026-11-24"}, {"received": "长" * 501},
               {"purpose": "长" * 201}, {"materials": [{"name": "示例片", "received_on": "2026-11-26"}]},
               {"particulars": [{"position": 1, "received_on": "2026-11-26"}]}),
        wrong=(Institution.withdrawn, Institution.accepted), strangers=ELSEWHERE, typed=completion_in_rows,
    ),
)  # fmt: skip
OF_PEOPLE = (
    Act(
        "case_assign", "api_cases_assign", "jinan_clerk", Institution.case_without_appraisers,
        {"appraisers": ["first", "second"], "reason": ""}, "cases.assign", "in_progress",
        amiss=({"appraisers": ["first"]}, {"appraisers": ["first", "nobody"]}, SHORT, LONG),
        wrong=(Institution.ended, Institution.case), strangers=ELSEWHERE,
        typed=with_appraisers, sent=with_appraisers,
    ),
    Act(
        "case_replace", "api_cases_replace", "jinan_head", Institution.case,
        {"assignment": 1, "appraiser": "newcomer", "reason": WHY}, "cases.replace_appraiser", "in_progress",
        amiss=(SHORT, LONG, {"appraiser": "nobody"}, {"appraiser": "first"}, {"appraiser": "second"}),
        wrong=(Institution.ended,),
        strangers=NOT_THEIRS, typed=with_appraisers, sent=with_appraisers,
    ),
    Act(
        "case_recusal", "api_cases_recusal", "first", Institution.undeclared,
        {"ground": "TZ20-1", "reason": WHY}, "cases.declare_recusal", amiss=(SHORT, LONG, UNKNOWN),
        wrong=(Institution.ended_undeclared,), strangers=(("qingdao_clerk", 403), ("second", 409)), typed=none_said,
        seen=own_of,
    ),
    Act(
        "case_recusal", "api_cases_recusal", "first", Institution.undeclared, {"ground": "", "reason": ""},
        "cases.declare_recusal", strangers=(("jinan_clerk", 403),), typed=none_said, seen=own_of,
    ),
    Act(
        "process_new", "api_cases_process", "first", Institution.case, ENTRY, "cases.record_process",
        amiss=({"kind": "X"}, {"text": "x"}, {"text": "长" * 4001}, {"happened_at": "2026-11-25T11:00:00+08:00"},
               {"happened_at": "2026-11-09T09:00:00+08:00"}, {"counters": 3}),
        wrong=(Institution.ended, Institution.undeclared), strangers=ELSEWHERE, typed=in_two_fields, versioned=False,
        names={"happened_at": "time"},
    ),
    Act(
        "process_new", "api_cases_process", "first", Institution.recorded, {**ENTRY, "counters": 1},
        "cases.record_process", amiss=({"counters": 2},), typed=in_two_fields, versioned=False,
        names={"happened_at": "time"},
    ),
)  # fmt: skip
OF_TIME = (
    Act(
        "supplement_ask", "api_cases_supplement", "jinan_clerk", Institution.case,
        {"wanted": "示例：术后X线片原件", "supplier": "client"}, "cases.ask_supplement", "suspended",
        amiss=({"wanted": "x"}, {"wanted": "长" * 2001}), wrong=(Institution.suspended, Institution.ended),
        strangers=ELSEWHERE,
    ),
    Act(
        "supplement_receive", "api_cases_supplement_received", "jinan_clerk", Institution.suspended,
        {"received_on": "2026-11-25", "received": "示例：X线片2张"}, "cases.receive_supplement", "in_progress",
        amiss=({"received_on": "2026-11-26"}, {"received_on": "2026-11-24"}, {"received": "长" * 501}),
        wrong=(Institution.case, Institution.ended), strangers=ELSEWHERE,
    ),
    Act(
        "extension_request", "api_cases_extension", "jinan_clerk", Institution.case, {"days": 10, "reason": WHY},
        "cases.request_extension", amiss=({"days": 0}, {"days": 251}, SHORT, LONG),
        wrong=(Institution.extension_asked, Institution.ended), strangers=ELSEWHERE,
    ),
    Act(
        "extension_decide", "api_cases_extension_decide", "jinan_head", Institution.extension_asked,
        {"approve": True, "reason": ""}, "cases.decide_extension", amiss=({"approve": False}, LONG),
        wrong=(Institution.extension_decided, Institution.case, Institution.ended), strangers=NOT_THEIRS,
        seen=extension_of,
    ),
    Act(
        "extension_decide", "api_cases_extension_decide", "jinan_head", Institution.extension_asked,
        {"approve": False, "reason": WHY}, "cases.decide_extension", amiss=(SHORT,), seen=extension_of,
    ),
    Act(
        "extension_inform", "api_cases_extension_informed", "jinan_clerk", Institution.extension_decided,
        {"informed_on": "2026-11-25"}, "cases.inform_of_extension",
        amiss=({"informed_on": "2026-11-26"}, {"informed_on": "2026-11-24"}),
        wrong=(Institution.extension_asked, Institution.extension_declined), strangers=ELSEWHERE, seen=extension_of,
    ),
    Act(
        "case_terminate", "api_cases_terminate", "jinan_clerk", Institution.case, ENDED, "cases.terminate",
        "terminated", amiss=(SHORT, LONG, UNKNOWN, {"ground": "TZ29-1"}, {"terminated_on": "2026-11-26"},
                             {"terminated_on": "2026-11-09"}, {"return_until": "2026-11-24"}),
        wrong=(Institution.ended, Institution.issued), strangers=ELSEWHERE,
    ),
)  # fmt: skip
OF_OPINIONS = (
    Act(
        "case_opinion_write", "api_cases_opinion_versions", "first", Institution.case, PARTS, "cases.draft_opinion",
        amiss=({"facts": "长" * 50_001}, {"examined_on": "2026-11-26"}), wrong=(Institution.ended, Institution.issued),
        strangers=(("jinan_clerk", 403),), typed=to_be_put_forward, seen=opinion_of,
    ),
    Act(
        "case_opinion_write", "api_cases_opinion_versions", "first", Institution.drafted, {**PARTS, "ready": False},
        "cases.draft_opinion", typed=to_be_put_forward, seen=opinion_of,
    ),
    Act(
        "case_opinion_sign", "api_cases_opinion_sign", "first", Institution.to_be_signed, {"dissent": "示例：不同意见"},
        "cases.sign_opinion", amiss=({"dissent": "长" * 50_001},),
        wrong=(Institution.drafted, Institution.to_be_reviewed, Institution.case), strangers=(("jinan_clerk", 403),),
        seen=opinion_of,
    ),
    Act(
        "case_opinion_review", "api_cases_opinion_review", "reviewer", Institution.to_be_reviewed, REVIEWED,
        "cases.review_opinion", amiss=({"on_procedure": "x"}, {"on_opinion": "长" * 50_001}),
        wrong=(Institution.to_be_signed, Institution.to_be_issued), strangers=(("jinan_clerk", 403),), seen=opinion_of,
    ),
    Act(
        "case_opinion_return", "api_cases_opinion_return", "reviewer", Institution.to_be_reviewed,
        {"disagreement": "示例：分析不充分"}, "cases.return_opinion", amiss=({"disagreement": "x"},),
        wrong=(Institution.to_be_signed,), strangers=(("jinan_clerk", 403),), seen=opinion_of,
    ),
    Act(
        "case_opinion_issue", "api_cases_opinion_issue", "jinan_head", Institution.to_be_issued, {},
        "cases.issue_opinion", "issued", wrong=(Institution.to_be_reviewed, Institution.case, Institution.issued),
        strangers=(("jinan_clerk", 403), ("reviewer", 422)), seen=opinion_of,
    ),
)  # fmt: skip
ACTS = (*OF_ENTRUSTMENTS, *OF_PEOPLE, *OF_TIME, *OF_OPINIONS)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Institution(cast), act)
