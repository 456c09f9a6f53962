"""Experts from outside the profession: nominated by organs, sealed, recused by where they work or ever worked."""

import pytest
import time_machine

from appraisers.models import Appraiser
from foundation.accounts.models import Person
from foundation.accounts.sealing import blind_index
from foundation.audit.errors import NotAllowed, RuleBroken
from foundation.audit.models import Event
from foundation.audit.regulated import write
from foundation.audit.verify import verify as verified_trail
from foundation.draws.proof import repeat
from governance.recognition.actions import appointing
from governance.recognition.actions import drawing_experts as drawing
from governance.recognition.actions import nominating_outsiders as outsiders
from governance.recognition.experts.recusal import akin
from governance.recognition.models import Employment, Expert, ExpertDraw, Outsider
from tests.factories.experts import (
    WHY,
    appoint,
    certified,
    draw,
    make_expert,
    make_outside_expert,
    make_outside_nomination,
    marks,
    opening,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
NUMBER = "37999919900101001X"


def codes_of(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {finding.code for finding in broken.value.findings}


def valid_number() -> str:
    from stdnum.cn import ric

    return NUMBER[:17] + ric.calc_check_digit(NUMBER)


def test_an_organ_nominates_somebody_else_of_the_province_appoints_and_a_certificate_is_not_asked_for(
    cast: Cast,
) -> None:
    row = make_outside_nomination(by=cast.actor("province"))
    assert (row.workplace, row.title, row.city_code, row.institution_id) == (
        "示例大学附属医院", "主任医师", "370100", None,
    )  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        appoint(row, by=cast.actor("province"))
    assert codes_of(broken) == {"own_nomination"}
    row = appoint(make_outside_nomination(by=cast.actor("jinan"), name="示例另一人"), by=cast.actor("province"))
    assert row.state == "appointed" and row.valid_until is not None
    with pytest.raises(RuleBroken) as broken:
        make_outside_nomination(by=cast.actor("jinan"), city_code="370200", name="示例第三人")
    assert codes_of(broken) == {"city_of_another_organ"}
    with pytest.raises(NotAllowed):
        make_outside_nomination(by=cast.actor("jinan_head"))
    assert verified_trail().sound


def test_contact_and_identity_number_are_sealed_and_opened_only_after_the_reason_is_on_record(cast: Cast) -> None:
    number = valid_number()
    row = make_outside_nomination(by=cast.actor("jinan"), identity_number=number.lower(), contact="0531-12345678")
    assert row.outsider is not None
    assert str(row.outsider.contact) == "••••" and str(row.person.identity_number) == "••••"
    assert bytes(Person.objects.get(pk=row.person.pk).identity_index or b"") == blind_index(number)
    told = "".join(str(event.content) for event in Event.objects.all())
    assert number not in told and "0531-12345678" not in told and "示例大学" not in told and "示例外部专家" not in told
    with pytest.raises(NotAllowed):
        outsiders.open_particulars(row, by=cast.actor("qingdao"), reason=WHY)
    with pytest.raises(RuleBroken):
        outsiders.open_particulars(row, by=cast.actor("jinan"), reason="")
    assert not Event.objects.filter(kind="experts.reveal").exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_sealed_is_opened_and_the_look_is_on_record(cast: Cast) -> None:
    from tests.database import in_one_transaction

    with in_one_transaction():
        row = make_outside_nomination(by=cast.actor("jinan"), identity_number=valid_number())
    shown = outsiders.open_particulars(row, by=cast.actor("jinan"), reason=WHY)
    assert (shown.contact, shown.identity_number) == ("0531-00000000", valid_number())
    assert Event.objects.get(kind="experts.reveal").content["reason"] == WHY


def test_the_same_person_stays_one_and_stands_once_a_category(cast: Cast) -> None:
    by = cast.actor("jinan")
    make_outside_nomination(by=by)
    with pytest.raises(RuleBroken) as broken:
        make_outside_nomination(by=by)
    assert codes_of(broken) == {"stands_already"}
    other = make_outside_nomination(by=by, practice_code="FY-01", identity_number=valid_number())
    assert Outsider.objects.count() == 1 and other.person.identity_index is not None
    moved = make_outside_nomination(
        by=cast.actor("province"), practice_code="FY-03", identity_number=valid_number(), employer="示例研究院"
    )
    assert moved.workplace == "示例研究院" and Outsider.objects.count() == 1
    assert set(Employment.objects.values_list("employer", flat=True)) == {"示例大学附属医院", "示例研究院"}
    with pytest.raises(RuleBroken) as broken:
        make_outside_nomination(by=by, practice_code="FY-04", identity_number=valid_number(), name="示例别名")
    assert codes_of(broken) == {"identity_of_another"}


def test_whoever_holds_a_certificate_is_no_outsider(cast: Cast) -> None:
    person = certified(cast.jinan_institution).person
    person.identity_number, person.identity_index = valid_number(), blind_index(valid_number())
    write(person, "person.corrected", by=cast.actor("province"))
    with pytest.raises(RuleBroken) as broken:
        make_outside_nomination(by=cast.actor("jinan"), name=person.name, identity_number=valid_number())
    assert codes_of(broken) == {"certified"}


def test_a_leading_expert_from_outside_has_a_senior_title_too(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as broken:
        make_outside_nomination(by=cast.actor("jinan"), rank="leading", title="主治医师")
    assert codes_of(broken) == {"no_senior_title"}
    assert make_outside_nomination(by=cast.actor("jinan"), rank="leading").rank == "leading"


def test_of_outsiders_the_organ_says_whether_they_are_available_of_appraisers_they_themselves(cast: Cast) -> None:
    row, own = make_outside_expert(by=cast.actor("jinan")), make_expert(cast.jinan_institution)
    by = cast.actor("jinan")
    row = appointing.set_availability(row.pk, by=by, version=row.trail_seq, available=False, reason=WHY)
    assert not row.is_available
    with pytest.raises(RuleBroken) as broken:
        appointing.set_availability(own.pk, by=by, version=own.trail_seq, available=False, reason=WHY)
    assert codes_of(broken) == {"said_by_the_appraiser"}
    head = cast.actor("jinan_head")
    with pytest.raises(NotAllowed):
        appointing.set_availability(row.pk, by=head, version=row.trail_seq, available=True)


def made(cast: Cast, **values: str) -> Expert:
    return make_outside_expert(by=cast.actor("jinan"), **values)


def test_recusal_asks_every_place_of_work_and_names_its_ground(cast: Cast) -> None:
    house, by = cast.jinan_institution, cast.actor("jinan")
    free = made(cast, name="示例甲")
    at_house = made(cast, name="示例乙", employer=house.organisation.name)
    part = made(cast, name="示例丙", employer=f"{house.organisation.name} 检验室")
    of_organ = made(cast, name="示例丁", employer=by.posting.organisation.name if by.posting else "")
    left = made(cast, name="示例戊", employer=house.organisation.name)
    outsiders.record_employment(
        left.pk, by=by, version=left.trail_seq, employer="示例研究院", title="", field="示例声纹", reason=WHY
    )
    row = drawing.open_draw(house.pk, opening(size=1), by=by)
    assert set(row.experts) == {free.pk, at_house.pk, part.pk, of_organ.pk, left.pk}
    grounds = {str(each.pk): "own_institution" for each in (at_house, part, left)}
    assert row.recusals == {**grounds, str(of_organ.pk): "own_organ"}


def test_names_of_a_body_and_of_its_part_are_akin_whatever_their_width() -> None:
    assert akin("示例大学", "示例大学司法鉴定中心") and akin("示例 大学（医院）", "示例大学(医院)")
    assert not akin("示例大学", "另一大学") and not akin("", "示例大学") and not akin("大学", "示例大学")


def test_an_outsider_is_drawn_evaluated_and_kept_from_the_same_institution_for_two_years(cast: Cast) -> None:
    by = cast.actor("jinan")
    with time_machine.travel("2026-10-01 10:00+08:00", tick=False):
        expert = made(cast)
        row = drawing.open_draw(cast.jinan_institution.pk, opening(size=1), by=by)
    row = draw(row, by=by)
    assert [seat.expert_id for seat in row.seats.all()] == [expert.pk]
    assert repeat(drawing.proof_of(row)).sound
    drawing.evaluate(row.pk, by=by, version=row.trail_seq, given=marks(row))
    assert Expert.objects.get(pk=expert.pk).seats.get().mark == "good"
    other = make_expert(cast.qingdao_institution)
    again = drawing.open_draw(cast.jinan_institution.pk, opening(size=1), by=by)
    assert again.recusals == {str(expert.pk): "earlier_participation"} and other.pk in again.experts
    assert ExpertDraw.objects.count() == 2 and not Appraiser.objects.filter(person=expert.person).exists()
