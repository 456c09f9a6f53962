"""Micro, small and specialised follow from the dated list, in Python as in SQL."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.audit.actors import SYSTEM
from foundation.law.actions.amending import close
from foundation.law.models import Ground
from governance.layout.sizes import Size, counted, of_kinds, sizes_on
from institutions.models import Institution
from tests.factories.bodies import make_institution
from tests.factories.entrustments import make_appraiser

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)


def appraisers_of(house: Institution, on: date) -> Any:
    found: Any = counted(Institution.objects.filter(pk=house.pk), on).get()
    return found.appraiser_count


def kinds_of(appraisers: int, categories: int) -> list[str]:
    return [each.kind for each in sizes_on(TODAY) if each.fits(appraisers, categories)]


@pytest.mark.django_db
def test_the_bounds_are_to_be_confirmed_and_have_their_source() -> None:
    assert [each.kind for each in sizes_on(TODAY)] == ["micro", "small", "specialised"]
    assert all(each.to_be_confirmed and each.source for each in sizes_on(TODAY))


@pytest.mark.django_db
def test_the_bounds_belong_to_the_kinds() -> None:
    assert kinds_of(0, 3) == kinds_of(4, 3) == ["micro"]
    assert kinds_of(5, 3) == kinds_of(9, 3) == ["small"]
    assert kinds_of(10, 3) == []
    assert kinds_of(10, 1) == ["specialised"]
    assert kinds_of(5, 1) == ["small", "specialised"]
    assert kinds_of(4, 1) == ["micro"]  # one category of two people is small, not specialised


@given(
    st.integers(0, 40), st.integers(0, 10), st.none() | st.integers(0, 40), st.none() | st.integers(0, 40),
    st.none() | st.integers(0, 10),
)  # fmt: skip
def test_a_kind_without_a_bound_is_not_bounded_there(
    appraisers: int, categories: int, least: int | None, most: int | None, broad: int | None
) -> None:
    size = Size("kind", "", "", least, most, broad, "", False)
    expected = (
        (least is None or least <= appraisers)
        and (most is None or appraisers <= most)
        and (broad is None or categories <= broad)
    )
    assert size.fits(appraisers, categories) == expected


@pytest.mark.django_db
def test_rows_are_chosen_as_the_kinds_say() -> None:
    made = ((1, ["FY-02"]), (6, ["FY-02"]), (6, ["FY-01", "FY-02"]), (11, ["FY-02"]), (0, ["FY-02"]))
    for place, (number, codes) in enumerate(made):
        house = make_institution(f"示例规模{place}司法鉴定所", "370102", practice_codes=tuple(codes))
        for _each in range(number):
            make_appraiser(house)
    rows = counted(Institution.objects.all(), TODAY)
    each: Any
    for each in rows:
        for size in sizes_on(TODAY):
            chosen = of_kinds(rows, (size.kind,), TODAY).filter(pk=each.pk).exists()
            assert chosen == size.fits(each.appraiser_count, each.category_count), (size.kind, each.appraiser_count)


@pytest.mark.django_db
def test_an_amended_list_decides_from_its_day_on() -> None:
    row = Ground.objects.get(list_code="institution_sizes", code="GM-1")
    close(row, YESTERDAY, by=SYSTEM, reason="示例：界线调整")
    assert kinds_of(3, 3) == []


@pytest.mark.django_db
def test_whose_certificate_has_ended_does_not_count() -> None:
    house = make_institution("示例规模司法鉴定所", "370102")
    person = make_appraiser(house)
    assert appraisers_of(house, TODAY) == 1
    day = person.certificate_until + timedelta(days=1)
    assert appraisers_of(house, day) == 0
