"""From a messy ledger to a figure and its rows, in a real browser."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from cases.models import Case
from tests.exchange.messy import MessyLedger, make_ledger
from tests.journeys.browser import Open
from tests.people import Cast
from tests.workers import carried_out


@pytest.fixture
def ledger() -> MessyLedger:
    return make_ledger(rows=120, seed=5, until=timezone.localdate() - timedelta(days=1), share=0.2)


def upload(page: Page, ledger: MessyLedger, institution: str, folder: Path) -> None:
    sheet = folder / "示例台账.xlsx"
    sheet.write_bytes(ledger.xlsx)
    page.goto("/imports/new/")
    if page.locator("input[name=kind]").count():
        page.check("input[name=kind][value=case_ledger]")
    if page.locator("select[name=institution]").count():
        page.select_option("select[name=institution]", label=institution)
    page.set_input_files("input[type=file]", sheet)
    page.locator("main form[enctype] button[type=submit]").click()


def arrive(page: Page, selector: str) -> None:
    """Wait for a job to bring the page forward, reloading as a person without script would."""

    def there() -> bool:
        page.goto(page.url.split("?")[0])
        return page.locator(selector).count() > 0

    carried_out(there, seconds=40, why=lambda: page.locator("main").inner_text()[:500])


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_an_officer_loads_the_valid_rows_of_a_messy_ledger_and_opens_a_figure(
    worker: subprocess.Popen[bytes], cast: Cast, opened: Open, ledger: MessyLedger, tmp_path: Path, javascript: bool
) -> None:
    page = opened("province", javascript=javascript)
    upload(page, ledger, "济南示例甲司法鉴定中心", tmp_path)
    arrive(page, 'form[action$="/load/"]')
    text = page.locator("main").inner_text()
    assert "尚未载入" in text
    assert page.locator("#problems tbody tr, [id=problems] tr").count() > 0
    page.locator('form[action$="/load/"] button[type=submit]').click()
    arrive(page, 'a[href*="loaded="]')
    assert Case.objects.count() == ledger.good_rows
    page.goto("/figures/")
    number = page.locator(".pt-kpi__v a").first
    figure = "".join(filter(str.isdigit, number.inner_text()))
    page.goto(str(number.get_attribute("href")))
    assert f"共{int(figure):,}条" in page.locator(".pt-head__meta").inner_text()


def test_another_city_sees_nothing_of_it(
    worker: subprocess.Popen[bytes], cast: Cast, opened: Open, ledger: MessyLedger, tmp_path: Path
) -> None:
    page = opened("jinan_clerk")
    upload(page, ledger, "", tmp_path)
    arrive(page, 'form[action$="/load/"]')
    address = page.url
    stranger = opened("qingdao")
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 404
    stranger.goto("/imports/")
    assert "示例台账" not in stranger.locator("main").inner_text()
