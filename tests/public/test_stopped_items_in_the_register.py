"""Who has to stop an item is not shown as somebody who takes it; who has to stop all takes nothing."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from appraisers.models import Appraiser
from cases.asked import Asked
from cases.standing_checks import STANDING
from foundation.audit.actors import SYSTEM
from foundation.audit.regulated import write
from foundation.law import queries as law
from institutions.actions.scoping import end_scope
from institutions.models import Institution, ScopeItem
from institutions.nearest import nearest
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser, make_staff
from tests.factories.standing import (
    make_accreditation,
    make_lapse,
    make_personal_restriction,
    make_restriction,
    make_scope,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        yield


@transaction.atomic
def staffed(name: str, *practices: str, people: int = 3) -> Institution:
    row = make_institution(name, "370105", practice_codes=practices or ("FY-02",))
    make_staff(row, people)
    return row


@pytest.fixture
def house(cast: Cast) -> Institution:
    row = staffed("济南示例停止司法鉴定所")
    make_scope(row, "FY-0201", "FY-0202", by=cast.actor("province"))
    return row


def lose(row: Institution, cast: Cast) -> None:
    """Leave an institution with two appraisers: the third is barred from this day on."""
    third = Appraiser.objects.filter(institution=row).order_by("certificate_number")[0]
    make_personal_restriction(third, by=cast.actor("province"), valid_from=TODAY)


def page(row: Institution) -> str:
    return Client().get(reverse("register_institution", args=[row.licence_number])).content.decode()


def shown(query: str) -> set[str]:
    cards = Client().get(f"/register/{query}").context["cards"]
    return {card.row.organisation.name for card in cards}


def test_one_stopped_item_is_marked_and_the_other_is_taken(cast: Cast, house: Institution) -> None:
    barred(house, "FY-0201", cast=cast)
    text = page(house)
    assert "暂停受理的业务：" in text and "本类别暂不受理" not in text and "可以受理下列类别的委托" in text
    assert house.organisation.name in shown("?state=open&category=FY-02")


def test_who_has_to_stop_every_item_takes_nothing(cast: Cast, house: Institution) -> None:
    lose(house, cast)
    text = page(house)
    assert "许可证所列业务目前均不能受理" in text and "可以受理下列类别的委托" not in text
    assert house.organisation.name not in shown("?state=open") | shown("?state=open&category=FY-02")
    (card,) = Client().get("/register/?q=示例停止").context["cards"]
    assert card.standing.code == "stopped"


def test_a_category_that_has_to_stop_is_marked_where_another_goes_on(cast: Cast) -> None:
    row = staffed("济南示例两类司法鉴定所", "FY-02", "FY-03", people=2)
    with transaction.atomic():
        make_appraiser(row, practice_codes=("FY-03",))
    make_scope(row, "FY-0201", "FY-0301", by=cast.actor("province"))
    assert page(row).count("本类别暂不受理") == 1
    assert row.organisation.name in shown("?state=open")
    assert row.organisation.name not in shown("?state=open&category=FY-02")


def test_a_barred_item_is_marked_on_the_page_of_the_organ(
    cast: Cast, house: Institution, sign_in: Callable[[str], Client]
) -> None:
    make_restriction(house, by=cast.actor("province"), ground="XZ-4", categories=["FY-0202"])
    scope = sign_in("province").get(reverse("institution_standing", args=[house.pk])).context["scope"]
    assert [each.tone for each in scope if each.row.category_id == "FY-0202"] == ["hold"]
    assert [each.tone for each in scope if each.row.category_id == "FY-0201"] == ["ok"]


def barred(row: Institution, *codes: str, cast: Cast) -> None:
    make_restriction(row, by=cast.actor("province"), ground="XZ-4", categories=list(codes))


def with_items(cast: Cast) -> Institution:
    row = staffed("济南示例世界司法鉴定所")
    make_scope(row, "FY-0201", "FY-0202", by=cast.actor("province"))
    return row


def untouched(cast: Cast) -> Institution:
    return with_items(cast)


def one_given_up_the_other_barred(cast: Cast) -> Institution:
    row = with_items(cast)
    give_up(row.scope_items.filter(category="FY-0201"), cast)
    barred(row, "FY-0202", cast=cast)
    return row


def both_barred_one_by_one(cast: Cast) -> Institution:
    row = with_items(cast)
    barred(row, "FY-0201", cast=cast)
    barred(row, "FY-0202", cast=cast)
    return row


def give_up(items: Iterable[ScopeItem], cast: Cast) -> None:
    for item in items:
        end_scope(
            item.pk, by=cast.actor("province"), version=item.trail_seq, valid_until=YESTERDAY,
            document_number="示例准予〔2026〕1号", reason="示例：机构申请放弃",
        )  # fmt: skip


def every_item_given_up(cast: Cast) -> Institution:
    row = with_items(cast)
    give_up(row.scope_items.all(), cast)
    return row


def a_category_without_items(cast: Cast) -> Institution:
    return staffed("济南示例世界司法鉴定所")


def a_category_without_its_third_appraiser(cast: Cast) -> Institution:
    row = a_category_without_items(cast)
    lose(row, cast)
    return row


def items_without_their_third_appraiser(cast: Cast) -> Institution:
    row = with_items(cast)
    lose(row, cast)
    return row


def nobody_and_nothing_on_record(cast: Cast) -> Institution:
    return staffed("济南示例世界司法鉴定所", people=0)


def items_with_two_appraisers(cast: Cast) -> Institution:
    row = staffed("济南示例世界司法鉴定所", people=2)
    make_scope(row, "FY-0201", by=cast.actor("province"))
    return row


def the_third_is_part_time(cast: Cast) -> Institution:
    row = with_items(cast)
    third = Appraiser.objects.filter(institution=row)[0]
    third.is_full_time = False
    write(third, "appraiser.corrected", by=SYSTEM)
    return row


def a_lapse_of_last_night_made_good_since(cast: Cast) -> Institution:
    row = with_items(cast)
    make_lapse(row, "FY-02")
    return row


@pytest.mark.parametrize(
    ("world", "takes"),
    [
        (untouched, True),
        (a_category_without_items, True),
        (one_given_up_the_other_barred, False),
        (both_barred_one_by_one, False),
        (every_item_given_up, False),
        (a_category_without_its_third_appraiser, False),
        (items_without_their_third_appraiser, False),
        (nobody_and_nothing_on_record, False),
        (items_with_two_appraisers, False),
        (the_third_is_part_time, False),
        (a_lapse_of_last_night_made_good_since, True),
    ],
)
def test_page_card_list_nearest_and_gate_say_the_same(
    cast: Cast, world: Callable[[Cast], Institution], takes: bool
) -> None:
    row = world(cast)
    name = row.organisation.name
    (card,) = Client().get("/register/?q=示例世界").context["cards"]
    here = Client().get(reverse("register_institution", args=[row.licence_number])).context
    (category,) = here["categories"]
    said = {
        "card": card.standing.may_accept,
        "page": here["standing"].may_accept,
        "category": not category["closed"],
        "open": name in shown("?state=open&city=370100"),
        "open in the category": name in shown("?state=open&city=370100&category=FY-02"),
        "nearest": any(str(each.row) == name for each in nearest("370100", "370102", "FY-02", TODAY)),
        "nearest of any": any(str(each.row) == name for each in nearest("370100", "370102", "", TODAY)),
    }
    gate = Asked(TODAY, row, law.categories()["FY-0201"])
    said["gate"] = all(isinstance(check(gate), str) for check in STANDING)
    assert set(said.values()) == {takes}, said


def test_a_category_without_items_needs_its_compulsory_accreditation(cast: Cast) -> None:
    row = staffed("济南示例毒物司法鉴定所", "FY-05")
    assert row.organisation.name not in shown("?state=open") | shown("?state=open&category=FY-05")
    make_accreditation(row, "FY-0502", by=cast.actor("province"))
    assert row.organisation.name in shown("?state=open") & shown("?state=open&category=FY-05")
