"""What if somebody leaves or an accreditation lapses: what stops, whom it concerns, and what cannot be asked."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.audit.remembering import remembering
from institutions.models import Accreditation
from tests.factories.assignments import make_assignment
from tests.factories.bodies import make_institution
from tests.factories.cases import make_case
from tests.factories.entrustments import make_staff
from tests.factories.standing import make_accreditation, make_assistant, make_quality_manager, make_scope
from tests.people import Cast
from tests.standing.test_standing_conditions import KEEPER, staffed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False), remembering():
        yield


def test_the_page_says_what_would_stop_if_a_person_left_or_a_certificate_lapsed(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    house = cast.jinan_institution
    with transaction.atomic():
        rows = staffed(house, True, True, True)
    make_scope(house, "FY-0202", "FY-0502", by=cast.actor("jinan"))
    certificate: Accreditation = make_accreditation(house, "FY-05", by=cast.actor("jinan"))
    client = sign_in("jinan")
    address = reverse("institution_conditions", args=[house.pk])
    plain = client.get(address).content.decode()
    assert "2项业务中有1项应当停止" in plain  # nobody of toxicology
    asked = {"person": str(rows[0].pk), "certificate": "", "day": "2026-12-01"}
    assert "1项业务应当停止" in client.get(address, asked).content.decode()
    asked = {"person": "", "certificate": str(certificate.pk), "day": "2026-12-01"}
    page = client.get(address, asked).content.decode()
    assert "未通过资质认定" in page.split('id="what-if"')[1]
    assert "日期" in client.get(address, {"day": "昨天"}).content.decode()


def asked_of(client: Client, house: object, **asked: str) -> str:
    address = reverse("institution_conditions", args=[house.pk])  # type: ignore[attr-defined]  # an institution
    return (
        client.get(address, {"person": "", "certificate": "", **asked})
        .content.decode()
        .split('id="what-if"')[1]
        .split('id="h-rules"')[0]
    )


def test_a_day_that_is_over_and_nothing_at_all_are_refused_beside_the_field(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    house, client = cast.jinan_institution, sign_in("jinan")
    with transaction.atomic():
        (row,) = staffed(house, True)
    page = asked_of(client, house, person=str(row.pk), day="2026-11-24")
    assert "该日已经过去" in page and 'value="2026-11-24"' in page and 'role="status"' not in page
    page = asked_of(client, house, day="2026-12-01")
    assert "请选择离开的人员或者失效的资质认定、实验室认可。" in page and 'role="status"' not in page
    assert 'role="status"' in asked_of(client, house, person=str(row.pk), day="2026-11-25")


def test_who_leaves_is_told_with_what_he_is_here_and_his_open_cases(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    house, keeper, client = cast.jinan_institution, cast.actor(KEEPER), sign_in("jinan")
    with transaction.atomic():
        rows = staffed(house, True, True, True)
        house.head_name = rows[0].person.name
        write(house, "institution.measured", by=SYSTEM)
    make_scope(house, "FY-0202", by=cast.actor("jinan"))
    pupil = make_assistant(rows[0], by=keeper)
    make_quality_manager(rows[0], by=keeper)
    case = make_case(house, category_id="FY-0202")
    make_assignment(case, rows[0])
    page = asked_of(client, house, person=str(rows[0].pk), day="2026-12-01")
    for words in ("指导的助理", pupil.person.name, "质量负责人", "机构负责人", "专职鉴定人不足"):
        assert words in page, words
    links = [each.replace("&amp;", "&") for each in re.findall(r'href="([^"]*(?:assigned|open_in)=[^"]*)">1件', page)]
    assert len(links) == 2
    for each in links:
        assert [row.pk for row in client.get(each).context["list"].page.rows] == [case.pk]
    page = asked_of(client, house, person=str(rows[1].pk), day="2026-12-01")
    assert "指导的助理" not in page and "机构负责人" not in page and "assigned" not in page


def test_a_lapse_says_which_county_is_left_without_the_item_and_who_is_next(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    house, by = cast.jinan_institution, cast.actor("province")
    with transaction.atomic():
        other = make_institution("泰安示例乙司法鉴定所", "370902")
        make_staff(other)
        make_staff(house)
    for each in (house, other):
        make_scope(each, "FY-0502", by=by)
    certificate: Accreditation = make_accreditation(house, "FY-05", by=by)
    day = {"certificate": str(certificate.pk), "day": "2026-12-01"}
    page = asked_of(sign_in("jinan"), house, **day)
    assert "历下区将没有可以受理该项业务的机构" in page and "全省没有其他机构" in page
    make_accreditation(other, "FY-05", by=by)
    assert "泰安示例乙司法鉴定所" in asked_of(sign_in("jinan"), house, **day)
