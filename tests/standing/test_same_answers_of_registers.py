"""Every act on a registration or a certificate does the same by its page and by the API."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from appraisers.actions.changing_certificates import end_certificate
from appraisers.models import Appraiser
from institutions.actions.changing_registration import Paper, end_registration
from institutions.models import Institution
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_quality_manager
from tests.people import Cast
from tests.sameness import Act, Given, Scene, compare, latest

TODAY = date(2026, 11, 25)
PAPER = {"document_number": "示例文件〔2026〕8号", "reason": "示例：依据文件登记"}
SHORT, LONG = {"reason": "x"}, {"reason": "长" * 501}
ON_PAPER = (SHORT, LONG, {"document_number": "1" * 101})
ELSEWHERE = (("qingdao", 404), ("jinan_clerk", 403))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


class Register(Scene):
    """The institution in Jinan and an appraiser of it."""

    tables = ("institutions", "appraisers", "accounts")
    drawn = frozenset({"code"})

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast)
        with transaction.atomic():
            self.appraiser = make_appraiser(cast.jinan_institution)

    def house(self) -> Institution:
        return latest(self.cast.jinan_institution)

    def person(self) -> Appraiser:
        return latest(self.appraiser)

    def nothing(self) -> None:
        return None

    def ended_house(self) -> Institution:
        row, paper = self.house(), Paper(TODAY, **_paper())
        end_registration(row.pk, by=self.actor("province"), version=row.trail_seq, paper=paper, ground="J27-1")
        return self.house()

    def bound_person(self) -> Appraiser:
        make_quality_manager(self.person(), by=self.actor("jinan_head"))
        return self.person()

    def ended_person(self) -> Appraiser:
        row, paper = self.person(), Paper(TODAY, **_paper())
        end_certificate(row.pk, by=self.actor("province"), version=row.trail_seq, paper=paper, ground="SD24-1")
        return self.person()


def to_qingdao(scene: Register, _row: Any, given: Given) -> Given:
    return {**given, "licence_number": scene.cast.qingdao_institution.licence_number}


def _paper() -> dict[str, str]:
    return {"number": PAPER["document_number"], "reason": PAPER["reason"]}


def whole_registration(scene: Register, _row: Any, given: Given) -> Given:
    """The form shows every item; what is not touched is sent as it is."""
    house = scene.house()
    present = {"name": str(house), "division": house.organisation.division_id, "categories": house.practice_codes}
    return {**present, **given}


def whole_certificate(scene: Register, _row: Any, given: Given) -> Given:
    row = Appraiser.objects.select_related("person").get(pk=scene.appraiser.pk)
    return {"name": row.person.name, "categories": row.practice_codes, **given}


NEW_HOUSE = {
    **PAPER, "name": "示例新设司法鉴定所", "abbreviation": "示新", "credit_code": "", "division": "370102",
    "address": "示例路1号", "telephone": "", "head_name": "示例负责人", "funds": 500000, "categories": ["FY-02"],
    "licence_number": "379912345", "licence_from": "2026-11-25", "licence_until": "2031-11-24",
}  # fmt: skip
NEW_PERSON = {
    **PAPER, "name": "示例鉴定人新", "identity_number": "379999198001010016", "title": "", "is_full_time": True,
    "categories": ["FY-02"], "certificate_number": "379926112501", "certificate_from": "2026-11-25",
    "certificate_until": "2031-11-24",
}  # fmt: skip

ACTS = (
    Act(
        "institution_new", "api_registration_entry", "jinan", Register.nothing, NEW_HOUSE, "institution.registered",
        amiss=(
            *ON_PAPER, {"division": "370202"}, {"licence_number": "3701001"}, {"licence_until": "2031-11-25"},
            {"categories": ["X"]}, {"credit_code": "1"}, {"funds": 0}, {"name": "长" * 101},
        ),
        strangers=(("jinan_clerk", 403), ("jinan_head", 403)), versioned=False, keyless=True,
    ),
    Act(
        "registration_change", "api_institutions_change", "jinan", Register.house,
        {**PAPER, "head_name": "示例负责人乙", "funds": 300000, "valid_from": "2026-11-20"},
        "institutions.change_registration",
        amiss=(
            *ON_PAPER, {"valid_from": "2026-11-26"}, {"division": "370202"}, {"funds": -1}, {"categories": ["X"]},
            {"head_name": "长" * 101},
        ),
        wrong=(Register.ended_house,), strangers=ELSEWHERE, typed=whole_registration,
    ),
    Act(
        "licence_reissue", "api_institutions_reissue", "jinan", Register.house,
        {**PAPER, "licence_number": "379954321", "issued_on": "2026-11-25"}, "institution.licence_reissued",
        amiss=(*ON_PAPER, {"licence_number": "1"}, {"issued_on": "2026-11-26"}), wrong=(Register.ended_house,),
        strangers=ELSEWHERE,
    ),
    Act(
        "registration_end", "api_institutions_end", "province", Register.house,
        {**PAPER, "ground": "J27-1", "ended_on": "2026-11-25"}, "institutions.end_registration",
        amiss=(*ON_PAPER, {"ground": "SD24-1"}, {"ended_on": "2026-11-26"}, {"ended_on": "2001-01-01"}),
        wrong=(Register.ended_house,), strangers=(("jinan", 403), ("jinan_clerk", 403)),
    ),
    Act(
        "appraiser_new", "api_certificate_entry", "jinan", Register.house, NEW_PERSON, "appraiser.registered",
        amiss=(
            *ON_PAPER, {"identity_number": "1"}, {"certificate_number": "3701001"}, {"categories": ["WZ-01"]},
            {"certificate_until": "2031-11-25"}, {"title": "长" * 101},
        ),
        wrong=(Register.ended_house,), strangers=ELSEWHERE, versioned=False,
        typed=lambda _scene, _row, given: given,
    ),
    Act(
        "certificate_change", "api_appraisers_change", "jinan", Register.person,
        {**PAPER, "title": "示例职称", "is_full_time": True, "valid_from": "2026-11-20"},
        "appraisers.change_certificate",
        amiss=(*ON_PAPER, {"valid_from": "2026-11-26"}, {"categories": ["WZ-01"]}, {"title": "长" * 101}),
        wrong=(Register.ended_person,), strangers=ELSEWHERE, typed=whole_certificate,
    ),
    Act(
        "certificate_reissue", "api_appraisers_reissue", "jinan", Register.person,
        {**PAPER, "certificate_number": "379926112502", "issued_on": "2026-11-25"},
        "appraiser.certificate_reissued",
        amiss=(*ON_PAPER, {"certificate_number": "1"}, {"issued_on": "2026-11-26"}), wrong=(Register.ended_person,),
        strangers=ELSEWHERE,
    ),
    Act(
        "appraiser_move", "api_appraisers_move", "province", Register.person,
        {**PAPER, "licence_number": "", "categories": ["FY-02"], "valid_from": "2026-11-25"}, "appraisers.move",
        amiss=(*ON_PAPER, {"valid_from": "2026-11-26"}, {"categories": ["WZ-01"]}, {"categories": ["X"]}),
        wrong=(Register.ended_person, Register.bound_person), strangers=(("jinan_clerk", 403), ("jinan_head", 403)),
        typed=to_qingdao, sent=to_qingdao,
    ),
    Act(
        "certificate_end", "api_appraisers_end", "province", Register.person,
        {**PAPER, "ground": "SD24-1", "ended_on": "2026-11-25"}, "appraisers.end_certificate",
        amiss=(*ON_PAPER, {"ground": "J27-1"}, {"ended_on": "2026-11-26"}, {"ended_on": "2001-01-01"}),
        wrong=(Register.ended_person,), strangers=(("jinan", 403), ("jinan_clerk", 403)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.page)
def test_page_and_api_do_the_same_and_refuse_the_same(cast: Cast, act: Act) -> None:
    compare(Register(cast), act)
