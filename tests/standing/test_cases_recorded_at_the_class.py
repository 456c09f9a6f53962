"""Open cases recorded only as the class above an item that stops: told apart, never a plain nought."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from governance.standing.foresight import AtClass, cases_of, foresee
from institutions.models import Accreditation
from tests.factories.cases import make_case
from tests.factories.entrustments import make_staff
from tests.factories.standing import make_accreditation, make_scope
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
CLASS = {"category_id": "FY-05", "practice_code": "FY-05"}


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


def ending(cast: Cast, covers: str) -> Accreditation:
    """A certificate that ends in a fortnight; two items are toxicology, two open cases are recorded as that alone."""
    house, by = cast.jinan_institution, cast.actor("province")
    with transaction.atomic():
        make_staff(house)
    make_scope(house, "FY-0202", "FY-0502", "FY-0505", by=by)
    make_case(house, category_id="FY-0502", practice_code="FY-05")
    make_case(house, **CLASS)
    make_case(house, **CLASS)
    make_case(house, **CLASS, issued_on=date(2026, 11, 2))
    make_case(house)
    return make_accreditation(house, covers, by=by, valid_until=date(2026, 12, 9))


def links(page: str) -> list[str]:
    return [each.replace("&amp;", "&") for each in re.findall(r'href="([^"]*open_at=[^"]*)"', page)]


def test_where_every_item_of_the_class_stops_its_cases_count_once_and_fully(cast: Cast) -> None:
    row = ending(cast, "FY-05")
    (found,) = foresee([row], TODAY)
    assert [(stop.category, stop.open_cases) for stop in found.stops] == [("FY-0502", 1), ("FY-0505", 0)]
    assert {stop.at_class for stop in found.stops} == {(AtClass("FY-05", 2, whole=True),)}
    assert (found.open_cases, found.unsure) == (3, 0) and cases_of([found]) == (3, 0)


def test_where_an_item_of_the_class_goes_on_they_are_doubtful(cast: Cast) -> None:
    row = ending(cast, "FY-0505")
    make_accreditation(row.institution, "FY-0502", by=cast.actor("province"))
    (found,) = foresee([row], TODAY)
    assert [(stop.category, stop.open_cases) for stop in found.stops] == [("FY-0505", 0)]
    assert (found.open_cases, found.unsure) == (0, 2) and cases_of([found]) == (0, 2)


def test_the_page_says_so_and_leads_to_the_rows(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    row, jinan = ending(cast, "FY-0505"), sign_in("jinan")
    make_accreditation(row.institution, "FY-0502", by=cast.actor("province"))
    page = jinan.get(reverse("accreditation_foresight")).content.decode()
    assert "另有2件在办案件只登记到类别，其中哪些涉及待核。" in page and "没有登记为该项目的案件" in page
    (url,) = links(page)
    listed = jinan.get(url).context["list"].page.rows
    assert [each.category_id for each in listed] == ["FY-05", "FY-05"]
    assert "法医毒物鉴定2件，是否涉及待核" in jinan.get(reverse("accreditation_foresight_list")).content.decode()


def test_the_what_if_says_the_same(cast: Cast, sign_in: Callable[[str], Client]) -> None:
    row, jinan = ending(cast, "FY-0505"), sign_in("jinan")
    other = make_accreditation(row.institution, "FY-0502", by=cast.actor("province"))
    address = reverse("institution_conditions", args=[row.institution_id])
    page = jinan.get(address, {"certificate": str(row.pk), "day": "2026-12-01"}).content.decode()
    assert "没有登记为该项目的案件" in page and "，其中哪些涉及待核" in page
    (url,) = links(page)
    assert [each.category_id for each in jinan.get(url).context["list"].page.rows] == ["FY-05", "FY-05"]
    page = jinan.get(address, {"certificate": str(other.pk), "day": "2026-12-15"}).content.decode()
    assert "，该类别的项目全部停止，均受影响" in page  # by then the first has ended
