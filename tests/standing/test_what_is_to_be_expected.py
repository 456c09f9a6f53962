"""What is to be expected on a day to come, what is in doubt, and what institutions have lost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from foundation.audit.actors import SYSTEM
from foundation.audit.models import Event
from foundation.audit.regulated import write
from governance.standing.gathering import picture_of
from governance.standing.wording import said
from institutions.lapses.work import HEAPS
from institutions.models import Institution
from institutions.standing.conditions import Answer, Condition, Judged, judge
from tests.factories.entrustments import make_appraiser
from tests.factories.standing import make_lapse, make_personal_restriction, make_premises, make_restriction
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def on_day(client: Client, route: str, key: object, day: str) -> str:
    return client.get(reverse(route, args=[key]), {"on": day}).content.decode()


def test_a_day_to_come_is_expected_and_not_a_fact(cast: Cast, sign_in: SignIn) -> None:
    house, client = cast.jinan_institution, sign_in("jinan")
    page = on_day(client, "institution_registration", house.pk, "2027-03-01")
    assert "预计2027年3月1日" in page and "按今日已有记录" in page
    assert "预计" not in on_day(client, "institution_registration", house.pk, "2026-11-25")
    assert "预计" not in on_day(client, "institution_registration", house.pk, "2026-01-01")
    assert "许可证不在有效期内" in on_day(client, "institution_registration", house.pk, "2032-01-01")
    with transaction.atomic():
        row = make_appraiser(house)
    page = on_day(client, "appraiser_registration", row.pk, "2027-03-01")
    assert "按今日已有记录" in page and "执业证有效" in page


def of_premises(house: Institution) -> Judged:
    (found,) = [each for each in judge(picture_of(house), TODAY) if each.rule.condition is Condition.PREMISES]
    return found


def test_premises_elsewhere_than_the_seat_are_a_doubt(cast: Cast, sign_in: SignIn) -> None:
    house, keeper = cast.jinan_institution, cast.actor("jinan_institution_administrator")
    house.address = "示例路 9号"
    write(house, "institution.measured", by=SYSTEM)
    make_premises(house, by=keeper, address="示例路1号")
    assert of_premises(house).answer is Answer.DOUBTFUL
    assert "不在登记的住所" in said(of_premises(house))
    for who in ("jinan", "jinan_head"):
        page = sign_in(who).get(reverse("institution_conditions", args=[house.pk])).content.decode()
        assert "不在登记的住所" in page
    make_premises(house, by=keeper, address="济南市历下区示例路9号")
    assert of_premises(house).answer is Answer.KEPT


def test_what_institutions_have_lost_stands_on_the_desk_of_the_organ(cast: Cast, sign_in: SignIn) -> None:
    row = make_lapse(cast.jinan_institution)
    (heap,) = [each for each in HEAPS if each.code == "conditions_lost"]
    assert list(heap.rows(cast.actor("jinan"), TODAY)) == [row]
    assert list(heap.rows(cast.actor("qingdao"), TODAY)) == []
    assert row.get_absolute_url() in sign_in("jinan").get("/work/conditions_lost/").content.decode()
    assert "机构执业条件缺失" in sign_in("jinan").get(reverse("home")).content.decode()
    assert "机构执业条件缺失" not in sign_in("jinan_head").get(reverse("home")).content.decode()


def test_the_conditions_say_how_many_are_registered_and_how_many_may_practise(cast: Cast, sign_in: SignIn) -> None:
    house = cast.jinan_institution
    with transaction.atomic():
        rows = [make_appraiser(house) for _each in range(3)]
        make_appraiser(house, until=date(2026, 6, 30))
    make_personal_restriction(rows[0], by=cast.actor("jinan"))
    client = sign_in("jinan")
    page = client.get(reverse("institution_conditions", args=[house.pk])).content.decode()
    assert f"登记鉴定人{house.appraisers.count()}名" in page and "今日可以执业的2名" in page


def test_the_length_of_the_trail_is_that_of_all_that_the_tab_shows(cast: Cast, sign_in: SignIn) -> None:
    house = cast.jinan_institution
    bar = make_restriction(house, by=cast.actor("jinan"))
    count = Event.objects.filter(stream__in=[house.stream, house.organisation.stream, bar.stream]).count()
    page = sign_in("jinan").get(house.get_absolute_url())
    assert page.context["trail_length"] == count and f"{count}" in page.content.decode()
