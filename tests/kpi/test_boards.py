"""Boards: every number on them is that of its rows, files hold what the page shows, and scope decides what opens."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cases.models import Case
from cases.states import State
from foundation.audit.actors import SYSTEM
from foundation.kpi.areas import Area
from foundation.kpi.boards.comparison import difference
from foundation.kpi.boards.contents import BOARDS, OVERVIEW
from foundation.kpi.boards.overview import DRAWN
from foundation.kpi.boards.peers import FEWEST, standing
from foundation.kpi.catalogue import Value, kpi_of
from foundation.kpi.circles import CIRCLES, cities_of
from foundation.kpi.drilling import drill
from foundation.kpi.merging import merge
from foundation.kpi.periods import Span, days_of, month_of, quarter_of, year_of
from foundation.law import queries as law
from tests.factories.standing import make_accreditation
from tests.kpi import worlds
from tests.people import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
MOST_QUERIES = 40
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def world(cast: Cast) -> Iterator[None]:
    with time_machine.travel("2026-11-23 10:00+08:00", tick=False):
        random = Random(20261127)
        institutions = [*worlds.make_institutions(), cast.jinan_institution, cast.qingdao_institution]
        for each in range(60):
            worlds.add_case(random, institutions)
            if each == 40:
                merge()
        yield


def _in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def _block(client: Client, board: str, block: str, asked: str = "") -> Any:
    page = client.get(f"/figures/boards/{board}/?{asked}")
    assert page.status_code == 200
    return next(each["drawn"] for each in page.context["blocks"] if each["key"] == block)


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def test_every_city_belongs_to_one_circle_and_the_circles_are_the_province() -> None:
    cities = [city for circle in CIRCLES for city in cities_of(circle)]
    assert sorted(cities) == sorted(row.code for row in law.divisions("city"))


def test_each_field_of_the_matrix_is_the_count_of_its_rows(sign_in: SignIn) -> None:
    client = sign_in("province")
    drawn = _block(client, "categories", "matrix", "year=2026")
    cases = Case.objects.exclude(state=State.VOID).filter(accepted_on__year=2026, accepted_on__lte=TODAY)
    expected = Counter(cases.values_list("city_code", "practice_code"))
    shown = [cell for row in drawn.table.rows for cell in row.cells[:-1]]
    assert sum(_number(cell.text) for cell in shown) == sum(expected.values())
    assert sorted(_number(cell.text) for cell in shown if cell.text != "0") == sorted(expected.values())
    for cell in [each for each in shown if each.href][::5]:
        assert client.get(cell.href).context["list"].page.count == _number(cell.text), cell.href
    assert all(cell.shade for cell in shown if cell.text != "0")


def test_the_way_follows_the_same_cases_from_step_to_step(sign_in: SignIn) -> None:
    drawn = _block(_in_english(sign_in("province")), "flow", "flow", "year=2026")
    steps = {row.cells[1].href.partition("measure=")[2].partition("&")[0]: row for row in drawn.table.rows}
    cases = Case.objects.exclude(state=State.VOID).filter(accepted_on__year=2026, accepted_on__lte=TODAY)
    states = Counter(cases.values_list("state", flat=True))
    assert _number(steps["cases.accepted"].cells[1].text) == cases.count()
    assert _number(steps["cases.accepted_issued"].cells[1].text) == states[State.ISSUED]
    assert drawn.table.rows[-1].cells[1].text == "no data yet"


def test_the_bands_of_deadlines_hold_every_case_in_progress_once(sign_in: SignIn) -> None:
    drawn = _block(sign_in("province"), "deadlines", "deadlines-by-area")
    assert drawn.table.total is not None
    *bands, whole = [_number(cell.text) for cell in drawn.table.total.cells]
    assert sum(bands) == whole == Case.objects.filter(state=State.IN_PROGRESS, due_on__isnull=False).count()


def test_a_link_from_the_expiry_calendar_opens_what_ends_in_that_month(cast: Cast, sign_in: SignIn) -> None:
    make_accreditation(cast.jinan_institution, "FY-02", by=SYSTEM, valid_until=date(2027, 2, 3))
    make_accreditation(cast.qingdao_institution, "FY-02", by=SYSTEM, valid_until=date(2026, 11, 2))
    client = sign_in("province")
    drawn = _block(client, "expiry", "expiry-calendar")
    linked = [cell for row in drawn.table.rows for cell in row.cells if cell.href]
    assert linked
    for cell in linked:
        assert client.get(cell.href).context["list"].page.count == _number(cell.text), cell.href


@pytest.mark.parametrize("board", [key for key in BOARDS if key != OVERVIEW])
@pytest.mark.parametrize("asked", ["year=2026", "year=2026&quarter=3", "circle=jiaodong", "city=370100&rows=county"])
def test_every_board_draws_in_both_languages_and_costs_few_questions(sign_in: SignIn, board: str, asked: str) -> None:
    client = sign_in("province")
    client.get(f"/figures/boards/{board}/?{asked}")
    for language in ("zh-hans", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/figures/boards/{board}/?{asked}")
        assert page.status_code == 200
        assert page.context["blocks"], "a board without blocks is no page"
        assert len(captured) <= MOST_QUERIES


def test_the_files_of_a_block_hold_the_numbers_of_the_page(sign_in: SignIn) -> None:
    client = sign_in("province")
    drawn = _block(client, "categories", "matrix", "year=2026")
    shown = [[row.name, *(_number(cell.text) for cell in row.cells)] for row in drawn.table.rows]
    file = client.get("/figures/boards/categories/matrix.csv?year=2026")
    _head, _headings, *lines = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
    assert [[name, *(int(value) for value in values)] for name, *values in lines[:-1]] == shown
    book = load_workbook(io.BytesIO(client.get("/figures/boards/categories/matrix.xlsx?year=2026").content))
    assert [list(row) for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)][:-1] == shown


def test_every_block_of_an_overview_can_be_had_as_table_and_picture(sign_in: SignIn) -> None:
    client = sign_in("province")
    for key in DRAWN:
        table = client.get(f"/figures/boards/overview/{key}.csv?year=2026")
        assert table.status_code == 200
        assert table.content.decode("utf-8-sig").count("\n") > 2, key
        picture = client.get(f"/figures/boards/overview/{key}.png?year=2026")
        assert picture.content.startswith(b"\x89PNG"), key


def test_boards_open_for_ones_own_area_and_below_it_only(cast: Cast, sign_in: SignIn) -> None:
    officer, clerk = sign_in("jinan"), sign_in("jinan_clerk")
    foreign = cast.qingdao_institution.organisation_id
    assert officer.get("/figures/boards/comparison/?city=370100").status_code == 200
    for asked in ("city=370200", f"institution={foreign}", "circle=capital", "circle=nowhere"):
        assert officer.get(f"/figures/boards/comparison/?{asked}").status_code == 404, asked
        assert officer.get(f"/figures/boards/comparison/cases.csv?{asked}").status_code == 404, asked
    assert clerk.get("/figures/boards/comparison/").status_code == 200
    assert clerk.get(f"/figures/boards/comparison/?institution={foreign}").status_code == 404
    assert clerk.get("/figures/boards/categories/").status_code == 404, "an institution has no parts"


@pytest.mark.parametrize(
    "address",
    ["nothing/", "comparison/nothing.csv", "comparison/cases.pdf", "overview/nothing.png", "comparison/?year=1066",
     "comparison/?against=nothing", "ranking/?show=nothing", "categories/?institution=1"],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_not_found(sign_in: SignIn, address: str) -> None:
    assert sign_in("province").get(f"/figures/boards/{address}").status_code == 404


def test_a_circle_has_its_own_page_and_its_rows_behind_every_number(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("province")
    dashboard = client.get("/figures/?circle=capital&year=2026").context["dashboard"]
    volume = next(each for each in dashboard.figures if each.code == "case_volume")
    cases = Case.objects.exclude(state=State.VOID).filter(
        accepted_on__year=2026, accepted_on__lte=TODAY, city_code__in=cities_of("capital")
    )
    assert _number(volume.value) == cases.count()
    assert client.get(volume.href).context["list"].page.count == cases.count()
    assert {row.name for row in dashboard.areas.table.rows} <= {
        row.name for row in law.divisions("city") if row.code in cities_of("capital")
    }
    found = drill({"measure": "cases.open", "circle": "capital"}, cast.actor("province"))
    assert found.count() == found.queryset.count()


def test_a_quarter_can_be_compared_with_the_one_before(sign_in: SignIn) -> None:
    page = _in_english(sign_in("province")).get("/figures/?year=2026&quarter=3&against=before")
    before = Span(date(2026, 4, 1), date(2026, 6, 30))
    cases = Case.objects.exclude(state=State.VOID).filter(accepted_on__range=(before.first, before.last))
    lead = page.context["dashboard"].months.lead
    assert "the period before" in lead
    assert f"({cases.count()})" in lead
    assert [each.current for each in page.context["dashboard"].comparisons] == [False, True]


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (quarter_of(2026, 4, TODAY), Span(date(2026, 7, 1), date(2026, 8, 23))),
        (quarter_of(2026, 1, TODAY), Span(date(2025, 10, 1), date(2025, 12, 31))),
        (month_of(2026, 3, TODAY), Span(date(2026, 2, 1), date(2026, 2, 28))),
        (month_of(2026, 11, TODAY), Span(date(2026, 10, 1), date(2026, 10, 23))),
        (year_of(2026, TODAY), Span(date(2025, 1, 1), date(2025, 11, 23))),
        (days_of(date(2026, 3, 5), date(2026, 3, 14), TODAY), Span(date(2026, 2, 23), date(2026, 3, 4))),
    ],
)
def test_the_period_before_has_as_many_days_as_have_come_of_this_one(period: Any, before: Span) -> None:
    assert period.before == before


def test_a_rate_under_its_smallest_denominator_is_neither_compared_nor_ranked() -> None:
    kpi = kpi_of("complaint_rate")

    def rate(upheld: int, issued: int) -> Value:
        return Value(kpi, Fraction(upheld * 10_000, issued), upheld, issued)

    few, many = rate(1, kpi.smallest - 1), rate(1, kpi.smallest)
    assert difference(few, many) == difference(many, few) == "—"
    assert difference(many, rate(0, kpi.smallest)) == "+100.00"
    peers = {str(place): many for place in range(FEWEST - 1)}
    assert standing(kpi, {**peers, "few": few}, "0") is None, "four comparable peers would tell each other"
    found = standing(kpi, {**peers, "best": rate(0, kpi.smallest), "few": few}, "best")
    assert found is not None
    assert (found.place, found.of) == (1, FEWEST)
    assert standing(kpi, {**peers, "x": many, "few": few}, "few").place == 0


def test_an_institution_learns_the_median_of_its_peers_and_not_their_names(cast: Cast, sign_in: SignIn) -> None:
    page = _in_english(sign_in("jinan_clerk")).get("/figures/boards/comparison/?year=2026")
    heads = [column.title for column in page.context["blocks"][0]["drawn"].table.columns]
    assert "Median of the peers" in heads
    assert cast.qingdao_institution.organisation.name not in page.content.decode()
    assert Area(institution=cast.jinan_institution.organisation_id).depth == 4
