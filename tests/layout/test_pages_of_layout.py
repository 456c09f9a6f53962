"""The pages: counties by category, the plan beside what there is, what was typed stays."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from governance.layout.models import LayoutPlan
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_staff
from tests.factories.layout import make_plan
from tests.factories.people import make_appraiser
from tests.people import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


@pytest.mark.parametrize("counted", ["", "appraisers"])
def test_a_count_leads_to_as_many_rows(cast: Cast, sign_in: Enter, counted: str) -> None:
    make_appraiser(cast.jinan_institution)
    province = sign_in("province")
    board = province.get(reverse("layout"), {"count": counted}).context["board"]
    filled = [cell for row in board.rows for cell in [*row.cells, row.total] if cell.count]
    assert filled
    for cell in filled:
        assert len(province.get(cell.href).context["list"].lines) == cell.count


def test_a_city_is_opened_county_by_county_with_its_gaps(cast: Cast, sign_in: Enter) -> None:
    response = sign_in("province").get(reverse("layout"), {"city": "370100", "category": "FY-02"})
    board = response.context["board"]
    assert {row.code[:4] for row in board.rows} == {"3701"}
    at = [row.code for row in board.columns].index("FY-02")
    assert board.without == sum(not row.cells[at].count for row in board.rows) > 0
    assert [len(gap.counties) for gap in board.gaps] == [board.without]


def test_a_city_without_anybody_is_told_who_is_next_beyond_it(cast: Cast, sign_in: Enter) -> None:
    make_staff(make_institution("青岛示例声像鉴定所", "370202", practice_codes=("SX",)))
    board = sign_in("jinan").get(reverse("layout"), {"category": "SX"}).context["board"]
    assert [gap.next for gap in board.gaps] == ["辖区内没有；最近的是青岛市的青岛示例声像鉴定所，相距约262公里"]


def test_a_misnamed_address_shows_the_whole(cast: Cast, sign_in: Enter) -> None:
    board = sign_in("province").get(reverse("layout"), {"city": "x", "category": "\0", "count": "y"}).context["board"]
    assert len(board.rows) == 16


def test_a_county_is_told_nothing_of_plans_that_it_does_not_see(cast: Cast, sign_in: Enter) -> None:
    make_plan(cast.actor("jinan"))
    response = sign_in("lixia").get(reverse("layout"))
    assert [row.code for row in response.context["board"].rows] == ["370102"]
    assert response.context["plans"] == [] and "没有规划期内的规划" not in response.content.decode()


def test_the_file_says_what_the_table_says(cast: Cast, sign_in: Enter) -> None:
    province = sign_in("province")
    board = province.get(reverse("layout")).context["board"]
    lines = province.get(reverse("layout_file")).content.decode("utf-8-sig").splitlines()
    assert len(lines) == len(board.rows) + 2
    assert lines[-1].split(",")[2:] == [str(cell.count) for cell in [*board.foot.cells, board.foot.total]]


def test_the_page_of_a_plan_says_what_is_met_and_what_is_missing(cast: Cast, sign_in: Enter) -> None:
    row = make_plan(cast.actor("jinan"), targets={("category", "FY-02"): 500, ("without", ""): 100, ("small", ""): 0})
    response = sign_in("jinan").get(row.get_absolute_url())
    assert response.status_code == 200
    assert response.context["met"] == 1
    text = response.content.decode()
    assert "差4" in text and "多" in text


def test_what_was_typed_stays_when_something_is_wrong(cast: Cast, sign_in: Enter) -> None:
    sent = {"title": "示例规划", "document_number": "示例1号", "from_year": "2026", "until_year": "2020", "small": "7",
            "adopted_on": "2026-01-15", "form_key": "k"}  # fmt: skip
    response = sign_in("jinan").post(reverse("layout_plan_adopt"), sent)
    assert response.status_code == 422
    assert 'value="示例规划"' in response.content.decode() and 'value="7"' in response.content.decode()
    assert not LayoutPlan.objects.exists()


def test_a_city_with_a_plan_is_led_to_it_before_it_fills_in_another(cast: Cast, sign_in: Enter) -> None:
    row = make_plan(cast.actor("jinan"))
    text = sign_in("jinan").get(reverse("layout_plan_adopt")).content.decode()
    assert f'href="{row.get_absolute_url()}"' in text and 'name="title"' not in text
    assert 'name="title"' in sign_in("qingdao").get(reverse("layout_plan_adopt")).content.decode()
