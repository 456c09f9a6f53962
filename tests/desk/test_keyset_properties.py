"""Keyset pages hold what they promise while rows come and go: walks forward and back, ties, rows put in between."""

from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from cases.orders import ORDERS
from foundation.desk.keyset import Order, Page, page_of
from foundation.desk.lists.selecting import within
from tests.factories.cases import make_case
from tests.people import Cast

DAYS = st.lists(st.integers(0, 3), min_size=0, max_size=12)
SOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def page(order: Order, link: str = "", size: int = 3) -> "Page[Case]":
    return page_of(within(order, Case.objects.all()), order, QueryDict(link.removeprefix("?")), size=size)


def forwards(order: Order, size: int) -> list["Page[Case]"]:
    pages = [page(order, size=size)]
    while pages[-1].next_url:
        pages.append(page(order, pages[-1].next_url, size))
        assert len(pages) <= Case.objects.count() + 1, "a walk that never ends"
    return pages


def put(cast: Cast, days: list[int]) -> list[Case]:
    return [make_case(cast.jinan_institution, accepted_on=date(2026, 10, 1) + timedelta(days=day)) for day in days]


@pytest.mark.parametrize("order", [*ORDERS.values(), *(order.turned for order in ORDERS.values())], ids=str)
@SOME
@given(days=DAYS, size=st.integers(1, 5))
def test_a_walk_forward_shows_every_row_once_and_a_walk_back_the_same_pages(
    cast: Cast, order: Order, days: list[int], size: int
) -> None:
    put(cast, days)
    pages = forwards(order, size)
    seen = [row.pk for each in pages for row in each.rows]
    assert seen == list(within(order, Case.objects.all()).order_by(*order.by).values_list("pk", flat=True))
    back = pages[-1]
    for expected in reversed(pages[:-1]):
        back = page(order, back.previous_url, size)
        assert [row.pk for row in back.rows] == [row.pk for row in expected.rows]
    assert not back.previous_url


@SOME
@given(days=st.lists(st.integers(0, 3), min_size=6, max_size=12), later=DAYS)
def test_rows_that_come_while_one_pages_neither_repeat_nor_hide_the_others(
    cast: Cast, days: list[int], later: list[int]
) -> None:
    order = ORDERS["newest"]
    known = {case.pk for case in put(cast, days)}
    first = page(order)
    put(cast, later)
    seen = [row.pk for row in first.rows]
    link = first.next_url
    while link:
        following = page(order, link)
        seen += [row.pk for row in following.rows]
        link = following.next_url
    assert len(seen) == len(set(seen))
    assert known <= set(seen)


def test_a_place_whose_row_has_moved_on_still_opens(cast: Cast) -> None:
    cases = put(cast, [0, 1, 2, 3])
    link = page(ORDERS["newest"], size=2).next_url
    place = parse_qs(link.removeprefix("?"))["after"][0]
    assert page(ORDERS["newest"], f"?after={place}", 2).rows == [cases[1], cases[0]]


def test_back_at_the_beginning_the_first_page_is_full_though_rows_came_before(cast: Cast) -> None:
    put(cast, [0, 0, 1, 1])
    order = ORDERS["newest"]
    second = page(order, page(order, size=2).next_url, 2)
    put(cast, [3])
    middle = page(order, second.previous_url, 2)
    first = page(order, middle.previous_url, 2)
    assert len(first.rows) == 2
    assert not first.previous_url


def test_beyond_the_last_row_the_list_begins_anew(cast: Cast) -> None:
    put(cast, [0, 1])
    order = ORDERS["newest"]
    last = page(order, page(order, size=1).next_url, 1)
    link = page(order, size=1).next_url.replace("after=", "after=")
    assert last.rows
    token = "WyIyMDAwLTAxLTAxIiwgIjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJd"  # before every case
    assert page(order, f"?after={token}", 1).rows == page(order, size=1).rows
    assert link
