"""The numbers of a report are those of the pages of figures for the same area and period, in its files too."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from foundation.desk.formats import number
from foundation.documents.actions.reading import content_of
from foundation.kpi.catalogue import kpi_of
from foundation.kpi.merging import merge
from governance.reporting import tables, values, wording
from governance.reporting.asking import BEFORE, LAST, NOW, TODAY, YEAR, columns_of, is_about_today
from governance.reporting.models import Report
from institutions.models import Institution
from tests.documents.runs import runs_of
from tests.factories.cases import make_case
from tests.factories.reports import make_report
from tests.kpi import everything, worlds
from tests.people import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
TODAY_IS = date(2026, 11, 25)
_CHINESE = {"Accept-Language": "zh-hans"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel("2026-11-25 10:00+08:00", tick=False):
        yield


@pytest.fixture
def world(cast: Cast) -> Cast:
    """Rows behind every figure, many cases in two cities, some of them not merged yet."""
    random = Random(20261127)
    everything.populate(cast)
    everything.shake(random, 8, TODAY_IS)
    institutions = list(Institution.objects.all())
    for _each in range(40):
        worlds.add_case(random, institutions)
    merge()
    for day in range(1, 32):  # enough in one month to be compared with the month before and the one of last year
        for year, month in ((2026, 10), (2026, 9), (2025, 10)):
            accepted = date(year, month, min(day, 30))
            make_case(cast.jinan_institution, accepted_on=accepted, issued_on=accepted, turnaround_days=day % 2 * 8)
    return cast


def lines(answer: Any) -> dict[str, Any]:
    return {line.kpi.code: line for part in answer.context["parts"] for line in part.lines}


CASES = (
    ("province", "370000", "2026-10", "year=2026&month=10"),
    ("jinan", "370100", "2026-10", "year=2026&month=10"),
    ("lixia", "370102", "2025", "year=2025"),
)


def test_every_figure_is_that_of_the_page_and_what_is_not_fed_is_no_zero(world: Cast, sign_in: SignIn) -> None:
    house = str(world.jinan_institution.pk)
    cases = [*CASES, ("jinan_head", house, "2026-10", "year=2026&month=10")]
    for who, area, period, query in cases:
        contents = make_report(world.actor(who), area, period).contents
        client = sign_in(who)
        shown = lines(client.get(f"/figures/catalogue/?{query}", headers=_CHINESE))
        shown |= {
            code: line
            for code, line in lines(client.get("/figures/catalogue/?year=2026", headers=_CHINESE)).items()
            if is_about_today(kpi_of(code))
        }
        assert {each["kpi"] for each in contents["figures"]} == set(shown)
        compared = [code for code in shown if is_same(contents, code, shown[code])]
        assert len(compared) > (20 if area == house else 30), area
    contents = make_report(world.actor("province"), "capital").contents
    shown = lines(sign_in("province").get("/figures/catalogue/?year=2026&month=10&circle=capital", headers=_CHINESE))
    assert is_same(contents, "case_volume", shown["case_volume"])
    assert len(contents["areas"]["rows"]) < 16 and not contents["targets"]


def is_same(contents: Any, code: str, page: Any) -> bool:
    """Hold a figure beside the line of the page; say whether there was a number to compare."""
    if not kpi_of(code).is_fed:
        assert page.value is None
        assert next(each for each in contents["figures"] if each["kpi"] == code)["values"] == {}
        return False
    columns = columns_of(kpi_of(code), contents["kind"])
    value = values.figure(contents, code, columns[0])
    assert value is not None
    if page.value is None:
        assert value.number is None, code
        return False
    with override("zh-hans"):
        decimals = 0 if values.is_days(code) else values.decimals_of(code)
        assert number(float(value.number), decimals) == page.value, code
        if not values.is_count(code) and not values.is_days(code):
            assert values.counts_of(value) == page.counts, code
    return True


def test_tables_and_both_files_hold_the_numbers_of_the_dashboard(world: Cast, sign_in: SignIn) -> None:
    row = make_report(world.actor("province"))
    page = sign_in("province").get("/figures/?year=2026&month=10", headers=_CHINESE).context["dashboard"]
    same_tables(row.contents, page)
    same_files(row)


def same_tables(contents: Any, page: Any) -> None:
    """By city, by category and by month."""
    with override("zh-hans"):
        cities = {line.name: line.cells[0].text for line in tables.area_table(contents).lines}
        categories = {line.name: line.cells[0].text for line in tables.category_table(contents).lines}
        months = dict(tables.series(contents, "case_volume"))
    assert cities == {row.name: row.cells[0].text for row in page.areas.table.rows}
    assert int(cities["济南市"]) > 30
    shown = {row.name: next(cell.text for cell in row.cells if cell.text) for row in page.categories.table.rows}
    assert categories == shown
    assert months[2026][:10] == [month.now for month in page.months.months][:10]
    assert months[2026][10:] == [None, None], "the period ended in October"
    assert months[2025] == [month.last for month in page.months.months]


def same_files(row: Report) -> None:
    """The PDF has a text layer with every number; the sheets hold them as numbers."""
    volume = values.figure(row.contents, "case_volume", NOW)
    rate = values.figure(row.contents, "complaint_rate", YEAR)
    before = values.figure(row.contents, "case_volume", BEFORE)
    assert volume and rate and before
    pdf = content_of(row.pdf)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf and b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    text = "".join(runs_of(pdf))
    assert "山东省司法鉴定统计月报" in text and row.digest[:8] in text
    with override("zh-hans"):
        said = wording.summary(row.contents)[0]
        every = tables.every_table(row.contents)
    assert said[:30] in text
    for table in every:
        for line in table.lines:
            missing = [cell.text for cell in line.cells if cell.number is not None and cell.text.strip("−") not in text]
            assert not missing, line.name
    book = load_workbook(io.BytesIO(content_of(row.xlsx)), read_only=True)
    sheet = {line[0]: line for line in book["主要指标"].iter_rows(values_only=True) if len(line) > 2}
    assert sheet["办案量"][1:3] == ("件", volume.numerator)
    cities = {line[0]: line[1] for line in book["按市"].iter_rows(values_only=True) if len(line) > 1}
    assert (
        cities["合计"]
        == volume.numerator
        == sum(cities[area["name"]["zh-hans"]] for area in row.contents["areas"]["rows"])
    )
    assert len(book.sheetnames) >= 8
    assert sheet["办案量"][6] == pytest.approx((volume.numerator - before.numerator) / before.numerator), "a number too"
    data = {(line[1], line[2], line[3]): line for line in book["明细数据"].iter_rows(values_only=True)}
    told = data["合计", "有效投诉率", "本年累计"]
    assert told[6:10] == (rate.numerator, rate.denominator, rate.low, rate.up)
    assert data["济南市", "办案量", "本期"][5] == cities["济南市"]


def test_few_cases_are_not_ranked_and_a_rate_with_a_wide_interval_cannot_be_told(cast: Cast) -> None:
    for year in (2025, 2026):
        make_case(cast.qingdao_institution, accepted_on=date(year, 10, 3))
        for day in range(1, 31):
            make_case(cast.jinan_institution, accepted_on=date(year, 10, day), issued_on=date(year, 10, day))
    make_case(cast.qingdao_institution, accepted_on=date(2026, 10, 5), issued_on=date(2026, 10, 9))
    contents = make_report(cast.actor("province")).contents
    with override("zh-hans"):
        said = "".join(wording.summary(contents))
        rate = next(line for line in tables.target_table(contents).lines if line.name == "有效投诉率")
        city = next(line for line in tables.area_table(contents).lines if line.name == "青岛市")
    assert "青岛" not in said, "one place alone is not compared with many cases"
    assert rate.cells[3].text == "尚不能断定"
    assert [city.cells[at].text for at in (0, 1, 2)] == ["2", "+1", "1"]
    assert (city.cells[4].text, city.cells[4].notes) == ("※", ("1／1",))
    unfed = values.figure(contents, "gate_overrides", TODAY)
    assert unfed is None
    assert contents["quality"]["differing"] == 0


def test_what_the_records_do_not_reach_back_to_is_not_compared(cast: Cast) -> None:
    for month in (9, 10):
        for day in range(1, 31):
            make_case(cast.jinan_institution, accepted_on=date(2026, month, day))
    make_case(cast.jinan_institution, accepted_on=date(2025, 12, 31))
    contents = make_report(cast.actor("province")).contents
    with override("zh-hans"):
        said = wording.summary(contents)
        line = tables.main_tables(contents)[0].lines[0]
    assert said[0] == "2026年10月办案量30件，比上月持平，比上年同月无可比数据。1—10月累计60件，比上年同期无可比数据。"
    assert "记录始于2025年12月，不与此前作比较。" in said[-1]
    assert [line.cells[at].text for at in (2, 4, 6)] == ["0.0%", "—", "—"]


def test_a_further_version_says_what_changed_and_the_first_stays_as_it_was(cast: Cast) -> None:
    make_case(cast.jinan_institution, accepted_on=date(2026, 10, 3))
    first = make_report(cast.actor("province"))
    kept = (first.digest, content_of(first.pdf))
    make_case(cast.jinan_institution, accepted_on=date(2026, 10, 4))
    second = make_report(cast.actor("province"))
    assert (second.version, second.contents["changes"]["against"]) == (2, 1)
    told = {
        (row["table"], row["name"].get("zh-hans"), row["kpi"], row["column"]): (
            row["before"]["numerator"], row["after"]["numerator"],
        )
        for row in second.contents["changes"]["rows"]
    }  # fmt: skip
    assert told["figures", None, "case_volume", NOW] == (1, 2)
    assert told["areas", "济南市", "case_volume", NOW] == (1, 2)
    assert ("figures", None, "case_volume", LAST) not in told
    assert second.changed == len(second.contents["changes"]["rows"])
    assert "与上一版相比的变化" in "".join(runs_of(content_of(second.pdf)))
    first.refresh_from_db()
    assert (first.digest, first.changed, content_of(first.pdf)) == (kept[0], None, kept[1])
    third = make_report(cast.actor("province"))
    assert (third.version, third.changed) == (3, 0)
    assert Report.objects.filter(period="2026-10").count() == 3
