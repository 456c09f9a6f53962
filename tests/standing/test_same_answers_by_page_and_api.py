"""Every act on a standing does the same by its page and by the API, and is refused with the same findings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.keeping_records import end_assistant, withdraw_training
from appraisers.actions.managing_quality import dismiss
from appraisers.actions.renewing import decide_certificate_renewal
from appraisers.models import Appraiser, Assistant, CertificateRenewal, QualityManager, Training
from institutions.actions.accrediting import end_accreditation
from institutions.actions.insuring import end_policy
from institutions.actions.objecting import decide_objection
from institutions.actions.renewing import decide_renewal
from institutions.actions.restricting import lift
from institutions.actions.scoping import end_scope
from institutions.actions.suspending import decide_suspension
from institutions.models import (
    Accreditation,
    Institution,
    InsurancePolicy,
    Lapse,
    LicenceRenewal,
    Restriction,
    ScopeItem,
)
from institutions.standing.kinds import Condition
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import (
    make_accreditation,
    make_assistant,
    make_lapse,
    make_objection,
    make_personal_restriction,
    make_policy,
    make_quality_manager,
    make_renewals,
    make_restriction,
    make_scope,
    make_suspension_asked,
    make_training,
)
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare, latest

TODAY = date(2026, 11, 25)
PAPER = {"document_number": "示例文件〔2026〕8号", "reason": "示例：依据文件登记"}
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
LONG_NUMBER = {"document_number": "1" * 101}
ON_PAPER = (SHORT, LONG, LONG_NUMBER)
KEEPER = "jinan_institution_administrator"
ELSEWHERE = (("qingdao", 404), ("jinan_clerk", 403))


@pytest.fixture(autouse=True)
def today(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Register(Scene):
    """The institution in Jinan and an appraiser of it whose certificate ends in June."""

    tables = ("institutions", "appraisers")
    drawn = frozenset({"code"})

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast)
        with transaction.atomic():
            self.appraiser = make_appraiser(cast.jinan_institution, until=date(2027, 6, 30))

    def house(self) -> Institution:
        return latest(self.cast.jinan_institution)

    def person(self) -> Appraiser:
        return latest(self.appraiser)

    def item(self) -> ScopeItem:
        (row,) = make_scope(self.house(), "FY-0201", by=self.actor("jinan"))
        return row

    def ended_item(self) -> ScopeItem:
        row = self.item()
        return end_scope(row.pk, by=self.actor("jinan"), version=row.trail_seq, valid_until=TODAY, **PAPER)

    def accreditation(self) -> Accreditation:
        return make_accreditation(self.house(), "FY-02", by=self.actor("jinan"))

    def ended_accreditation(self) -> Accreditation:
        row = self.accreditation()
        return end_accreditation(
            row.pk, by=self.actor("jinan"), version=row.trail_seq, ended_on=TODAY, reason=PAPER["reason"]
        )

    def restriction(self) -> Restriction:
        return make_restriction(self.house(), by=self.actor("jinan"))

    def restriction_of_person(self) -> Restriction:
        return make_personal_restriction(self.person(), by=self.actor("jinan"))

    def restriction_of_province(self) -> Restriction:
        return make_restriction(self.house(), by=self.actor("province"))

    def objected(self) -> Restriction:
        row = self.restriction()
        make_objection(row, by=self.actor("jinan_head"))
        return latest(row)

    def decided(self) -> Restriction:
        row = self.objected()
        return decide_objection(row.pk, by=self.actor("province_leader"), version=row.trail_seq, upheld=False, **PAPER)

    def lifted(self) -> Restriction:
        row = self.restriction()
        return lift(row.pk, by=self.actor("jinan"), version=row.trail_seq, **PAPER)

    def restricted(self) -> Institution:
        self.restriction()
        return self.house()

    def restricted_person(self) -> Appraiser:
        self.restriction_of_person()
        return self.person()

    def policy(self) -> InsurancePolicy:
        return make_policy(self.house(), by=self.actor(KEEPER))

    def ended_policy(self) -> InsurancePolicy:
        row = self.policy()
        return end_policy(row.pk, by=self.actor(KEEPER), version=row.trail_seq, ended_on=TODAY, reason=PAPER["reason"])

    def insured(self) -> Institution:
        make_policy(self.house(), by=self.actor(KEEPER), policy_number="示例保单1", valid_from=TODAY)
        return self.house()

    def manager(self) -> QualityManager:
        return make_quality_manager(self.person(), by=self.actor(KEEPER))

    def ended_manager(self) -> QualityManager:
        row = self.manager()
        return dismiss(row.pk, by=self.actor(KEEPER), version=row.trail_seq, valid_until=TODAY, reason=PAPER["reason"])

    def managed(self) -> Institution:
        make_quality_manager(self.person(), by=self.actor(KEEPER), valid_from=TODAY)
        return self.house()

    def lapse(self) -> Lapse:
        return make_lapse(self.house())

    def lapse_without_suspension(self) -> Lapse:
        return make_lapse(self.house(), "FY-05", Condition.ACCREDITATION)

    def asked(self) -> Lapse:
        return make_suspension_asked(self.house(), by=self.actor(KEEPER))

    def suspended(self) -> Lapse:
        row = self.asked()
        return decide_suspension(
            row.pk, by=self.actor("jinan"), version=row.trail_seq, granted=True, until=None, **PAPER
        )

    def training(self) -> Training:
        return make_training(self.person(), by=self.actor(KEEPER))

    def withdrawn_training(self) -> Training:
        row = self.training()
        return withdraw_training(row.pk, by=self.actor(KEEPER), version=row.trail_seq, reason=PAPER["reason"])

    def trained(self) -> Appraiser:
        make_training(self.person(), by=self.actor(KEEPER), title="示例培训", ended_on=TODAY)
        return self.person()

    def assistant(self) -> Assistant:
        return make_assistant(self.person(), by=self.actor(KEEPER))

    def left(self) -> Assistant:
        row = self.assistant()
        return end_assistant(
            row.pk, by=self.actor(KEEPER), version=row.trail_seq, valid_until=TODAY, reason=PAPER["reason"]
        )

    def renewals(self) -> tuple[LicenceRenewal, CertificateRenewal]:
        return make_renewals(self.appraiser, by=self.actor("jinan"), asked_on=TODAY)

    def licence_renewal(self) -> LicenceRenewal:
        return self.renewals()[0]

    def certificate_renewal(self) -> CertificateRenewal:
        return self.renewals()[1]

    def house_that_asked(self) -> Institution:
        self.renewals()
        return self.house()

    def person_who_asked(self) -> Appraiser:
        self.renewals()
        return self.person()

    def decided_licence(self) -> LicenceRenewal:
        row = self.licence_renewal()
        return decide_renewal(row.pk, by=self.actor("province"), version=row.trail_seq, granted=False, **PAPER)

    def decided_certificate(self) -> CertificateRenewal:
        row = self.certificate_renewal()
        by = self.actor("province")
        return decide_certificate_renewal(row.pk, by=by, version=row.trail_seq, granted=False, **PAPER)


def with_outcome(_scene: Register, _row: Any, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "granted"}
    return {**said, "outcome": "granted" if given["granted"] else "refused"}


def with_mentor(scene: Register, _row: Any, given: Given) -> Given:
    return {**given, "mentor": str(scene.appraiser.pk)}


def with_appraiser(scene: Register, _row: Any, given: Given) -> Given:
    return {**given, "appraiser": str(scene.appraiser.pk)}


def granted_or_not(_scene: Register, _row: Any, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "granted"}
    return {**said, "outcome": "granted" if given["granted"] else "refused"}


def upheld_or_not(_scene: Register, _row: Any, given: Given) -> Given:
    said = {name: value for name, value in given.items() if name != "upheld"}
    return {**said, "outcome": "upheld" if given["upheld"] else "rejected"}


BAR = {**PAPER, "ground": "XZ-3", "valid_from": "2026-11-25", "valid_until": "2027-02-24"}
CERTIFICATE = {
    "kind": "CMA", "level": "provincial", "certificate_number": "示例CMA90001", "valid_from": "2024-07-01",
    "valid_until": "2030-06-30", "categories": ["FY-02"], "reason": PAPER["reason"],
}  # fmt: skip
GRANTED = {**PAPER, "granted": True, "new_until": "2029-06-30"}
ASKED = {**PAPER, "asked_on": "2026-11-25"}
DECISIONS = (*ON_PAPER, {"new_until": "2026-12-01"}, {"new_until": "2040-01-01"}, {"granted": False})
OF_BARS = (
    *ON_PAPER, {"ground": "XZ-99"}, {"categories": ["FY-0202"]}, {"valid_until": "2026-11-24"},
    {"valid_until": "2028-02-24"}, {"valid_until": None},
)  # fmt: skip

ACTS = (
    Act(
        "scope_new", "api_scope", "jinan", Register.house,
        {**PAPER, "categories": ["FY-0202", "FY-0203"], "valid_from": "2026-11-25"}, "institution.scope_entered",
        amiss=(*ON_PAPER, {"valid_from": "2026-12-25"}, {"categories": ["X"]}, {"categories": ["FY-02", "FY-0202"]}),
        strangers=ELSEWHERE,
    ),
    Act(
        "scope_item_end", "api_scope_end", "jinan", Register.item, {**PAPER, "valid_until": "2026-11-25"},
        "institution.scope_ended", amiss=(*ON_PAPER, {"valid_until": "2026-11-26"}, {"valid_until": "2020-01-01"}),
        wrong=(Register.ended_item,), strangers=ELSEWHERE,
    ),
    Act(
        "accreditation_new", "api_accreditations", "jinan", Register.house, CERTIFICATE,
        "institution.accreditation_recorded",
        amiss=(SHORT, LONG, {"certificate_number": "1" * 101}, {"valid_until": "2024-06-30"},
               {"valid_from": "2026-12-01"}, {"categories": ["WZ-01"]}),
        strangers=ELSEWHERE, versioned=False,
    ),
    Act(
        "accreditation_end", "api_accreditation_end", "jinan", Register.accreditation,
        {"ended_on": "2026-11-25", "reason": PAPER["reason"]}, "institution.accreditation_ended",
        amiss=(SHORT, LONG, {"ended_on": "2026-11-26"}, {"ended_on": "2020-01-01"}),
        wrong=(Register.ended_accreditation,), strangers=ELSEWHERE,
    ),
    Act(
        "restriction_new", "api_restrictions", "jinan", Register.house, BAR, "institutions.restrict",
        amiss=OF_BARS, wrong=(Register.restricted,), strangers=ELSEWHERE, versioned=False,
    ),
    Act(
        "appraiser_restriction_new", "api_appraiser_restrictions", "jinan", Register.person,
        {**BAR, "ground": "XZ-5"}, "institutions.restrict", amiss=OF_BARS, wrong=(Register.restricted_person,),
        strangers=ELSEWHERE, versioned=False,
    ),
    Act(
        "restriction_lift", "api_restriction_lift", "jinan", Register.restriction, PAPER,
        "institutions.lift_restriction", amiss=ON_PAPER, wrong=(Register.lifted, Register.restriction_of_province),
        strangers=ELSEWHERE,
    ),
    Act(
        "restriction_lift", "api_restriction_lift", "jinan", Register.restriction_of_person, PAPER,
        "institutions.lift_restriction", strangers=ELSEWHERE,
    ),
    Act(
        "restriction_object", "api_restrictions_object", "jinan_head", Register.restriction,
        {"text": "示例：整改已经完成"}, "restrictions.object", amiss=({"text": "长" * 2_001},),
        wrong=(Register.objected, Register.decided, Register.lifted),
        strangers=(("jinan_clerk", 403), ("jinan", 403), ("appraiser", 404)),
    ),
    Act(
        "restriction_decide", "api_restrictions_decide", "province_leader", Register.objected,
        {**PAPER, "upheld": True}, "restrictions.decide_objection", amiss=ON_PAPER,
        wrong=(Register.restriction, Register.decided), strangers=(("jinan", 403), ("jinan_head", 403)),
        typed=upheld_or_not, names={"upheld": "outcome"},
    ),
    Act(
        "policy_new", "api_institution_policies", KEEPER, Register.house,
        {"insurer": "示例保险公司", "policy_number": "示例保单1", "cover": 1000000, "valid_from": "2026-11-25",
         "valid_until": "2027-11-24"},
        "institution.insured", amiss=({"cover": 0}, {"insurer": "长" * 101}, {"valid_until": "2026-11-24"}),
        wrong=(Register.insured,), strangers=(("jinan_clerk", 403), ("jinan", 403)), versioned=False,
    ),
    Act(
        "policy_end", "api_policy_end", KEEPER, Register.policy,
        {"ended_on": "2026-11-25", "reason": PAPER["reason"]}, "institution.insurance_ended",
        amiss=(SHORT, LONG, {"ended_on": "2026-11-26"}, {"ended_on": "2025-06-30"}), wrong=(Register.ended_policy,),
        strangers=(("jinan_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "lapse_ask", "api_lapses_ask", KEEPER, Register.lapse,
        {"until": "2027-05-24", "plan": "示例：拟新聘专职鉴定人"}, "lapses.ask",
        amiss=({"plan": "短"}, {"until": "2026-11-24"}, {"until": "2027-11-25"}),
        wrong=(Register.asked, Register.lapse_without_suspension),
        strangers=(("jinan_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "lapse_decide", "api_lapses_decide", "jinan", Register.asked,
        {**PAPER, "granted": True, "until": "2027-05-24"}, "lapses.decide",
        amiss=(*ON_PAPER, {"until": "2026-11-24"}, {"until": "2027-11-25"}),
        wrong=(Register.lapse, Register.suspended), strangers=((KEEPER, 403), ("qingdao", 404)),
        typed=granted_or_not, names={"granted": "outcome"},
    ),
    Act(
        "quality_manager_new", "api_institution_quality_managers", KEEPER, Register.house,
        {"practice_code": "FY-02", "valid_from": "2026-11-25", "document_number": "示例任命〔2026〕1号"},
        "institution.quality_manager_appointed",
        amiss=({"practice_code": "FY-05"}, {"valid_from": "2026-11-26"}, {"document_number": "长" * 101}),
        wrong=(Register.managed,), strangers=(("jinan_clerk", 403), ("jinan", 403)), versioned=False,
        typed=with_appraiser, sent=with_appraiser,
    ),
    Act(
        "quality_manager_end", "api_quality_manager_end", KEEPER, Register.manager,
        {"valid_until": "2026-11-25", "reason": PAPER["reason"]}, "institution.quality_manager_ended",
        amiss=(SHORT, LONG, {"valid_until": "2026-11-26"}, {"valid_until": "2026-06-30"}),
        wrong=(Register.ended_manager,), strangers=(("jinan_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "training_new", "api_appraiser_records", KEEPER, Register.person,
        {"title": "示例培训", "organiser": "示例协会", "ended_on": "2026-11-25", "hours": 8, "document_number": ""},
        "appraiser.trained", amiss=({"hours": 0}, {"hours": 401}, {"ended_on": "2026-11-26"}, {"title": "长" * 101}),
        wrong=(Register.trained,), strangers=(("jinan_clerk", 403), ("jinan", 403)), versioned=False,
    ),
    Act(
        "training_withdraw", "api_training_withdraw", KEEPER, Register.training, {"reason": PAPER["reason"]},
        "appraiser.training_withdrawn", amiss=(SHORT, LONG), wrong=(Register.withdrawn_training,),
        strangers=(("jinan_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "assistant_new", "api_institution_assistants", KEEPER, Register.house,
        {"name": "示例助理", "valid_from": "2026-11-25"}, "assistant.engaged",
        amiss=({"name": "长" * 101}, {"valid_from": "2026-11-26"}),
        strangers=(("jinan_clerk", 403), ("jinan", 403)), versioned=False, typed=with_mentor, sent=with_mentor,
    ),
    Act(
        "assistant_end", "api_assistant_end", KEEPER, Register.assistant,
        {"valid_until": "2026-11-25", "reason": PAPER["reason"]}, "assistant.ended",
        amiss=(SHORT, LONG, {"valid_until": "2026-11-26"}, {"valid_until": "2026-06-30"}), wrong=(Register.left,),
        strangers=(("jinan_clerk", 403), ("jinan", 403)),
    ),
    Act(
        "licence_renewal_new", "api_licence_renewals", "jinan", Register.house, ASKED, "institutions.record_renewal",
        amiss=(*ON_PAPER, {"asked_on": "2026-11-26"}, {"asked_on": "2010-01-01"}),
        wrong=(Register.house_that_asked,), strangers=ELSEWHERE,
    ),
    Act(
        "certificate_renewal_new", "api_certificate_renewals", "jinan", Register.person, ASKED,
        "institutions.record_renewal", amiss=(*ON_PAPER, {"asked_on": "2026-11-26"}, {"asked_on": "2010-01-01"}),
        wrong=(Register.person_who_asked,), strangers=ELSEWHERE,
    ),
    Act(
        "licence_renewal_decide", "api_licence_renewal_decide", "province", Register.licence_renewal,
        {**GRANTED, "new_until": "2034-06-30"}, "institutions.decide_renewal", amiss=DECISIONS,
        wrong=(Register.decided_licence,), strangers=(("jinan", 403), ("jinan_clerk", 403)), typed=with_outcome,
        names={"granted": "outcome"},
    ),
    Act(
        "certificate_renewal_decide", "api_certificate_renewal_decide", "province", Register.certificate_renewal,
        GRANTED, "institutions.decide_renewal", amiss=DECISIONS, wrong=(Register.decided_certificate,),
        strangers=(("jinan_clerk", 403),), typed=with_outcome, names={"granted": "outcome"},
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Register(cast), act)
